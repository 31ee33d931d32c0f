/** I1: what intrusion prevention costs an event, and what it remembers of a million addresses. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { limitIn } from "../src/app/intrusion.ts";
import { schema } from "../src/config/schema.ts";
import type { MailEvent } from "../src/events/event.ts";
import { createGuard } from "../src/intrusion/guard.ts";
import { registry } from "../src/intrusion/rules/registry.gen.ts";
import { createSessionBuilder } from "../src/sessions/build.ts";
import type { Session } from "../src/sessions/session.ts";
import type { Row } from "./row.ts";
import { traffic } from "./traffic.ts";

const sessions = Number(process.env.BENCH_SESSIONS ?? 50_000);
const addresses = Number(process.env.BENCH_ADDRESSES ?? 1_000_000);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const heapMebibytes = (): number => {
  // Twice: what the first round only finds to be garbage goes with the second.
  collect();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

const config = schema.parse({});
const newGuard = () =>
  createGuard({
    rules: Object.values(registry),
    limitOf: (id) => limitIn(config, id),
    crossSession: () => true,
    countAll: () => false,
    tripped: () => {},
  });

/** What a busy server's guard is told: each event, and at its end each session. */
function told(): readonly (MailEvent | Session)[] {
  const all: (MailEvent | Session)[] = [];
  const builder = createSessionBuilder((session) => void all.push(session));
  const visits = traffic({ from: Date.UTC(2026, 10, 24), sessions, perSecond: 200, recipients: 5, people: 10_000 });
  for (const { events } of visits)
    for (const event of events) {
      builder.take(event);
      all.push(event);
    }
  return all;
}

/** Microseconds of one event, the sessions' ends included. */
function cost(all: readonly (MailEvent | Session)[]): number {
  const guard = newGuard();
  const at = performance.now();
  for (const one of all) "kind" in one ? guard.take(one) : guard.end(one);
  return ((performance.now() - at) * 1000) / all.length;
}

/** MiB of a guard that saw each address connect, and guess a recipient. */
function memory(): number {
  const before = heapMebibytes();
  const guard = newGuard();
  const from = Date.UTC(2026, 10, 24);
  const base = { atPrecisionSeconds: 0.001, node: "1", service: "smtp" } as const;
  const reply = { code: 550, enhanced: "5.1.1", text: "unknown" };
  for (let n = 0; n < addresses; n++) {
    const peer = `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`;
    const session = { ...base, at: from, session: n.toString(16).padStart(16, "0"), peer };
    guard.take({ ...session, kind: "session.opened", role: "server" });
    const facts = [{ ...session, kind: "rcpt.refused", stage: "rcpt", recipient: "x@example.test", reply } as const];
    guard.end({ id: session.session, role: "server", node: "1", peer, facts });
  }
  const after = heapMebibytes();
  // Kept until it was measured.
  guard.take({ ...base, at: from, kind: "log.heartbeat" });
  return after - before;
}

export const guard: Row = {
  id: "I1",
  title: `intrusion prevention: ${sessions} sessions, ${addresses} addresses`,
  run: async () => {
    // Once: what an earlier round leaves behind would be taken for less.
    const size = [memory()];
    const all = told();
    const costs = Array.from({ length: rounds }, () => cost(all));
    return [
      { what: "µs an event, beside the bar of 1", ours: costs, peer: costs.map(() => 1), bar: { most: 1 } },
      { what: "MiB in all, beside the bar of 200", ours: size, peer: [200], bar: { most: 1 } },
    ];
  },
};
