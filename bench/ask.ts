/**
 * Q2: one recipient and day, asked of the records beside ripgrep over the log that was written with them; Q3: a store of ten million
 * attempts. `BENCH_LOG_BYTES` and `BENCH_ATTEMPTS` scale them.
 */
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { paths } from "../src/app/paths.ts";
import { composeReader, type Reader } from "../src/app/reader.ts";
import { Zone } from "../src/base/zone.ts";
import type { Question } from "../src/diagnosis/question.ts";
import { type Compared, median, type Row } from "./row.ts";
import { bytesIn, type Filled, fillStore } from "./store.ts";
import type { Visit } from "./traffic.ts";

const run = promisify(execFile);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const logBytes = Number(process.env.BENCH_LOG_BYTES ?? 1e9);
const storeAttempts = Number(process.env.BENCH_ATTEMPTS ?? 1e7);
const questions = 300;

const start = Date.UTC(2026, 10, 1);
const zone = new Zone("UTC");
const keepAll = { days: 0, bytes: 0 };
/** What a session of this traffic takes in the log at level debug. */
const bytesOfSession = 2690;
const recipientsOfSession = 2;

/** A folder for the work, gone afterwards. */
async function withFolder<T>(work: (data: string) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "postino-bench-ask-"));
  try {
    return await work(data);
  } finally {
    rmSync(data, { recursive: true });
  }
}

export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const about = ({ recipients: [to = ""], to: at }: Visit): Question => ({ to: [to], about: at, facts: {}, limit: 5 });

const atAnyTime = ({ recipients: [to = ""] }: Visit): Question => ({ to: [to], facts: {}, limit: 5 });

/** One question to the records with its raw lines, as the command prints them. */
export async function ask(reader: Reader, question: Question): Promise<void> {
  const { answers } = await reader.why(question);
  if (!answers[0]?.cause) throw new Error("no answer");
  await reader.rawLines(answers.flatMap(({ evidence }) => evidence.flatMap(({ source }) => source ?? [])));
}

/** Milliseconds of each of these questions, in a process that was asked before. */
export async function warmTimes(data: string, asked: readonly Question[]): Promise<readonly number[]> {
  const reader = await composeReader({ logs: [], data, askerZone: zone, zone });
  for (const question of asked.slice(0, 20)) await ask(reader, question);
  const times: number[] = [];
  for (const question of asked) times.push(await milliseconds(() => ask(reader, question)));
  return times;
}

const told = (data: string, { sessions, attempts, seconds, cpuSeconds }: Filled) => {
  const { logs, records } = paths(data);
  const bytes = bytesIn(records);
  console.log(
    `${sessions} sessions, ${attempts} attempts in ${seconds.toFixed(0)} s (${((cpuSeconds * 1e6) / sessions).toFixed(0)} µs CPU each with events, log and records); log ${bytesIn(logs)} bytes, records ${bytes} bytes, ${(bytes / sessions).toFixed(0)} a session`,
  );
};

/** ripgrep for the lines with the address; then for all lines of the sessions that it found. */
async function grep(logs: string, data: string, address: string) {
  const found = { stdout: "" };
  const one = await milliseconds(async () => {
    Object.assign(found, await run("rg", ["--no-filename", "-F", address, logs], { maxBuffer: 1e9 }));
  });
  const ids = new Set(Array.from(found.stdout.matchAll(/\[([0-9A-F]{16})\]/g), ([, id]) => id));
  const patterns = join(data, "patterns");
  writeFileSync(patterns, [...ids].join("\n"));
  const second = await milliseconds(() => run("rg", ["--no-filename", "-F", "-f", patterns, logs], { maxBuffer: 1e9 }));
  return { one, two: one + second };
}

async function besideRipgrep(data: string): Promise<readonly Compared[]> {
  const sessions = Math.ceil(logBytes / bytesOfSession);
  const size = { sessions, perSecond: sessions / 86_400, recipients: 3, people: sessions / 20 };
  const filled = await fillStore({ data, from: start, level: "debug", keep: keepAll, samples: questions, ...size });
  told(data, filled);
  const { logs } = paths(data);
  const [cold, bundled]: [number[], number[]] = [[], []];
  const [once, twice]: [number[], number[]] = [[], []];
  const bundle = join(data, "bundle");
  execFileSync(process.execPath, ["scripts/bundle.ts", bundle]);
  for (let round = 0; round <= rounds; round++) {
    const visit = filled.sample[round * 7] as Visit;
    const [to = ""] = visit.recipients;
    const { one, two } = await grep(logs, data, to);
    const command = ["why", "--data", data, "--zone", "UTC", "--json", "--to", to];
    const asked = [...command, "--about", new Date(visit.to).toISOString()];
    const timeOf = (program: string) =>
      milliseconds(async () => {
        const { status, stderr } = spawnSync(process.execPath, [program, ...asked], { encoding: "utf8" });
        if (status !== 0) throw new Error(stderr || `exit code ${status}`);
      });
    const times = [await timeOf("bin/postino.js"), await timeOf(join(bundle, "postino.mjs"))] as const;
    // The first round fills the compile cache and the memory of the disk.
    if (round > 0) cold.push(times[0]);
    if (round > 0) bundled.push(times[1]);
    if (round > 0) once.push(one);
    if (round > 0) twice.push(two);
  }
  const times = await warmTimes(data, filled.sample.map(about));
  const each = (value: number) => once.map(() => value);
  const [p50, p99] = [each(percentile(times, 0.5)), each(percentile(times, 0.99))];
  return [
    { what: "ms, cold command from source, beside one pass", ours: cold, peer: once, bar: { most: 1 } },
    { what: "ms, cold command from source, beside two passes", ours: cold, peer: twice, bar: { most: 1 } },
    { what: "ms, cold command, bundled, beside one pass", ours: bundled, peer: once, bar: { most: 0.6 } },
    { what: "ms, warm p50, beside two passes", ours: p50, peer: twice, bar: { most: 0.01 } },
    { what: "ms, warm p99, beside two passes", ours: p99, peer: twice, bar: { most: 0.05 } },
    { what: "ms, warm p50, beside one pass", ours: p50, peer: once, bar: { most: 0.01 } },
  ];
}

export const store: Row = {
  id: "Q2",
  title: `one recipient and day, records and ${(logBytes / 1e9).toPrecision(2)} GB of log, beside ripgrep`,
  run: () => withFolder(besideRipgrep),
};

async function tenMillion(data: string): Promise<readonly Compared[]> {
  const sessions = Math.ceil(storeAttempts / recipientsOfSession);
  const size = { sessions, perSecond: sessions / (30 * 86_400), recipients: 3, people: sessions / 50 };
  const filled = await fillStore({ data, from: start, level: "none", keep: keepAll, samples: questions, ...size });
  told(data, filled);
  const dated = await warmTimes(data, filled.sample.map(about));
  const undated = await warmTimes(data, filled.sample.map(atAnyTime));
  console.log(
    `with a time: p50 ${median(dated).toFixed(1)} ms, p99 ${percentile(dated, 0.99).toFixed(0)} ms; without: p50 ${median(undated).toFixed(1)} ms, p99 ${percentile(undated, 0.99).toFixed(0)} ms`,
  );
  const bar = { most: 1 };
  return [
    { what: "ms, p99 with a time, beside a second", ours: [percentile(dated, 0.99)], peer: [1000], bar },
    { what: "ms, p99 without a time, beside a second", ours: [percentile(undated, 0.99)], peer: [1000], bar },
  ];
}

export const large: Row = {
  id: "Q3",
  title: `${storeAttempts} attempts in a month`,
  run: () => withFolder(tenMillion),
};
