import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readStat } from "../../../app/reading.ts";
import { Zone } from "../../../base/zone.ts";
import type { Io } from "../../command.ts";
import { stat } from "./stat.ts";

test("log stat prints what readStat counts, as a table and as one document", async () => {
  const folder = mkdtempSync(join(tmpdir(), "postino-stat-"));
  try {
    const path = join(folder, "mail.log");
    // Made up in the shape of recorded lines.
    writeFileSync(
      path,
      "2026-11-24T10:00:00Z mx postfix/smtpd[7]: connect from unknown[192.0.2.7]\n2026-11-24T10:00:01Z mx postfix/smtpd[7]: what?\n",
    );
    const counted = await readStat({ logs: [path], zone: new Zone("UTC") });
    expect(counted.files[0]).toMatchObject({ lines: 2, read: 1, ignored: 0, unread: 1 });
    const printed: string[] = [];
    const io: Io = {
      print: (text) => void printed.push(text),
      warn: () => {},
      terminal: false,
      now: () => 0,
      env: {},
    };
    expect(await stat.run([path], { json: true }, io)).toBe(0);
    expect(JSON.parse(printed.join(""))).toMatchObject({
      unread: 1,
      files: [{ file: path, format: "postfix", from: "2026-11-24T10:00:00.000Z", to: "2026-11-24T10:00:01.000Z" }],
    });
    printed.length = 0;
    expect(await stat.run([path], {}, io)).toBe(0);
    expect(printed.join("\n")).toContain("lines not understood (postfix/smtpd)\n  2026-11-24T10:00:01Z mx postfix");
    await expect(stat.run([], {}, io)).rejects.toThrow("name a file");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
