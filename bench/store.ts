/** A data folder filled with generated traffic: records by the server's own writer and upkeep, its log where it is wanted. */
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { paths } from "../src/app/paths.ts";
import { Zone } from "../src/base/zone.ts";
import type { LevelName } from "../src/events/catalogue.ts";
import { createLogWriter } from "../src/log/writer.ts";
import { renderLines } from "../src/reading/formats/postino.ts";
import { type Keep, upkeep } from "../src/records/upkeep.ts";
import { createRecordsWriter } from "../src/records/writer.ts";
import { createSessionBuilder } from "../src/sessions/build.ts";
import { type TrafficOptions, traffic, type Visit } from "./traffic.ts";

export interface Filled {
  readonly sessions: number;
  readonly attempts: number;
  readonly seconds: number;
  /** Of the process meanwhile. */
  readonly cpuSeconds: number;
  /** Some of the visits, for questions: one in so many. */
  readonly sample: readonly Visit[];
}

interface FillOptions extends TrafficOptions {
  readonly data: string;
  /** Level of the log; none: no log is written. */
  readonly level: LevelName;
  readonly keep: Keep;
  /** How many visits are kept as a sample. */
  readonly samples: number;
  /** Called when a part was sealed, with the time of the traffic. */
  readonly onSealed?: (now: number) => void;
}

const logSettings = { rotateBytes: 0, cacheBytes: 0, cacheSeconds: 1, fsync: "never", stallSeconds: 5 } as const;
/** A turn of a busy server. */
const sessionsInTurn = 20;

export async function fillStore({ data, level, keep, samples, onSealed, ...options }: FillOptions): Promise<Filled> {
  const { records: folder, logs } = paths(data);
  mkdirSync(logs, { recursive: true });
  let now = options.from;
  const records = createRecordsWriter({
    folder,
    now: () => now,
    onClosed: (path) => {
      const remarks = upkeep({ folder, closed: [path], now, merge: true, keep });
      for (const remark of remarks) if (!remark.includes("were deleted")) throw new Error(remark);
      onSealed?.(now);
    },
  });
  const log = createLogWriter({
    ...{ folder: logs, node: "1", zone: new Zone("UTC"), render: renderLines, version: "bench", heartbeatSeconds: 60 },
    ...{ now: () => now, monotonic: () => now, levelOf: () => level, settings: () => logSettings },
  });
  const sessions = createSessionBuilder((session) => records.append({ session }));
  const sample: Visit[] = [];
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  let [count, attempts] = [0, 0];
  const flush = async () => {
    await new Promise<void>((done) => log.flush(done, true));
    records.flush();
  };
  for (const visit of traffic(options)) {
    now = visit.to;
    for (const event of visit.events) {
      const source = log.write(event);
      sessions.take(source ? { ...event, source } : event);
    }
    count += 1;
    attempts += visit.recipients.length;
    if (count % Math.max(1, Math.floor(options.sessions / samples)) === 0) sample.push(visit);
    if (count % sessionsInTurn === 0) await flush();
  }
  await flush();
  await log.close();
  records.close();
  const used = process.cpuUsage(cpu);
  const seconds = (performance.now() - begun) / 1000;
  return { sessions: count, attempts, seconds, cpuSeconds: (used.user + used.system) / 1e6, sample };
}

/** Bytes of all files below a folder. */
export const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
