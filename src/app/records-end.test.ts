/** Records whose end is gone, beside a log that goes on. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRecordsWriter } from "../records/writer.ts";
import { paths } from "./paths.ts";
import { fromRecords } from "./reader.ts";

const at = Date.UTC(2026, 10, 24, 10);
const minute = 60_000;

test("they are whole as long as the log goes no further, and silent from there on", async () => {
  const data = mkdtempSync(join(tmpdir(), "postino-records-end-"));
  try {
    const { records, logs } = paths(data);
    const writer = createRecordsWriter({ folder: records, now: () => at, onClosed: () => {} });
    const told = { atPrecisionSeconds: 0.001, node: "1", service: "smtp" } as const;
    for (const n of [0, 1, 2]) writer.append({ event: { kind: "log.heartbeat", at: at + n * minute, ...told } });
    writer.close();
    const gaps = async () => {
      const covered = await (await fromRecords(data)).coverage(at, Number.POSITIVE_INFINITY);
      return covered.gaps.map(({ from, to, why }) => [from - at, to - at, why]);
    };
    expect(await gaps()).toEqual([]);
    mkdirSync(logs);
    const logged = (day: string, hour: string) =>
      writeFileSync(
        join(logs, `s${day.replaceAll("-", "")}-00.log`),
        `SYSTEM           [0000000000000000] ${hour} Log opened ${day}T${hour}+00:00 UTC node=1 level=debug version=0.1.0 because=start\n`,
      );
    logged("2026-11-24", "10:02:30.000");
    expect(await gaps()).toEqual([]);
    logged("2026-11-25", "08:00:00.000");
    expect(await gaps()).toEqual([[2 * minute, 22 * 60 * minute, "silent"]]);
  } finally {
    rmSync(data, { recursive: true });
  }
});
