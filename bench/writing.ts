/** W1 and W3: what a line of the log costs, and how late the event loop is while many are written. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { installPeer, packages } from "./peers.ts";
import type { Compared, Row } from "./row.ts";

const run = promisify(execFile);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const program = new URL("./servers/writing.ts", import.meta.url).pathname;

async function measure(way: string, what: "cpu" | "lateness"): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "postino-bench-writing-"));
  try {
    const { stdout } = await run(process.execPath, [program, way, folder, packages, what]);
    return Number(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function all(ways: readonly string[], what: "cpu" | "lateness"): Promise<(way: string) => readonly number[]> {
  const figures = new Map(ways.map((way) => [way, [] as number[]]));
  for (let round = 0; round < rounds; round++) for (const way of ways) figures.get(way)?.push(await measure(way, what));
  return (way) => figures.get(way) ?? [];
}

const ours = ["on the spot", "off the event loop"] as const;

export const lineCost: Row = {
  id: "W1",
  title: "microseconds of CPU a log line, six lines a turn, stamp and wording included",
  run: async () => {
    installPeer("sonic-boom");
    installPeer("pino");
    const peers = { "a write a line": 0.6, "sonic-boom": 0.45, pino: 0.45 } as const;
    const of = await all([...ours, ...Object.keys(peers)], "cpu");
    return ours.flatMap((way) =>
      Object.entries(peers).map(
        ([peer, most]): Compared => ({ what: `${way}, beside ${peer}`, ours: of(way), peer: of(peer), bar: { most } }),
      ),
    );
  },
};

export const loopDelay: Row = {
  id: "W3",
  title: "microseconds that what comes waits for the event loop at 50,000 lines a second, 99th percentile",
  run: async () => {
    const of = await all([...ours, "a write a line"], "lateness");
    return ours.map((way) => ({
      what: `${way}, beside a write a line`,
      ours: of(way),
      peer: of("a write a line"),
      bar: { most: 0.8 },
    }));
  },
};
