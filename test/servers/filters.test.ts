/**
 * Real content filters before and behind the queue of a real Postfix. What became of each message is known from what its client
 * heard, from the mailboxes, the quarantine, the queue and the host behind; `trace` and `why` must say the same from the logs.
 */
import { writeFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { composeReader } from "../../src/app/reader.ts";
import type { TracedAttempt } from "../../src/app/trace.ts";
import { Zone } from "../../src/base/zone.ts";
import { readLogs } from "../../src/reading/read.ts";
import {
  type Content,
  drained,
  flush,
  inMailboxes,
  inQuarantine,
  queued,
  type Sent,
  type Site,
  send,
  type Way,
  withFilters,
} from "./filters-script.ts";
import { release } from "./release-root.ts";

const zone = new Zone(Intl.DateTimeFormat().resolvedOptions().timeZone);

interface Kind {
  readonly way: Way;
  readonly content: Content;
  readonly to: readonly string[];
  /** What must come of it, by recipient: statuses of `trace` in the order of the alphabet. */
  readonly fate: Readonly<Record<string, readonly string[]>>;
  /** What `why` must say of the first recipient: outcome, cause, who decided. */
  readonly why: string;
  /** Sent while amavis is down. */
  readonly down?: true;
}

/** rspamd 3.12 rejects in its log what it is to quarantine, and asks the server for nothing: the message is delivered. */
const holds = release !== "trixie";

const kind = (way: Way, content: Content, fate: Kind["fate"], why: string, to = Object.keys(fate)): Kind => ({
  way,
  content,
  to,
  fate,
  why,
});
const arrives = "delivered store.delivered";
const kinds: readonly Kind[] = [
  kind("quarantine", "clean", { alice: ["delivered"] }, arrives),
  kind("quarantine", "clean", { alice: ["delivered"], bob: ["delivered"] }, arrives),
  kind("quarantine", "clean", { alice: ["delivered"], bob: ["delivered"] }, arrives, ["both"]),
  kind("quarantine", "spam", { alice: ["quarantined"] }, "quarantined local.quarantined content.quarantine"),
  kind("quarantine", "virus", { alice: ["quarantined"] }, "quarantined eod.virus content.quarantine"),
  kind("quarantine", "banned", { bob: ["quarantined"] }, "quarantined eod.attachment content.quarantine"),
  kind("discard", "spam", { bob: ["discarded"] }, "discarded local.spam-deleted content.delete"),
  kind("discard", "virus", { bob: ["discarded"] }, "discarded eod.virus content.delete"),
  kind("bounce", "spam", { alice: ["bounced"] }, "bounced eod.spam content.bounce"),
  kind("bounce", "banned", { alice: ["bounced"] }, "bounced eod.attachment content.bounce"),
  kind("reject", "spam", { bob: ["bounced"] }, "bounced eod.spam content.reject"),
  kind("reject", "virus", { alice: ["bounced"] }, "bounced eod.virus content.reject"),
  kind("defang", "banned", { bob: ["delivered"] }, arrives),
  kind("defang", "virus", { alice: ["delivered"] }, arrives),
  // Dora has asked for spam, too.
  kind(
    "quarantine",
    "spam",
    { alice: ["quarantined"], dora: ["delivered"] },
    "quarantined local.quarantined content.quarantine",
  ),
  kind(
    "quarantine",
    "clean",
    { fwd: ["forwarded"], "carol@takes.test": ["relayed"] },
    "forwarded local.sieve sieve.redirect",
    ["fwd"],
  ),
  kind("quarantine", "clean", { "carol@takes.test": ["relayed"] }, "relayed evidence.other-node"),
  kind(
    "quarantine",
    "clean",
    { "away@local.test": ["forwarded"], "carol@takes.test": ["relayed"] },
    "forwarded local.forward-nocopy",
    ["away@local.test"],
  ),
  kind("milter-reject", "clean", { alice: ["delivered"], bob: ["delivered"] }, arrives),
  kind("milter-reject", "tagged", { bob: ["delivered"] }, arrives),
  kind("milter-reject", "spam", { alice: ["refused"] }, "refused eod.spam milter"),
  kind("milter-reject", "spam", { alice: ["refused"], bob: ["refused"] }, "refused eod.spam milter"),
  kind("milter-discard", "spam", { bob: ["discarded"] }, "discarded local.spam-deleted milter"),
  holds
    ? kind("milter-hold", "spam", { alice: [] }, "held local.quarantined milter")
    : kind("milter-hold", "spam", { alice: ["delivered"] }, arrives),
  kind("milter-clamav", "clean", { bob: ["delivered"] }, arrives),
  kind("milter-clamav", "virus", { alice: ["refused"] }, "refused eod.virus milter"),
  kind("proxy", "clean", { alice: ["delivered"] }, arrives),
  kind("proxy", "spam", { bob: ["refused"] }, "refused eod.spam content.reject"),
  kind("both", "clean", { alice: ["delivered"] }, arrives),
  kind("none", "clean", { alice: ["delivered"] }, arrives),
  { ...kind("quarantine", "clean", { alice: ["deferred", "delivered"] }, arrives), down: true },
  {
    ...kind("quarantine", "clean", { alice: ["deferred", "delivered"], bob: ["deferred", "delivered"] }, arrives),
    down: true,
  },
];
const rounds = 5;
const full = (name: string): string => (name.includes("@") ? name : `${name}@example.test`);

interface Done extends Sent {
  readonly kind: Kind;
}

/** `sender recipient status`, a row for each attempt that must be told of. */
const expectedRows = (sent: readonly Done[]): readonly string[] =>
  sent.flatMap(({ sender, kind: { fate } }) =>
    Object.entries(fate).flatMap(([name, statuses]) => statuses.map((status) => `${sender} ${full(name)} ${status}`)),
  );

interface World {
  readonly mailboxes: readonly string[];
  readonly quarantine: readonly string[];
  /** Postfix' own word on its queue while amavis was down, and at the end. */
  readonly queueThen: string;
  readonly queueNow: string;
  /** `sender recipient` of what left. */
  readonly sunk: readonly string[];
}

/** Did it happen so, by what lies where and what was heard? */
function happened(world: World, { sender, messageId, heard }: Done, recipient: string, status: string): boolean {
  const here = `${messageId} ${recipient}`;
  const isIn = world.mailboxes.includes(here);
  switch (status) {
    case "delivered":
      return isIn;
    case "quarantined":
      return world.quarantine.includes(here) && !isIn;
    case "discarded":
      return heard.startsWith("250") && !world.quarantine.includes(here) && !isIn;
    case "refused":
      return heard.startsWith("5") && !isIn;
    case "bounced":
      return world.sunk.includes(` ${sender}`) && !isIn;
    case "relayed":
      return world.sunk.includes(`${sender} ${recipient}`);
    case "forwarded":
      return world.sunk.includes(`${sender} carol@takes.test`) && !isIn;
    case "deferred":
      return world.queueThen.includes(sender);
    default:
      return false;
  }
}

const sent: Done[] = [];
let world: World;
let traced: readonly TracedAttempt[] = [];
const answers = new Map<string, string>();
let stat: Awaited<ReturnType<typeof readLogs>>;

async function sendAll(site: Site, which: readonly Kind[]): Promise<void> {
  for (let at = 0; at < which.length; at += 4)
    sent.push(
      ...(await Promise.all(
        which
          .slice(at, at + 4)
          .map(async (one) => ({ ...(await send(site, one.way, one.content, ...one.to)), kind: one })),
      )),
    );
}

async function ask(logs: readonly string[], data: string): Promise<void> {
  const reader = await composeReader({ logs, data, askerZone: zone, zone });
  ({ traced } = await reader.trace({ to: [], facts: {}, limit: 0 }));
  for (const { messageId, to } of sent) {
    const { answers: all } = await reader.why({ to: [to[0] ?? ""], messageId, facts: {}, limit: 5 });
    const [{ outcome, cause, decidedBy } = { outcome: "", cause: "", decidedBy: null }] = all;
    answers.set(messageId, [outcome, cause, decidedBy].filter(Boolean).join(" "));
  }
  stat = await readLogs({ logs, zone }, () => {});
}

/** With UPDATE=1 the logs are kept, to make cases of them. */
function record({ postfix, dovecot, filters }: Site): void {
  const all = { mail: postfix.text(), dovecot: dovecot.text(), ...filters.texts() };
  for (const [name, text] of Object.entries(all)) {
    const named = [dovecot.folder, postfix.folder, filters.folder].reduce(
      (one, path) => one.replaceAll(path, "/srv"),
      text,
    );
    writeFileSync(`/tmp/filters-${name}.log`, named);
  }
}

beforeAll(async () => {
  await withFilters(async (site) => {
    for (let round = 0; round < rounds; round++)
      await sendAll(
        site,
        kinds.filter(({ down }) => !down),
      );
    await drained(site);
    await site.filters.stopAmavis();
    await sendAll(
      site,
      kinds.filter(({ down }) => down),
    );
    const waiting = sent.filter(({ kind: { down } }) => down).flatMap(({ to }) => to).length;
    await site.postfix.logged(/status=deferred/, waiting);
    const queueThen = await queued(site);
    await site.filters.startAmavis();
    await flush(site);
    await drained(site);
    const sunk = site.sunk.flatMap(({ sender, recipients }) => recipients.map((recipient) => `${sender} ${recipient}`));
    const queueNow = await queued(site);
    world = { mailboxes: inMailboxes(site), quarantine: inQuarantine(site), queueThen, queueNow, sunk };
    if (process.env.UPDATE === "1") record(site);
    await ask([site.postfix.log, site.dovecot.log, ...Object.values(site.filters.logs)], site.postfix.folder);
  });
}, 150_000);

test("what was meant to happen did happen, by mailboxes, quarantine, queue and the host behind", () => {
  const wrong = sent.flatMap((one) =>
    Object.entries(one.kind.fate).flatMap(([name, statuses]) =>
      statuses
        .filter((status) => !happened(world, one, full(name), status))
        .map((status) => `${one.messageId} ${name} ${status}`),
    ),
  );
  expect(wrong).toEqual([]);
  const rows = expectedRows(sent);
  expect(world.mailboxes.length).toBe(rows.filter((row) => row.endsWith(" delivered")).length);
  expect(world.sunk.filter((row) => !row.startsWith(" ")).length).toBe(
    rows.filter((row) => row.endsWith(" relayed")).length,
  );
  const held = sent.filter(({ kind: { way } }) => way === "milter-hold");
  expect(world.queueNow.trim().split("\n").length).toBe(held.length);
  for (const { sender } of held) expect(world.queueNow).toContain(`"${sender}"`);
});

test("trace gives exactly the attempts that happened, per recipient: a hand-over to a filter is none", () => {
  const rows = traced.map(({ sender, recipient, status }) => `${sender} ${recipient} ${status}`);
  expect(rows.filter((row) => !row.startsWith(" ")).toSorted()).toEqual(expectedRows(sent).toSorted());
  // What the bounces were that left for the senders.
  expect(rows.filter((row) => row.startsWith(" ")).toSorted()).toEqual(
    world.sunk
      .filter((row) => row.startsWith(" "))
      .map((row) => `${row} relayed`)
      .toSorted(),
  );
});

test("why tells what became of each, why, and who decided", () => {
  expect(sent.map(({ messageId }) => `${messageId} ${answers.get(messageId)}`)).toEqual(
    sent.map(({ messageId, kind: { why } }) => `${messageId} ${why}`),
  );
});

test("at least 2,000 lines, at most one in a hundred of any program unread", () => {
  expect(stat.files.map(({ format }) => format).toSorted()).toEqual([
    "amavis",
    "clamd",
    "clamd",
    "dovecot",
    "postfix",
    "rspamd",
  ]);
  expect(stat.files.reduce((sum, { lines }) => sum + lines, 0)).toBeGreaterThan(2000);
  for (const { unread, lines, unreadByProgram } of stat.files) {
    expect(unreadByProgram).toEqual([]);
    expect(unread / lines).toBeLessThanOrEqual(0.01);
  }
});
