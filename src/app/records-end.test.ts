/** Records that ended before a question was put say that they do not know what came since. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRecordsWriter } from "../records/writer.ts";
import { paths } from "./paths.ts";
import { fromRecords } from "./reader.ts";

const at = Date.UTC(2026, 10, 24, 10);
const minute = 60_000;

test("minutes behind their end they are whole, and later they are not", async () => {
  const data = mkdtempSync(join(tmpdir(), "postino-records-end-"));
  try {
    const writer = createRecordsWriter({ folder: paths(data).records, now: () => at, onClosed: () => {} });
    const told = { atPrecisionSeconds: 0.001, node: "1", service: "smtp" } as const;
    for (const n of [0, 1, 2]) writer.append({ event: { kind: "log.heartbeat", at: at + n * minute, ...told } });
    writer.close();
    const gapsAt = async (now?: number) => {
      const { gaps } = await (await fromRecords(data, now)).coverage(at, Number.POSITIVE_INFINITY);
      return gaps.map(({ from, to, why }) => [from - at, to - at, why]);
    };
    expect(await gapsAt()).toEqual([]);
    expect(await gapsAt(at + 5 * minute)).toEqual([]);
    expect(await gapsAt(at + 60 * minute)).toEqual([[2 * minute, 60 * minute, "silent"]]);
  } finally {
    rmSync(data, { recursive: true });
  }
});
