/** Writes log lines, six a turn of the event loop, in the way that is named; says CPU a line or the delays of the loop as JSON on stdout. */
import { once } from "node:events";
import { mkdtempSync, openSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { machineDisk, promptDisk } from "../../src/base/append-file.ts";
import { Zone } from "../../src/base/zone.ts";
import type { MailEvent } from "../../src/events/event.ts";
import { createLogWriter } from "../../src/log/writer.ts";
import { render, renderLines } from "../../src/reading/formats/postino.ts";

const [way = "", folder = "", peers = "", measure = "cpu"] = process.argv.slice(2);
const require = createRequire(join(peers, "package.json"));
const zone = new Zone("UTC");
const path = join(mkdtempSync(join(folder, "log-")), "log");

/** What a client that sends one message says and hears. */
const base = { atPrecisionSeconds: 0.001, node: "1", service: "smtp", peer: "192.0.2.7" } as const;
const event = (n: number): MailEvent => {
  const more = { ...base, at: Date.now(), session: "019B1C2D3E401000" };
  return n % 2 === 0
    ? { ...more, kind: "smtp.command", verb: "RCPT", argument: `TO:<bob${n}@example.test>` }
    : {
        ...more,
        kind: "smtp.reply",
        code: 250,
        enhanced: "2.1.5",
        text: `<bob${n}@example.test> is noted as a recipient`,
      };
};

type Writer = { line(event: MailEvent): void; turn(done: () => void): void };

function postino(disk: typeof machineDisk): Writer {
  const settings = { rotateBytes: 0, cacheBytes: 0, cacheSeconds: 1, fsync: "never", stallSeconds: 5 } as const;
  const log = createLogWriter({
    folder: mkdtempSync(join(folder, "log-")),
    node: "1",
    zone,
    now: Date.now,
    monotonic: () => performance.now(),
    levelOf: () => "debug",
    settings: () => settings,
    render: renderLines,
    version: "bench",
    heartbeatSeconds: 60,
    disk,
  });
  return { line: (said) => void log.write(said), turn: (done) => log.flush(done) };
}

function perLine(): Writer {
  const handle = openSync(path, "a");
  return {
    line: (said) => {
      for (const line of render(said, zone)) writeSync(handle, `${line}\n`);
    },
    turn: (done) => done(),
  };
}

function sonicBoom(): Writer {
  const { SonicBoom } = require("sonic-boom");
  const sonic = new SonicBoom({ dest: path, sync: true });
  return {
    line: (said) => {
      for (const line of render(said, zone)) sonic.write(`${line}\n`);
    },
    turn: (done) => done(),
  };
}

function pino(): Writer {
  const log = require("pino")({ base: null }, require("pino").destination({ dest: path, sync: true }));
  return {
    line: (said) => log.info(said.kind === "smtp.command" ? { v: said.verb, a: said.argument } : { r: said }),
    turn: (done) => done(),
  };
}

const ways: Readonly<Record<string, () => Writer>> = {
  "on the spot": () => postino(promptDisk),
  "off the event loop": () => postino(machineDisk),
  "a write a line": perLine,
  "sonic-boom": sonicBoom,
  pino,
};
const writer = ways[way]?.() as Writer;
const linesATurn = 6;
const turns = (count: number) =>
  new Promise<void>((resolve) => {
    let left = count;
    const turn = () => {
      for (let n = 0; n < linesATurn; n++) writer.line(event(n));
      writer.turn(() => (--left === 0 ? resolve() : setImmediate(turn)));
    };
    turn();
  });

/** Microseconds of CPU a line, all threads, when the machine code is warm. */
async function cpuALine(): Promise<number> {
  await turns(30_000);
  const before = process.cpuUsage();
  const count = 50_000;
  await turns(count);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (count * linesATurn);
}

/** Another thread sends the time, in nanoseconds, some three thousand times a second at uneven distances. */
const bell = `
  const { parentPort } = require("node:worker_threads");
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    Atomics.wait(never, 0, 0, 0.1 + 0.4 * Math.random());
    parentPort.postMessage(process.hrtime.bigint());
  }`;

/**
 * Microseconds that what comes from outside waits for the event loop, at the 99th percentile, with so many lines a second. (The delays that
 * Node itself measures are no finer than a millisecond, which is longer than any of these.)
 */
async function lateness(linesASecond: number, seconds: number): Promise<number> {
  await turns(10_000);
  const waits: number[] = [];
  const ringing = new Worker(bell, { eval: true });
  ringing.on("message", (sent: bigint) => waits.push(Number(process.hrtime.bigint() - sent) / 1000));
  await once(ringing, "message");
  const [begin, everyMs] = [performance.now(), 2];
  let written = 0;
  while (performance.now() - begin < seconds * 1000) {
    const due = ((performance.now() - begin) / 1000) * linesASecond;
    for (; written < due; written += linesATurn) {
      for (let n = 0; n < linesATurn; n++) writer.line(event(n));
      await new Promise<void>((done) => writer.turn(done));
    }
    await new Promise((next) => setTimeout(next, everyMs));
  }
  await ringing.terminate();
  waits.sort((a, b) => a - b);
  return waits[Math.floor(waits.length * 0.99)] ?? Number.NaN;
}

process.stdout.write(JSON.stringify(measure === "cpu" ? await cpuALine() : await lateness(50_000, 5)), () =>
  process.exit(),
);
