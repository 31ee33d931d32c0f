import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import { logsOf } from "./logs.ts";

const line = (stamp: string) => `${stamp} 10:00:00 mx postfix/smtpd[7]: connect from unknown[192.0.2.7]\n`;

test("a year that is told is that of the oldest file of a log, and of each that is no log's younger part", async () => {
  const folder = mkdtempSync(join(tmpdir(), "postino-logs-"));
  try {
    const put = (name: string, bytes: string | Buffer) => writeFileSync(join(folder, name), bytes);
    put("mail.log", line("Jan  9"));
    put("mail.log.1", line("Jan  2"));
    put("mail.log.2.gz", gzipSync(line("Dec 26")));
    put("other.log", line("Feb  1"));
    const { wanted } = await logsOf({ logs: [folder], zone: new Zone("UTC"), year: 2019 });
    expect(wanted.map(({ firstAt }) => new Date(firstAt).toISOString().slice(0, 10))).toEqual([
      "2019-02-01",
      "2019-12-26",
      "2020-01-02",
      "2020-01-09",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
