/** I2: how long good sessions take while blocked peers connect in a flood. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { constants, setPriority } from "node:os";
import type { Compared, Row } from "./row.ts";

const perSecond = Number(process.env.BENCH_FLOOD ?? 20_000);
const sessions = Number(process.env.BENCH_SESSIONS ?? 500);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
/** The flood is under way before anything is measured. */
const settleMilliseconds = 1000;

/** What it says first, as soon as it says something. */
async function started(file: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [`bench/servers/${file}`, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  return { child, said: once(child.stdout, "data").then(([bytes]) => Number(bytes)) };
}

const steps = [
  "EHLO c.example",
  "MAIL FROM:<a@b.example>",
  "RCPT TO:<bob@example.test>",
  "DATA",
  "Subject: x\r\n\r\nx\r\n.",
];

/** Milliseconds of one session that delivers a message. */
const deliver = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const at = performance.now();
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let [step, said] = [0, ""];
    socket.on("error", reject).on("data", (bytes) => {
      said += bytes.toString("latin1");
      if (!/(?:^|\r\n)\d{3} .*\r\n$/.test(said)) return;
      if (!/^[23]/.test(said)) return reject(new Error(`a good session was told ${said}`));
      said = "";
      const next = steps[step++];
      if (next !== undefined) return void socket.write(`${next}\r\n`);
      resolve(performance.now() - at);
      socket.destroy();
    });
  });

async function p99(port: number): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < sessions; n++) times.push(await deliver(port));
  return times.sort((a, b) => a - b)[Math.floor(sessions * 0.99)] ?? Number.NaN;
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  await once(child, "exit");
}

async function measure(): Promise<{ readonly quiet: number; readonly flooded: number; readonly refused: number }> {
  const server = await started("guarded.ts", "127.0.1.0/24");
  const port = await server.said;
  try {
    await p99(port);
    const quiet = await p99(port);
    const flood = await started("flood.ts", String(port), String(perSecond));
    // Attackers bring processors of their own: theirs must not take ours.
    setPriority(flood.child.pid ?? 0, constants.priority.PRIORITY_LOW);
    await new Promise((next) => setTimeout(next, settleMilliseconds));
    const flooded = await p99(port);
    await ended(flood.child);
    return { quiet, flooded, refused: await flood.said };
  } finally {
    await ended(server.child);
  }
}

export const flood: Row = {
  id: "I2",
  title: `good sessions while ${perSecond} blocked connections a second are offered`,
  run: async (): Promise<readonly Compared[]> => {
    const measured = [];
    for (let round = 0; round < rounds; round++) measured.push(await measure());
    console.log(
      `blocked connections a second that came to their end: ${measured.map(({ refused }) => refused).join(", ")}`,
    );
    const [ours, peer] = [measured.map(({ flooded }) => flooded), measured.map(({ quiet }) => quiet)];
    return [{ what: "ms, p99 of a session, beside the same without a flood", ours, peer, bar: { most: 1.5 } }];
  },
};
