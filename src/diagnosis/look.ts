/** What rules look for in facts. */
import { say, type Text } from "../base/saying.ts";
import type { EventOf, Fact } from "../events/event.ts";
import { type Attempt, isFinal } from "../journeys/attempt.ts";
import { domainOf } from "../mail/address.ts";
import type { Reply } from "../mail/reply.ts";
import type { Coverage, Gap } from "../sessions/source.ts";
import type { CauseId } from "./causes.ts";
import { leavesHome } from "./home.ts";
import { lackOf } from "./lack.ts";
import { type Question, sloppyMilliseconds, windows } from "./question.ts";
import { recogniseReply } from "./replies/recognise.ts";
import type { SiteReply } from "./replies/site.ts";
import type { Inquiry } from "./rule.ts";

type Verbs = EventOf<"session.counted">["verbs"];
type Broken = EventOf<"session.broken">;

/** The first fact of a kind, if it is there and passes. */
export const factOf = <K extends Fact["kind"]>(
  facts: readonly Fact[],
  kind: K,
  passes: (fact: EventOf<K>) => boolean = () => true,
): EventOf<K> | undefined =>
  facts.find((fact): fact is Fact & EventOf<K> => fact.kind === kind && passes(fact as EventOf<K>));

/** The last decision of that decider, in any session or in one. */
export const decidedBy = (facts: readonly Fact[], by: string | undefined, session?: string) =>
  facts
    .filter((fact) => fact.kind === "decision")
    .findLast((fact) => fact.by === by && (session === undefined || fact.session === session));

/** The decision to give a message back to its sender, where nothing tells whom it was for. */
export const givenBack = (facts: readonly Fact[]) => factOf(facts, "decision", ({ verdict }) => verdict === "bounce");

/** Where the queue gave the message up, if this recipient still waited: not one who had another end before, or was never taken. */
export function gaveUp({ last, facts }: Pick<Inquiry, "last" | "facts">): Fact | undefined {
  const isOver = last !== undefined && isFinal(last.status) && last.status !== "expired";
  if (isOver || last?.fact?.kind === "rcpt.refused") return undefined;
  // Exim gives up a recipient, others a message.
  return (
    facts.find((fact) => fact.kind === "message.ended" && fact.how === "expired") ??
    (last?.status === "expired" ? last.fact : undefined)
  );
}

/** The summary line of a session of ours. */
export const summed = (facts: readonly Fact[]): readonly Fact[] => {
  const ended = decidedBy(facts, "session.ended");
  return ended ? [ended] : [];
};

/** How often each verb was used in a session in which nothing was refused: all that a probe leaves behind. */
export const countedUnrefused = (facts: readonly Fact[]): EventOf<"session.counted"> | undefined =>
  refusals(facts).length > 0 ? undefined : factOf(facts, "session.counted");

/** Are the commands of the session known? A log at level summary has refusals and the end of things only. */
export const hasDialogue = (facts: readonly Fact[]): boolean =>
  factOf(facts, "session.counted", ({ verbs }) => Object.keys(verbs).length > 0) !== undefined;

/** How often a verb was used. */
export const count = (verbs: Verbs, verb: string): number => verbs[verb]?.all ?? 0;

/** Did one of these sessions bring mail that was taken? In a log that tells queue and session apart, the counts of the session say so. */
export const broughtMail = (facts: readonly Fact[]): boolean =>
  facts.some(
    (fact) =>
      fact.kind === "message.accepted" ||
      (fact.kind === "session.counted" &&
        (fact.verbs.DATA?.ok ?? 0) + (fact.verbs.BDAT?.ok ?? 0) > 0 &&
        facts.some(({ kind, session }) => kind === "transaction.opened" && session === fact.session)),
  );

export const refusals = (facts: readonly Fact[]): readonly Fact[] =>
  facts.filter(({ kind }) => kind === "rcpt.refused" || kind === "command.refused");

/** Was the message taken, and is it where it should be, or on its way there? */
export const arrived = ({ status }: Pick<Attempt, "status">): boolean =>
  status === "delivered" || status === "relayed" || status === "forwarded" || status === "expanded";

/** What the reply to an attempt means; undefined without one, or where it says too little. */
export const causeSaid = ({ reply, stage, relay }: Attempt, site: readonly SiteReply[] = []): CauseId | undefined =>
  reply && recogniseReply(reply, stage, relay, site)?.cause;

/** What intrusion prevention says to a blocked address, and its letter. */
export const banned = /intrusion prevention active for \[[^\]]*\](?:\[([A-Z]+)\])?/i;

/** The reason of a block that an administrator has made: no session led to it. */
export const byHand = "U";

export const isBanned = ({ text }: Reply): boolean => banned.test(text);

/** Was it told to come later, to see whether it does? */
export const isGreylisted = (attempt: Attempt): boolean =>
  attempt.status === "deferred" && causeSaid(attempt) === "rcpt.greylist";

/** Was it refused as nobody of that name is known here? */
export const isUnknownRecipient = (attempt: Attempt): boolean =>
  attempt.stage === "rcpt" && attempt.status === "refused" && causeSaid(attempt) === "rcpt.user-unknown";

/** Was it sent on for one of our recipients to an address of another domain, or by a table that the log does not tell of to another's host? */
export const goesElsewhere = (attempt: Attempt, home: Inquiry["home"]): boolean => {
  const { direction, recipient = "", originalRecipient } = attempt;
  if (direction !== "outbound") return false;
  return originalRecipient ? domainOf(originalRecipient) !== domainOf(recipient) : leavesHome(attempt, home);
};

/** Did the message get no final word, so that the end of its session explains it? */
export const unfinished = ({ last }: Pick<Inquiry, "last">): boolean =>
  last === undefined || last.status === "aborted" || last.status === "nothing-offered";

/** The login of a user of ours, whose session it was. */
export const loginIn = (facts: readonly Fact[]): EventOf<"decision"> | undefined =>
  factOf(
    facts,
    "decision",
    ({ by, verdict }) => by === "login.accepted" || (by === "auth.login" && verdict === "accept"),
  );

/** Logins that failed for a wrong name or password. */
export const failedLogins = (facts: readonly Fact[]): readonly (EventOf<"rcpt.refused"> & Fact)[] =>
  facts.filter(
    (fact): fact is EventOf<"rcpt.refused"> & Fact =>
      fact.kind === "rcpt.refused" &&
      fact.stage === "auth" &&
      recogniseReply(fact.reply, "auth")?.cause === "submission.auth-failed",
  );

/** How the session broke off, if it did in that way. */
export const brokenBy = (facts: readonly Fact[], how: Broken["how"]): Broken | undefined =>
  factOf(facts, "session.broken", (broken) => broken.how === how);

/** A try of ours at which nobody answered, and how it ended; undefined where the log says why. */
export function unanswered({ last, lastSession }: Pick<Inquiry, "last" | "lastSession">, how: Broken["how"]) {
  if (last?.stage !== "connect" || last.role !== "client" || last.reply || !last.fact) return undefined;
  const broken = factOf(lastSession, "session.broken", (fact) => fact.after === "CONNECT" && fact.how === how);
  return broken && [last.fact, broken];
}

/** The session broke off after 354 and before the final dot. */
export const brokenInData = (facts: readonly Fact[]): Broken | undefined =>
  factOf(facts, "session.broken", ({ after, how }) => /^(DATA|BDAT)$/.test(after) && how !== "too-many-errors");

/** The peer left between the sender and the content, without a word. */
export const brokenInEnvelope = (facts: readonly Fact[]): Broken | undefined =>
  factOf(facts, "session.broken", ({ after, how }) => /^(MAIL|RCPT|RSET|NOOP)$/.test(after) && /^peer-/.test(how));

/** Another break in the content after about as many bytes (2 %): the mark of a path that drops something. */
export function sameCount(fact: Fact, broken: Broken): boolean {
  if (fact.kind !== "session.broken" || !/^(DATA|BDAT)$/.test(fact.after)) return false;
  const [a, b] = [fact.receivedBytes ?? 0, broken.receivedBytes ?? 0];
  return Math.abs(a - b) <= 0.02 * Math.max(a, b);
}

/** The facts of an attempt, the decisive one first; where the store tells of it, that of the queue comes second. */
export const attemptFacts = (
  facts: readonly Fact[],
  { fact: own, remoteId, queueId, recipient, at }: Attempt,
): readonly Fact[] => {
  const told = facts.filter((fact) => fact === own);
  const isEnd = (fact: Fact) => fact.kind === "attempt.ended" && fact.queueId === queueId && fact.at === at;
  // A program that delivers names no recipient: whose message it was the mail server says.
  const believed = facts.filter(
    (fact) =>
      fact !== own &&
      own?.kind === "attempt.ended" &&
      own.recipient === "" &&
      isEnd(fact) &&
      "recipient" in fact &&
      fact.recipient === recipient,
  );
  const handed = facts.filter(
    (fact) => fact !== own && fact.kind === "attempt.ended" && remoteId !== undefined && fact.remoteId === remoteId,
  );
  const taken = facts.filter((fact) => fact.kind === "message.accepted" && fact.queueId === queueId);
  return [...told, ...handed, ...believed, ...taken];
};

/** What each letter of a block says of the session that caused it, as far as its facts can show it. */
const trippedBy: Readonly<Record<string, (fact: Fact) => boolean>> = {
  R: (fact) => fact.kind === "session.counted" && count(fact.verbs, "RSET") > 5,
  P: (fact) => fact.kind === "rcpt.refused" && fact.stage === "rcpt",
  Y: (fact) => fact.kind === "rcpt.refused" && /relay/i.test(fact.reply.text),
  M: (fact) => fact.kind === "rcpt.refused" && /^5\.3\.4|^5\.2\.3/.test(fact.reply.enhanced ?? ""),
  S: (fact) => fact.kind === "message.scored" || (fact.kind === "rcpt.refused" && /spam/i.test(fact.reply.text)),
  L: (fact) => fact.kind === "rcpt.refused" && fact.stage === "auth",
  E: (fact) => fact.kind === "rcpt.refused" && fact.stage === "connect" && fact.decidedBy === "greeting.early-talker",
  N: (fact) => fact.kind === "session.counted" && count(fact.verbs, "NOOP") > 0,
  V: (fact) => fact.kind === "session.counted" && count(fact.verbs, "VRFY") + count(fact.verbs, "EXPN") > 0,
  T: (fact) => fact.kind === "session.broken" && fact.how === "timeout",
  H: (fact) => fact.kind === "session.counted" && count(fact.verbs, "RCPT") > 0,
};

const namedSession = /\bsession=([0-9A-F]{16})\b/;

const namesItsReason = /^(?:intrusion\.|sender\.|login\.suspended$)/;

/** The session that a refusal of our own names as its reason. */
export const sessionBehind = (facts: readonly Fact[]): string | undefined => {
  const refused = factOf(facts, "decision", ({ by, detail }) => namesItsReason.test(by) && detail !== undefined);
  return namedSession.exec(refused?.detail ?? "")?.[1];
};

/** What was decided by one of these, how it was said, and what happened last in the session that it names, where that is another. */
export function decidedFor(
  { lastSession, earlierFromPeer }: Pick<Inquiry, "lastSession" | "earlierFromPeer">,
  by: RegExp,
): { readonly facts: readonly Fact[]; readonly missing: readonly Text[] } | undefined {
  const decision = factOf(lastSession, "decision", (fact) => by.test(fact.by));
  const refused = factOf(lastSession, "rcpt.refused", ({ decidedBy }) => decidedBy !== undefined && by.test(decidedBy));
  if (!decision) return undefined;
  const session = sessionBehind([decision]);
  const behind = earlierFromPeer.filter((fact) => fact.session === session && session !== decision.session);
  const deed = behind.findLast(({ kind }) => kind === "rcpt.refused" || kind === "message.accepted") ?? behind.at(-1);
  const isKnown = deed !== undefined || session === decision.session;
  return {
    facts: [refused ?? decision, ...(deed ? [deed] : [])],
    missing: isKnown ? [] : [say`the earlier session of that account that caused it`],
  };
}

/**
 * What caused a block with these letters: in the session that the refusal names, or else the last earlier fact that can have done
 * it. Of one session what it was counted for speaks first.
 */
export function tripping(
  earlier: readonly Fact[],
  letters: string | undefined,
  session: string | undefined,
): Fact | undefined {
  const named = session === undefined ? [] : earlier.filter((fact) => fact.session === session);
  const facts = named.length > 0 ? named : earlier;
  const decided = facts.findLast(
    (fact) => fact.kind === "decision" && fact.by.startsWith("intrusion.") && fact.verdict === "block",
  );
  if (decided?.source) return decided;
  const tests = [...(letters ?? Object.keys(trippedBy).join(""))].flatMap((letter) => trippedBy[letter] ?? []);
  return facts.findLast((fact) => tests.some((test) => test(fact))) ?? decided ?? named.at(-1);
}

/** Clocks differ by a little, and a quiet server may not have said anything since; with heartbeats three minutes are much. */
const quietMilliseconds = { withHeartbeats: 180_000, without: 1_800_000 };
/** At least: mail comes later than it was sent, not earlier, so a log that begins soon after the time in question may have it. */
const leastQuietMilliseconds = { before: 300_000, after: 30_000 };
/** What is sent comes within that time, or is late for a reason that shows elsewhere. */
const soonMilliseconds = 900_000;
/** So many lines would have come meanwhile: then the log has ended, or begins later. */
const muchMissed = 200;

/** How long a log may say nothing, by how much it says else. */
function quietFor({ heartbeats, from, to, lines }: Coverage, least: number): number {
  if (heartbeats) return quietMilliseconds.withHeartbeats;
  const usual = lines > 0 && Number.isFinite(to - from) ? ((to - from) / lines) * muchMissed : Number.POSITIVE_INFINITY;
  return Math.min(quietMilliseconds.without, Math.max(least, usual));
}

/** A log that was told to be silent at that time; records keep sessions all the same. */
function mutes({ levels, formats, to }: Coverage, about: number): readonly Gap[] {
  const smtp = levels.filter(({ service }) => service === "smtp");
  const at = smtp.findLastIndex((change) => change.at <= about);
  const mute = smtp[at];
  if (mute?.level !== "none" || formats.includes("records")) return [];
  return [{ from: mute.at, to: smtp[at + 1]?.at ?? Math.max(to, about), why: "silent" }];
}

/** Are there logs, and none of the time in question? */
export const hasOtherTimes = ({ lines, passedFiles = [], from }: Coverage): boolean =>
  lines === 0 && (passedFiles.length > 0 || Number.isFinite(from));

/** Whoever found nobody listening comes again meanwhile: what did not come then was never sent. */
const comesAgainMilliseconds = 2 * 3_600_000;

/** Somebody restarted it: of a time that is not just then, hardly a message fell into that. */
const restart = { longestMilliseconds: 60_000, nearMilliseconds: 30_000 };

/** Does a stop of the server leave open what came of a message of that time? */
function leavesOpen({ why, from, to }: Gap, { to: end }: Coverage, about: number | undefined): boolean {
  const isRestart = to - from < restart.longestMilliseconds;
  if (why !== "stopped" || (end - to < comesAgainMilliseconds && !isRestart)) return true;
  const near = isRestart ? restart.nearMilliseconds : quietMilliseconds.withHeartbeats;
  return about !== undefined && about > from - near && about < to + near;
}

/** A server that is quiet so often has its nights; a piece that was cut out of its log is longer than those, or the only one. */
const often = 3;
const longHole = { alone: 3_600_000, timesUsual: 3 };

/** Does a silence stand out, where nothing but the habits of the log tells whether it was the server's? */
function standsOut({ from, to }: Gap, { gaps, heartbeats }: Coverage): boolean {
  const silent = gaps.flatMap((gap) => (gap.why === "silent" ? gap.to - gap.from : [])).sort((a, b) => a - b);
  const usual = silent[silent.length >> 1] ?? 0;
  return heartbeats || to - from > (silent.length < often ? longHole.alone : longHole.timesUsual * usual);
}

/** Where the log says nothing about the time in question, or of any where none is told; a time before or after the log is a hole too. */
export function holes(coverage: Coverage, question: Question): readonly Gap[] {
  const { about } = question;
  if (lackOf(coverage)) return [{ from: coverage.from, to: coverage.to, why: "silent" }];
  const open = coverage.gaps.filter((gap) => leavesOpen(gap, coverage, about));
  if (about === undefined) return open.filter((gap) => gap.why !== "silent" || standsOut(gap, coverage));
  const { before, after } = leastQuietMilliseconds;
  const [near] = windows(question);
  if (about < coverage.from - quietFor(coverage, before))
    return [{ from: near.from, to: Math.min(near.to, coverage.from), why: "silent" }];
  if (about > coverage.to + quietFor(coverage, after))
    return [{ from: Math.max(near.from, coverage.to), to: near.to, why: "silent" }];
  // What was sent behind a hole came behind it.
  const gaps = open.filter(({ from, to }) => to > about - sloppyMilliseconds(about) && from < about + soonMilliseconds);
  return [...mutes(coverage, about), ...gaps];
}
