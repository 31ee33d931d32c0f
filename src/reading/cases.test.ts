import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectation, readCases, sectionOf } from "../../test/case-file.ts";
import { Zone } from "../base/zone.ts";
import { eventLine } from "./event-line.ts";
import { readLogs } from "./read.ts";

describe("every case is read without an unread line, as", () => {
  for (const file of readCases("src/reading/cases")) {
    test(file.name, async () => {
      const { words, text } = sectionOf(file, "log");
      const folder = mkdtempSync(join(tmpdir(), "postino-case-"));
      try {
        const path = join(folder, words[2] ?? "case.log");
        writeFileSync(path, `${text}\n`);
        const lines: string[] = [];
        const options = { logs: [path], zone: new Zone("Europe/Rome"), now: 0 };
        const stat = await readLogs(options, (event) => void lines.push(eventLine(event)));
        expect(stat.files.map(({ format, unread }) => ({ format, unread }))).toEqual([{ format: words[1], unread: 0 }]);
        const came = lines.join("\n");
        expect(came).toBe(expectation(file, "events", came));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
