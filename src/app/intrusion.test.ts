import { beforeEach, expect, test } from "vitest";
import { type Config, schema } from "../config/schema.ts";
import type { MailEvent } from "../events/event.ts";
import { type Intrusion, openIntrusion } from "./intrusion.ts";
import { openState } from "./state.ts";

const peer = "198.51.100.30";
const base = { atPrecisionSeconds: 0.001, node: "1", service: "smtp", peer, session: "019F03A5E00010A7" } as const;
let events: MailEvent[] = [];
let settings: object = {};
let [nodes, smartHosts]: [readonly string[], readonly string[]] = [[], []];
let now = 0;
let database = openState(":memory:");
const config = (): Config => schema.parse({ intrusion: settings, server: { nodes }, smtp: { smartHosts } });

function open(): Intrusion {
  const take = (event: MailEvent) => void events.push(event);
  const ledger = { emit: take, tell: take, journal: () => {}, report: () => {} };
  const accounts = {
    account: () => undefined,
    changeAccount: (): never => {
      throw new Error("no account is changed here");
    },
  };
  return openIntrusion({
    config,
    database,
    accounts,
    ledger: () => ledger,
    now: () => now,
    lookUp: async () => [peer],
  });
}

/** A session that says RSET so often. */
function resets({ take, end }: Intrusion, times: number): void {
  take({ ...base, at: now, kind: "session.opened", role: "server" });
  for (let n = 0; n < times; n++) take({ ...base, at: now, kind: "smtp.command", verb: "RSET", argument: "" });
  end({ id: base.session, role: "server", node: "1", peer, facts: [] });
}

const kinds = () => events.map((event) => (event.kind === "decision" ? event.verdict : event.kind));
const answer = (intrusion: Intrusion, listener: "mx" | "lmtp" = "mx") => intrusion.hooks.mayConnect(peer, listener);

beforeEach(() => {
  [events, settings, now, database, nodes, smartHosts] = [[], {}, 0, openState(":memory:"), [], []];
});

test("seven RSET block once, at the sixth; the refusal names rule, counts and session", () => {
  const intrusion = open();
  resets(intrusion, 7);
  expect(kinds()).toEqual(["block", "block.added"]);
  expect(answer(intrusion)).toEqual({
    reply: { code: 421, enhanced: "4.7.1", text: "Intrusion prevention active for [198.51.100.30][R]" },
    by: "intrusion.rset-flood",
    cause: "greeting.ips-ban",
    detail:
      "198.51.100.30 is blocked since 1970-01-01T00:00:00.000Z for exceeding RSET command count; 6 counted, 5 are allowed; session=019F03A5E00010A7",
  });
  expect(answer(intrusion, "lmtp")).toBeUndefined();
  now = 30 * 60_000;
  expect(answer(intrusion)).toBeUndefined();
  intrusion.tick();
  expect(kinds()).toEqual(["block", "block.added", "block.ended"]);
});

test("a block that forbids the login forbids it also where others are told at their first recipient", () => {
  settings = { answer: "recipient" };
  const intrusion = open();
  const verbs = () =>
    (["submission", "submissions", "mx"] as const).map((kind) => {
      const barrier = intrusion.hooks.mayConnect(peer, kind);
      return typeof barrier === "object" ? [...(barrier.verbs ?? [])] : barrier;
    });
  const untilRecipient = ["RCPT", "VRFY", "EXPN"];
  intrusion.desk.add({ blocked: peer, by: "ann" });
  expect(verbs()).toEqual([[], [], untilRecipient]);
  intrusion.desk.remove(peer, "ann");
  resets(intrusion, 6);
  const [submission, submissions, mx] = verbs();
  expect(submission).toContain("MAIL");
  expect([submission?.includes("AUTH"), submissions, mx]).toEqual([false, submission, untilRecipient]);
});

test("a block lasts over a restart, and the next one is longer", () => {
  const first = open();
  resets(first, 6);
  first.save();
  const second = open();
  expect(answer(second)).toBeDefined();
  now = 30 * 60_000;
  second.tick();
  resets(second, 6);
  now += 59 * 60_000;
  expect(answer(second)).toBeDefined();
  expect(second.desk.list()).toMatchObject([{ times: 2 }]);
});

test("who is trusted meanwhile is let in, but for a block by hand; where all is off nobody is refused", () => {
  const intrusion = open();
  resets(intrusion, 6);
  settings = { neverBlock: ["198.51.100.0/24"] };
  expect(answer(intrusion)).toBeUndefined();
  intrusion.desk.add({ blocked: peer, by: "ann" });
  expect(answer(intrusion)).toMatchObject({ by: "intrusion.manual" });
  settings = { enabled: false };
  expect(answer(intrusion)).toBeUndefined();
});

test("a trusted address and a rule that is off give a warning and nothing", () => {
  settings = { neverBlock: [peer] };
  resets(open(), 6);
  expect(kinds()).toEqual(["warn", "system.noted"]);
  settings = { rules: { "rset-flood": { enabled: false } } };
  events = [];
  resets(open(), 60);
  expect(events).toEqual([]);
});

test("of a flood a hundred are told at once and then one each ten milliseconds, the rest is cut off and counted", () => {
  const intrusion = open();
  intrusion.desk.add({ blocked: "198.51.100.0/24", by: "ann" });
  const answers = Array.from({ length: 150 }, () => answer(intrusion));
  expect(answers.filter((one) => one === "cut")).toHaveLength(50);
  expect(intrusion.desk.list()).toMatchObject([{ refused: 150 }]);
  // Before there is a socket the same is asked, and it counts the same.
  expect(["mx", "submission", "lmtp"].map((kind) => intrusion.hooks.isCut(peer, kind as "mx"))).toEqual([
    true,
    true,
    false,
  ]);
  expect(intrusion.hooks.isCut("198.51.99.1", "mx")).toBe(false);
  expect(intrusion.desk.list()).toMatchObject([{ refused: 152 }]);
  intrusion.tick();
  expect(events.at(-1)).toMatchObject({ kind: "system.noted", text: expect.stringMatching(/^52 connections of /) });
  expect(intrusion.hooks.isCut(peer, "mx")).toBe(true);
  now = 10;
  expect(intrusion.hooks.isCut(peer, "mx")).toBe(false);
  expect(answer(intrusion)).not.toBe("cut");
});

test("our other machines and smart hosts are not blocked, by network or by name; the event says which they are", async () => {
  nodes = ["198.51.100.0/24"];
  resets(open(), 6);
  expect(events.at(-1)).toMatchObject({
    kind: "system.noted",
    text: expect.stringContaining("; it is in server.nodes; "),
  });
  [nodes, smartHosts] = [[], ["relay.example.net"]];
  const intrusion = open();
  resets(intrusion, 6);
  expect(intrusion.desk.list()).toHaveLength(1);
  expect(answer(intrusion)).toBeDefined();
  intrusion.tick();
  await new Promise((next) => setImmediate(next));
  // Looked up, it is let in although it is blocked.
  expect(answer(intrusion)).toBeUndefined();
  intrusion.desk.remove(peer, "ann");
  resets(intrusion, 6);
  expect(intrusion.desk.list()).toEqual([]);
  expect(events.at(-1)).toMatchObject({
    text: expect.stringContaining("; it is relay.example.net in smtp.smartHosts; "),
  });
});

test("in a flood too, who may log in although he is blocked, or is told at his first recipient, is not cut off unasked", () => {
  const intrusion = open();
  resets(intrusion, 6);
  for (let n = 0; n < 101; n++) answer(intrusion);
  expect(intrusion.hooks.isCut(peer, "mx")).toBe(true);
  expect(intrusion.hooks.isCut(peer, "submission")).toBe(false);
  settings = { answer: "recipient" };
  expect(intrusion.hooks.isCut(peer, "mx")).toBe(false);
  settings = { neverBlock: [peer] };
  expect(intrusion.hooks.isCut(peer, "mx")).toBe(false);
});
