/** F1: what the flight recorder costs: bytes and CPU of a session in the records, with and without its transcript. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asKept } from "../src/app/record-keeping.ts";
import { Zone } from "../src/base/zone.ts";
import { schema } from "../src/config/schema.ts";
import type { LevelName } from "../src/events/catalogue.ts";
import type { MailEvent } from "../src/events/event.ts";
import { shows } from "../src/log/level.ts";
import { render } from "../src/reading/formats/postino.ts";
import { upkeep } from "../src/records/upkeep.ts";
import { createRecordsWriter, openPartsOf } from "../src/records/writer.ts";
import { createSessionBuilder } from "../src/sessions/build.ts";
import { median, type Row } from "./row.ts";
import { bytesIn } from "./store.ts";
import { traffic, type Visit } from "./traffic.ts";

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const sessions = 10_000;
const inTurn = 20;
const from = Date.UTC(2026, 10, 1);
const keep = { days: 0, bytes: 0 };

interface Cost {
  /** In the sealed segment. */
  readonly bytes: number;
  /** Microseconds of CPU until it is in the open part, beyond building the session. */
  readonly write: number;
  /** Microseconds of CPU to seal it. */
  readonly seal: number;
}

const microseconds = (work: () => void): number => {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / sessions;
};

/** Events as the log writer would have placed them, so that they have sources. */
function placed(visits: readonly Visit[]): readonly (readonly MailEvent[])[] {
  let line = 0;
  const file = "/var/lib/postino/logs/s20261101-00.log";
  const place = () => {
    line += 1;
    return { file, line, offset: line * 100, bytes: 99 };
  };
  return visits.map(({ events }) => events.map((event) => ({ ...event, source: place() })));
}

function measure(visits: readonly (readonly MailEvent[])[], settings: object): Cost {
  const folder = mkdtempSync(join(tmpdir(), "postino-bench-recorder-"));
  const config = schema.parse(settings);
  try {
    const build = (onSession: Parameters<typeof createSessionBuilder>[0], afterTurn: () => void) => {
      const builder = createSessionBuilder(onSession);
      for (const [n, events] of visits.entries()) {
        for (const event of events) builder.take(event);
        if (n % inTurn === 0) afterTurn();
      }
    };
    const alone = microseconds(() =>
      build(
        () => {},
        () => {},
      ),
    );
    const writer = createRecordsWriter({ folder, now: () => from, onClosed: () => {} });
    const whole = microseconds(() => {
      build(
        (session) => writer.append({ session: asKept(session, config) }),
        () => writer.flush(),
      );
      writer.close();
    });
    const seal = microseconds(() => void upkeep({ folder, closed: openPartsOf(folder), now: from, merge: true, keep }));
    return { bytes: bytesIn(folder) / sessions, write: whole - alone, seal };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a session takes in the text file, without the heartbeats between. */
function logBytes(visits: readonly (readonly MailEvent[])[], level: LevelName): number {
  const zone = new Zone("UTC");
  const lines = visits
    .flat()
    .filter((event) => shows(level, event))
    .flatMap((event) => render(event, zone));
  return lines.reduce((bytes, line) => bytes + Buffer.byteLength(line) + 1, 0) / sessions;
}

export const recorder: Row = {
  id: "F1",
  title: "the flight recorder: a session in the records, by level and setting",
  run: async () => {
    const visits = placed([...traffic({ from, sessions, perSecond: 20, recipients: 3, people: 1000 })]);
    const ways = {
      "debug and above": { log: { levels: { smtp: "debug" } } },
      "below, transcripts bad": { log: { levels: { smtp: "summary" } } },
      "below, transcripts all": { log: { levels: { smtp: "summary" } }, records: { transcripts: "all" } },
    };
    const costs = Object.values(ways).map(() => [] as Cost[]);
    for (let round = 0; round <= rounds; round++)
      for (const [n, settings] of Object.values(ways).entries()) {
        const cost = measure(visits, settings);
        if (round > 0) costs[n]?.push(cost);
      }
    for (const level of ["summary", "debug", "extended"] as const)
      console.log(`log at ${level}: ${logBytes(visits, level).toFixed(0)} bytes a session`);
    const of = (n: number, what: keyof Cost) => (costs[n] ?? []).map((cost) => cost[what]);
    for (const [n, way] of Object.keys(ways).entries())
      console.log(
        `${way}: ${median(of(n, "bytes")).toFixed(0)} bytes, ${median(of(n, "write")).toFixed(1)} µs to write, ${median(of(n, "seal")).toFixed(1)} µs to seal`,
      );
    return [
      {
        what: "bytes, transcripts of bad ones, beside all",
        ours: of(1, "bytes"),
        peer: of(0, "bytes"),
        bar: { most: 1 },
      },
      { what: "CPU µs to write, the same", ours: of(1, "write"), peer: of(0, "write"), bar: { most: 1 } },
    ];
  },
};
