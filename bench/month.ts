/**
 * M0: a month of traffic at 20 sessions a second, in compressed time: the records keep their limits on the disk, and answer.
 * `BENCH_SCALE` is the share of the sessions that are made (1: 52 million).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { paths } from "../src/app/paths.ts";
import { listDays } from "../src/records/layout.ts";
import { percentile, warmTimes } from "./ask.ts";
import type { Compared, Row } from "./row.ts";
import { bytesIn, fillStore } from "./store.ts";

const scale = Number(process.env.BENCH_SCALE ?? 1 / 100);
const days = 30;
const perSecond = 20 * scale;
/** The limits: three weeks, and what they take at most, some 19 GB at scale 1. */
const keep = { days: 21, bytes: 20e9 * scale };
const from = Date.UTC(2026, 10, 1);
const day = 86_400_000;

async function measure(data: string): Promise<readonly Compared[]> {
  const folder = paths(data).records;
  const sessions = Math.round(days * 86_400 * perSecond);
  const most = { bytes: 0, days: 0 };
  const watch = () => {
    most.bytes = Math.max(most.bytes, bytesIn(folder));
    most.days = Math.max(most.days, listDays(folder).length);
  };
  const size = { sessions, perSecond, recipients: 3, people: Math.max(1000, sessions / 50) };
  const filled = await fillStore({ data, from, level: "none", keep, samples: 900, onSealed: watch, ...size });
  const kept = listDays(folder);
  for (const each of kept) console.log(`${each} ${bytesIn(join(folder, each))} bytes`);
  console.log(
    `scale ${scale}: ${filled.sessions} sessions in ${filled.seconds.toFixed(0)} s; at most ${most.days} days and ${most.bytes} bytes, limits ${keep.days} days before today and ${keep.bytes} bytes`,
  );
  const oldest = from + (days - kept.length) * day;
  const asked = filled.sample.filter(({ to }) => to > oldest).slice(-300);
  const times = await warmTimes(
    data,
    asked.map(({ recipients: [to = ""], to: about }) => ({ to: [to], about, facts: {}, limit: 5 })),
  );
  console.log(`answers: p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`);
  return [
    { what: "most days kept, beside the limit and today", ours: [most.days], peer: [keep.days + 1], bar: { most: 1 } },
    { what: "bytes kept at the end, beside the limit", ours: [bytesIn(folder)], peer: [keep.bytes], bar: { most: 1 } },
    { what: "ms, p99 of answers, beside a second", ours: [percentile(times, 0.99)], peer: [1000], bar: { most: 1 } },
  ];
}

export const month: Row = {
  id: "M0",
  title: `a month at ${perSecond} sessions a second`,
  run: async () => {
    const data = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "postino-bench-month-"));
    try {
      return await measure(data);
    } finally {
      rmSync(data, { recursive: true });
    }
  },
};
