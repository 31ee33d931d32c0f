/** C1: 10,000 connections that say nothing: memory each, CPU meanwhile, and how soon a new client is greeted. */
import { connect, type Socket } from "node:net";
import { type Name, start } from "./peers.ts";
import type { Compared, Row } from "./row.ts";

const connections = Number(process.env.BENCH_CONNECTIONS ?? 10_000);
/** Held before anything is measured: what a server's start left free is used up, and each further connection costs what it costs. */
const heldBefore = 3_000;
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const idleSeconds = 5;
/** Node clears up what it no longer needs only when it has been idle for a while. */
const settleSeconds = 10;
/** Of one address there are some 28,000 ports; several spread the load. */
const addresses = 8;

interface Held {
  /** KiB of resident memory for each connection. */
  readonly memory: number;
  /** Seconds of CPU in `idleSeconds`. */
  readonly cpu: number;
  /** Milliseconds until a new client has its greeting. */
  readonly greeting: number;
}

const greeted = (port: number, from: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: `127.0.0.${2 + (from % addresses)}` });
    socket.once("data", () => resolve(socket)).once("error", reject);
  });

async function measure(name: Name): Promise<Held> {
  const server = await start(name);
  const sockets: Socket[] = [];
  try {
    const hold = async (count: number) => {
      const wanted = sockets.length + count;
      while (sockets.length < wanted)
        sockets.push(...(await Promise.all(Array.from({ length: 100 }, (_, n) => greeted(server.port, n)))));
      await new Promise((next) => setTimeout(next, settleSeconds * 1000));
    };
    await hold(heldBefore);
    const before = server.memoryBytes();
    await hold(connections);
    const memory = (server.memoryBytes() - before) / 1024 / connections;
    const cpu = server.cpuSeconds();
    await new Promise((next) => setTimeout(next, idleSeconds * 1000));
    const spent = server.cpuSeconds() - cpu;
    const at = performance.now();
    sockets.push(await greeted(server.port, 0));
    return { memory, cpu: spent, greeting: performance.now() - at };
  } finally {
    for (const socket of sockets) socket.destroy();
    server.stop();
  }
}

export const idle: Row = {
  id: "C1",
  title: `${connections} idle connections`,
  run: async () => {
    const names: readonly Name[] = ["postino", "bare", "smtp-server", "haraka"];
    const figures = Object.fromEntries(names.map((name) => [name, [] as Held[]]));
    for (let round = 0; round < rounds; round++) for (const name of names) figures[name]?.push(await measure(name));
    const ours = figures.postino ?? [];
    const rows: Compared[] = (["smtp-server", "haraka"] as const).map((name) => ({
      what: `KiB of memory a connection, beside ${name}`,
      ours: ours.map(({ memory }) => memory),
      peer: (figures[name] ?? []).map(({ memory }) => memory),
      bar: { most: 0.75 },
    }));
    const bare = { ours: ours.map(({ memory }) => memory), peer: (figures.bare ?? []).map(({ memory }) => memory) };
    console.log(
      `idle CPU in ${idleSeconds} s: ${ours.map(({ cpu }) => cpu.toFixed(2)).join(", ")} s; greeting of a new client: ${ours.map(({ greeting }) => greeting.toFixed(1)).join(", ")} ms`,
    );
    return [...rows, { what: "KiB of memory a connection, beside bare", ...bare, bar: { most: 3 } }];
  },
};
