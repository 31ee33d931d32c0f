/** R1: 4 kB messages taken and thrown away with the whole dialogue logged; CPU and messages a second. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Name, start } from "./peers.ts";
import type { Compared, Row } from "./row.ts";

const run = promisify(execFile);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const sessions = "200";
/** Until the machine code is warm: the rows are about a server that has run for a while. */
const warmUp = 15_000;
const messages = 15_000;

interface Measured {
  /** Milliseconds of the server's CPU for a message. */
  readonly cpu: number;
  readonly perSecond: number;
}

/** `kept`: the sessions are used for many messages. smtp-source is Postfix's own load generator. */
async function measure(name: Name, kept: boolean, level?: "none"): Promise<Measured> {
  const server = await start(name, level);
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

export const transcript: Row = {
  id: "R5",
  title: "the transcript's share: CPU ms a message at level extended, beside level none",
  run: async () => {
    const compared: Compared[] = [];
    for (const kept of [false, true]) {
      const [ours, peer]: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round++) {
        ours.push((await measure("postino", kept)).cpu);
        peer.push((await measure("postino", kept, "none")).cpu);
      }
      compared.push({
        what: `CPU ms/message, ${kept ? "reused" : "new"} connections`,
        ours,
        peer,
        bar: { most: kept ? 1.2 : 1.1 },
      });
    }
    return compared;
  },
};
