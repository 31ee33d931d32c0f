import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import { readLogs } from "./read.ts";

// All lines here are made up, in the shape of the recorded ones.
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-timespan-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const now = Date.UTC(2026, 10, 28, 12);
/** A day of a log by its date, one visit an hour. */
function put(name: string, date: string, { packed = false, modified = `${date}T23:59:59Z`, iso = true } = {}): void {
  const day = new Date(date);
  const stamp = (hour: number) =>
    iso
      ? `${date}T${String(hour).padStart(2, "0")}:00:00Z`
      : `${day.toUTCString().slice(8, 11)} ${String(day.getUTCDate()).padStart(2)} ${String(hour).padStart(2, "0")}:00:00`;
  const lines = Array.from({ length: 24 }, (_, hour) => [
    `${stamp(hour)} mx postfix/smtpd[7]: connect from unknown[192.0.2.7]`,
    `${stamp(hour)} mx postfix/smtpd[7]: disconnect from unknown[192.0.2.7] ehlo=1 quit=1 commands=2`,
  ]).flat();
  const bytes = Buffer.from(`${lines.join("\n")}\n`);
  const path = join(folder, name);
  writeFileSync(path, packed ? gzipSync(bytes) : bytes);
  utimesSync(path, new Date(modified), new Date(modified));
}

async function read(about: string) {
  const at = Date.parse(about);
  const day = 86_400_000;
  const stat = await readLogs(
    { logs: [folder], zone: new Zone("UTC"), now, span: { from: at - 2 * day, to: at + 2 * day } },
    () => {},
  );
  return { read: stat.files.map(({ file }) => file.slice(folder.length + 1)), passed: stat.passed.length };
}

test.each([true, false])("files of other times are not read (stamps with a year: %s)", async (iso) => {
  put("mail.log.3.gz", "2026-10-01", { packed: true, iso });
  put("mail.log.2", "2026-10-20", { iso });
  put("mail.log.1", "2026-11-10", { iso });
  put("mail.log", "2026-11-27", { iso });
  expect(await read("2026-11-11T10:00Z")).toEqual({ read: ["mail.log.1"], passed: 3 });
  expect(await read("2026-10-01T10:00Z")).toEqual({ read: ["mail.log.3.gz"], passed: 3 });
});

test("where times do not tell it is read: changed before its lines, kept without a time, or with a later one", async () => {
  put("early.gz", "2026-11-10", { packed: true, modified: "2026-01-01T00:00:00Z" });
  put("never.gz", "2026-11-10", { packed: true, modified: "1970-01-01T00:00:00Z" });
  put("copied.gz", "2026-11-10", { packed: true, modified: "2026-11-27T00:00:00Z" });
  put("old.gz", "2026-08-01", { packed: true });
  expect((await read("2026-11-11T10:00Z")).read.sort()).toEqual(["copied.gz", "early.gz", "never.gz"]);
});

test("a file system that keeps no times says 1970, and its stamps without a year are still of this year", async () => {
  put("mail.log", "2026-11-10", { iso: false, modified: "1970-01-01T00:00:00Z" });
  expect(await read("2026-11-11T10:00Z")).toEqual({ read: ["mail.log"], passed: 0 });
});
