/** R1: 4 kB messages taken and thrown away with the whole dialogue logged; CPU and messages a second. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Name, start } from "./peers.ts";
import type { Compared, Row } from "./row.ts";

const run = promisify(execFile);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const sessions = "200";
const warmUp = 1_000;
const messages = 6_000;

interface Measured {
  /** Milliseconds of the server's CPU for a message. */
  readonly cpu: number;
  readonly perSecond: number;
}

/** `kept`: the sessions are used for many messages. smtp-source is Postfix's own load generator. */
async function measure(name: Name, kept: boolean): Promise<Measured> {
  const server = await start(name);
  const load = (count: number) =>
    run("/usr/sbin/smtp-source", [
      ...(kept ? ["-d"] : []),
      ...["-s", sessions, "-m", String(count), "-l", "4096"],
      ...["-f", "a@b.example", "-t", "bob@example.test", `127.0.0.1:${server.port}`],
    ]);
  try {
    await load(warmUp);
    const [cpu, at] = [server.cpuSeconds(), performance.now()];
    await load(messages);
    const seconds = (performance.now() - at) / 1000;
    return { cpu: ((server.cpuSeconds() - cpu) * 1000) / messages, perSecond: messages / seconds };
  } finally {
    server.stop();
  }
}

async function compare(kept: boolean): Promise<readonly Compared[]> {
  const names: readonly Name[] = ["postino", "bare", "smtp-server", "haraka"];
  const figures = Object.fromEntries(names.map((name) => [name, [] as Measured[]]));
  for (let round = 0; round < rounds; round++) for (const name of names) figures[name]?.push(await measure(name, kept));
  const of = (name: Name, what: keyof Measured) => (figures[name] ?? []).map((figure) => figure[what]);
  const how = kept ? "reused connections" : "new connections";
  const cpu = (peer: Name, most: number) => ({
    what: `CPU ms/message, ${how}, beside ${peer}`,
    ours: of("postino", "cpu"),
    peer: of(peer, "cpu"),
    bar: { most },
  });
  return [
    cpu("bare", kept ? 2.4 : 2.2),
    cpu("smtp-server", 0.75),
    cpu("haraka", kept ? 0.25 : 0.3),
    {
      what: `messages/s, ${how}, beside haraka`,
      ours: of("postino", "perSecond"),
      peer: of("haraka", "perSecond"),
      bar: { least: kept ? 3 : 2 },
    },
  ];
}

export const receive: Row = {
  id: "R1",
  title: "4 kB messages, 200 sessions, transcript on, thrown away at the end",
  run: async () => [...(await compare(false)), ...(await compare(true))],
};
