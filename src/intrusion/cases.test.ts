import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { expectation, readCases } from "../../test/case-file.ts";
import { replay } from "../app/replay.ts";
import { Zone } from "../base/zone.ts";
import { schema } from "../config/schema.ts";

/** `192.0.2.7 R 6/5 2026-11-24T14:00:06.000Z..14:30 times=1`. */
const line = ({ block, spared }: Awaited<ReturnType<typeof replay>>["found"][number]): string => {
  const { blocked, rule, code, count, limit, since, times } = block;
  const outcome = spared === undefined ? `time ${times}` : `spared: ${spared}`;
  return `${new Date(since).toISOString()} ${blocked} ${rule} ${code} ${count}/${limit} ${outcome}`;
};

describe("every case blocks whom it should, and nobody else:", () => {
  for (const file of readCases("src/intrusion/cases")) {
    test(file.name, async () => {
      const folder = mkdtempSync(join(tmpdir(), "postino-intrusion-"));
      try {
        const logs = file.sections.filter(({ words }) => words[0] === "log");
        const paths = logs.map(({ words, text }, index) => {
          const path = join(folder, words[2] ?? `case${index}.log`);
          writeFileSync(path, `${text}\n`);
          return path;
        });
        const settings = file.sections.find(({ words }) => words[0] === "settings")?.text ?? "";
        const intrusion = schema.parse({ intrusion: parse(settings) ?? {} });
        const { found } = await replay({ logs: paths, zone: new Zone("UTC"), now: 0, year: 2026 }, intrusion);
        const came = found.map(line).join("\n");
        expect(came).toBe(expectation(file, "blocks", came));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
