/**
 * L1 and L2: a log of Postfix, and one at level debug, to sessions, beside lnav's load and `grep -F`; L3: a main log of
 * Exim, one recipient's attempts and all, beside what Exim's own tools do; L4: the memory for L2, ten times as long a log; L5: the
 * import of both into new records; Q1: one recipient's answer from a log of Postfix, beside ripgrep for the lines with the address
 * and then for those of their queue ids; Q4: the same when it was packed and imported, beside zgrep. Every program is a process of its own,
 * measured by `time` from its start to its end. `BENCH_LOG_BYTES` scales the larger log.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unpacked } from "../test/servers/private-root.ts";
import { eximLog } from "./exim-log.ts";
import { type BenchLog, interleavedLog } from "./interleaved.ts";
import type { Compared, Row } from "./row.ts";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const logBytes = Number(process.env.BENCH_LOG_BYTES ?? 1e9);
const program = new URL("./servers/load.ts", import.meta.url).pathname;
const postino = new URL("../bin/postino.js", import.meta.url).pathname;

interface Used {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
}

/** Where bin/postino.js keeps it, too. */
const compiled = join(tmpdir(), "node-compile-cache");

/** Runs a program to its end; throws where it fails. Its output is taken: into nothing, grep would stop at the first line. */
function used(command: string, args: readonly string[], home?: string): Used {
  const timed = ["-f", "%e %U %S %M", command, ...args];
  const env = { ...process.env, NODE_COMPILE_CACHE: compiled, ...(home && { HOME: home }) };
  const { status, stderr } = spawnSync("/usr/bin/time", timed, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1e9,
    env,
  });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  const [seconds = 0, user = 0, system = 0, kilobytes = 0] = (stderr.trim().split("\n").at(-1) ?? "")
    .split(" ")
    .map(Number);
  return { seconds, cpuSeconds: user + system, memoryBytes: kilobytes * 1024 };
}

const ours = (path: string) => used(process.execPath, [program, path]);

/** lnav keeps state in its home: each run has a new one. */
function lnav(path: string): Used {
  const home = mkdtempSync(join(tmpdir(), "postino-bench-lnav-"));
  try {
    return used("lnav", ["-n", "-q", "-c", ":goto 0", path], home);
  } finally {
    rmSync(home, { recursive: true });
  }
}

const grep = (path: string, word: string) => used("grep", ["-c", "-F", word, path]);

function withLog<T>(format: BenchLog["format"], bytes: number, work: (log: BenchLog) => T): T {
  const log = interleavedLog(format, bytes);
  try {
    return work(log);
  } finally {
    log.done();
  }
}

interface Bars {
  readonly lnav: number;
  readonly grep: number;
}

function beside(format: BenchLog["format"], bars: Bars): readonly Compared[] {
  return withLog(format, logBytes, ({ path, somebody }) => {
    const lines = Number(execFileSync("grep", ["-c", "", path], { encoding: "utf8" }));
    const runs = Array.from({ length: rounds }, () => ({
      us: ours(path),
      lnav: lnav(path),
      grep: grep(path, somebody),
    }));
    const persecond = (seconds: number) => lines / seconds / 1e6;
    return [
      {
        what: `${format}: million lines/s, beside lnav`,
        ours: runs.map(({ us }) => persecond(us.seconds)),
        peer: runs.map((run) => persecond(run.lnav.seconds)),
        bar: { least: bars.lnav },
      },
      {
        what: `${format}: CPU seconds, beside grep -F`,
        ours: runs.map(({ us }) => us.cpuSeconds),
        peer: runs.map((run) => run.grep.cpuSeconds),
        bar: { most: bars.grep },
      },
      {
        what: `${format}: CPU seconds, beside lnav`,
        ours: runs.map(({ us }) => us.cpuSeconds),
        peer: runs.map((run) => run.lnav.cpuSeconds),
        bar: { most: 1 },
      },
    ];
  });
}

function memory(format: BenchLog["format"]): readonly Compared[] {
  const megabytes = (runs: readonly Used[]) => runs.map(({ memoryBytes }) => memoryBytes / 1e6);
  const each = (work: () => Used) => Array.from({ length: rounds }, work);
  const small = withLog(format, logBytes / 10, ({ path }) => each(() => ours(path)));
  const [large, theirs] = withLog(format, logBytes, ({ path }) => [each(() => ours(path)), each(() => lnav(path))]);
  return [
    {
      what: `${format}: MB, beside a tenth of the log`,
      ours: megabytes(large),
      peer: megabytes(small),
      bar: { most: 1.3 },
    },
    { what: `${format}: MB, beside lnav`, ours: megabytes(large), peer: megabytes(theirs), bar: { most: 0.5 } },
  ];
}

/** Into a data folder that is new each time; `bytes`: what it takes. */
function importing(path: string): Used & { readonly bytes: number } {
  const data = mkdtempSync(join(tmpdir(), "postino-bench-import-"));
  try {
    const run = used(process.execPath, [postino, "import", path, "--log-zone", "UTC", "--data", data]);
    const files = readdirSync(data, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return {
      ...run,
      bytes: files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0),
    };
  } finally {
    rmSync(data, { recursive: true });
  }
}

function imported(format: BenchLog["format"], least: number): readonly Compared[] {
  return withLog(format, logBytes, ({ path }) => {
    const bytes = statSync(path).size;
    const lines = Number(execFileSync("grep", ["-c", "", path], { encoding: "utf8" }));
    const runs = Array.from({ length: rounds }, () => ({ us: importing(path), lnav: lnav(path) }));
    const perSecond = ({ seconds }: Used) => lines / seconds / 1e6;
    return [
      {
        what: `${format}: million lines/s, beside lnav's load`,
        ours: runs.map(({ us }) => perSecond(us)),
        peer: runs.map((run) => perSecond(run.lnav)),
        bar: { least },
      },
      {
        what: `${format}: MB of records, beside the log`,
        ours: runs.map(({ us }) => us.bytes / 1e6),
        peer: runs.map(() => bytes / 1e6),
        bar: { most: 0.25 },
      },
      {
        what: `${format}: MB of memory, beside lnav`,
        ours: runs.map(({ us }) => us.memoryBytes / 1e6),
        peer: runs.map((run) => run.lnav.memoryBytes / 1e6),
        bar: { most: 1 },
      },
    ];
  });
}

const tool = (name: string, ...args: readonly string[]) => used("perl", [`${unpacked()}/usr/sbin/${name}`, ...args]);
const tracing = (path: string, ...args: readonly string[]) =>
  used(process.execPath, [postino, "trace", path, "--log-zone", "UTC", ...args]);

/** exigrep looks for one recipient; eximstats counts all, and builds no sessions: it gets a tenth of the log. */
function besideExim(): readonly Compared[] {
  return [
    ...withEximLog(logBytes, ({ path, somebody }, row) => {
      const runs = Array.from({ length: rounds }, () => ({
        us: tracing(path, "--to", somebody),
        peer: tool("exigrep", somebody, path),
      }));
      return [row("one recipient's attempts, beside exigrep", runs, 4)];
    }),
    ...withEximLog(logBytes / 10, ({ path, somebody }, row) => {
      const runs = Array.from({ length: rounds }, () => ({
        one: tracing(path, "--to", somebody),
        skimmed: ours(path),
        every: tracing(path),
        exigrep: tool("exigrep", somebody, path),
        eximstats: tool("eximstats", path),
      }));
      const pairs = (us: "one" | "skimmed" | "every", peer: "exigrep" | "eximstats") =>
        runs.map((run) => ({ us: run[us], peer: run[peer] }));
      return [
        row("one recipient's attempts in a tenth of it, beside exigrep", pairs("one", "exigrep"), 4),
        row("to sessions, beside eximstats", pairs("skimmed", "eximstats"), 18),
        row("every attempt, beside exigrep", pairs("every", "exigrep"), 4),
        row("every attempt, beside eximstats", pairs("every", "eximstats"), 18),
      ];
    }),
  ];
}

type EximRow = (what: string, runs: readonly { readonly us: Used; readonly peer: Used }[], least: number) => Compared;

function withEximLog(
  bytes: number,
  work: (log: ReturnType<typeof eximLog>, row: EximRow) => readonly Compared[],
): readonly Compared[] {
  const log = eximLog(bytes);
  try {
    const lines = Number(execFileSync("grep", ["-c", "", log.path], { encoding: "utf8" }));
    const perSecond = ({ seconds }: Used) => lines / seconds / 1e6;
    return work(log, (what, runs, least) => ({
      what: `million lines/s, ${what}`,
      ours: runs.map(({ us }) => perSecond(us)),
      peer: runs.map(({ peer }) => perSecond(peer)),
      bar: { least },
    }));
  } finally {
    log.done();
  }
}

const ripgrep = "rg";

/** What the command takes from its start to its end; the first round fills the compile cache and the memory of the disk. */
function besideRipgrep(): readonly Compared[] {
  return withLog("postfix", logBytes, ({ path, somebody }) => {
    const patterns = `${path}.ids`;
    const runs = Array.from({ length: rounds + 1 }, () => {
      const us = used(process.execPath, [postino, "why", path, "--to", somebody, "--zone", "UTC", "--log-zone", "UTC"]);
      const first = used(ripgrep, ["--no-filename", "-F", somebody, path]);
      const lines = execFileSync(ripgrep, ["--no-filename", "-F", somebody, path], {
        encoding: "utf8",
        maxBuffer: 1e9,
      });
      const ids = new Set(Array.from(lines.matchAll(/\]: (\w{6,}):/g), ([, id]) => id));
      writeFileSync(patterns, [...ids].join("\n"));
      const second = used(ripgrep, ["--no-filename", "-F", "-f", patterns, path]);
      return { us, seconds: first.seconds + second.seconds, cpuSeconds: first.cpuSeconds + second.cpuSeconds };
    }).slice(1);
    return [
      {
        what: "seconds, cold command, beside two passes of ripgrep",
        ours: runs.map(({ us }) => us.seconds),
        peer: runs.map(({ seconds }) => seconds),
        bar: { most: 1 },
      },
      {
        what: "CPU seconds, the same",
        ours: runs.map(({ us }) => us.cpuSeconds),
        peer: runs.map(({ cpuSeconds }) => cpuSeconds),
        bar: { most: 1 },
      },
    ];
  });
}

/** Of a packed log that was imported: the command from its start to its end, beside the lines with the address. */
function besideZgrep(): readonly Compared[] {
  return withLog("postfix", logBytes, ({ path, somebody }) => {
    const packed = `${path}.gz`;
    const data = mkdtempSync(join(tmpdir(), "postino-bench-import-"));
    try {
      execFileSync("gzip", ["--keep", path]);
      const zones = ["--zone", "UTC", "--log-zone", "UTC"];
      used(process.execPath, [postino, "import", packed, "--log-zone", "UTC", "--data", data]);
      const runs = Array.from({ length: rounds + 1 }, () => ({
        us: used(process.execPath, [postino, "why", "--to", somebody, "--data", data, ...zones]),
        zgrep: used("zgrep", ["-c", "-F", somebody, packed]),
      })).slice(1);
      return [
        {
          what: "seconds, cold command, beside one pass of zgrep",
          ours: runs.map(({ us }) => us.seconds),
          peer: runs.map(({ zgrep }) => zgrep.seconds),
          bar: { most: 0.1 },
        },
      ];
    } finally {
      rmSync(packed, { force: true });
      rmSync(data, { recursive: true });
    }
  });
}

const size = `${(logBytes / 1e9).toPrecision(2)} GB`;

const debugBars = { lnav: 3.2, grep: 6 };

/** It counts the messages of each day, hour, host and address, and builds no sessions. */
function pflogsumm(): Compared {
  return withLog("postfix", logBytes / 10, ({ path }) => {
    const lines = Number(execFileSync("grep", ["-c", "", path], { encoding: "utf8" }));
    const persecond = ({ seconds }: Used) => lines / seconds / 1e6;
    const runs = Array.from({ length: rounds }, () => [ours(path), used("/usr/sbin/pflogsumm", [path])] as const);
    return {
      what: "postfix, a tenth of the log: million lines/s, beside pflogsumm",
      ours: runs.map(([us]) => persecond(us)),
      peer: runs.map(([, theirs]) => persecond(theirs)),
      bar: { least: 18 },
    };
  });
}

export const postfixReading: Row = {
  id: "L1",
  title: `${size} of Postfix log to sessions, 200 at a time`,
  run: async () => [...beside("postfix", { lnav: 2.2, grep: 9 }), pflogsumm()],
};

export const reading: Row = {
  id: "L2",
  title: `${size} of log at level debug to sessions, 200 at a time`,
  run: async () => [...beside("icewarp", debugBars), ...beside("postino", debugBars)],
};

export const readingExim: Row = {
  id: "L3",
  title: `${(logBytes / 1e7).toPrecision(2)} MB of Exim's main log`,
  run: async () => besideExim(),
};

export const readingMemory: Row = {
  id: "L4",
  title: `memory for ${size}, 200 sessions at a time`,
  run: async () => [...memory("icewarp"), ...memory("postino")],
};

export const importingLogs: Row = {
  id: "L5",
  title: `${size} of log into the records, 200 sessions at a time`,
  run: async () => [...imported("postfix", 0.9), ...imported("icewarp", 1.4)],
};

export const asking: Row = {
  id: "Q1",
  title: `one recipient in ${size} of Postfix log that was not imported`,
  run: async () => besideRipgrep(),
};

export const askingPacked: Row = {
  id: "Q4",
  title: `one recipient in ${size} of Postfix log, packed, that was imported`,
  run: async () => besideZgrep(),
};
