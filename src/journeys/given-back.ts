/**
 * Mail that a program took from the queue and gave back to it under another id: a content filter behind Postfix's `pipe` or a pipe of
 * Exim, or a mail store whose script sends it on.
 */
import type { EventOf, Fact } from "../events/event.ts";
import { normaliseAddress } from "../mail/address.ts";
import type { Attempt } from "./attempt.ts";
import type { Leg } from "./leg.ts";
import { isSameMailbox } from "./store.ts";

type Ended = EventOf<"attempt.ended"> & Fact;

/** What a program may give back while it runs; clocks of whole seconds round its beginning and end. */
const slackMilliseconds = 1_000;
/** A store and a queue on two machines tell of one redirection within that time. */
const redirectionMilliseconds = 10_000;

/**
 * Did a Postfix give the message to a program, or can an Exim have done so? What that did with it, they do not say, and Exim not even
 * that a transport is a program.
 */
export const isByProgram = (fact: Fact): fact is Ended =>
  fact.kind === "attempt.ended" && (isServed(fact) || (fact.reply === undefined && isTaken(fact) && mayGiveBack(fact)));

/** Names of agents and programs that lay mail into mailboxes. */
export const laysDown =
  /dovecot|deliver|maildir|mail_?spool|mbox|mailbox|maildrop|procmail|cyrus|vmail|sieve|lmtp|address_(?:file|directory)|(?:^|[/_-])[lm]da\b/i;

function mayGiveBack(fact: Ended): boolean {
  const program = programOf(fact);
  return program !== undefined && !laysDown.test(program);
}

const isServed = ({ reply }: Ended): boolean => /^delivered via \S{1,100} service\b/.test(reply?.text ?? "");
const isTaken = ({ status }: Ended): boolean => status === "delivered" || status === "queued";
const agentOf = ({ relay }: Ended): string | undefined => (relay?.ip === undefined ? relay?.host : undefined);

/** The command of a pipe that an alias leads to, as Exim has it in place of a mailbox. */
export const commandOf = ({ where }: Pick<Attempt, "where">): string | undefined =>
  /^\|\s*(\S{1,500})/.exec(where?.mailbox ?? "")?.[1];

/** What tells the program of such a fact from others: a service, a command, a transport. */
const programOf = (fact: Ended): string | undefined => commandOf(fact) ?? agentOf(fact);

/** To whom a script of the mailbox sent it on. */
const targetOf = ({ reply }: Ended): string => /^forwarded to <([^>]{1,500})>/.exec(reply?.text ?? "")?.[1] ?? "";
export const isRedirected = (fact: Fact): fact is Ended =>
  fact.kind === "attempt.ended" && fact.decidedBy === "sieve.redirect" && targetOf(fact) !== "";

/** Did a script of the mailbox send it on to that address? */
export const isRedirectedTo = (fact: Fact, address = ""): boolean =>
  isRedirected(fact) && normaliseAddress(targetOf(fact)) === normaliseAddress(address);

const isGiven = ({ facts }: Leg): boolean => facts.some((fact) => isByProgram(fact) || isRedirected(fact));

/** The loopback of the machine. */
const isNear = (ip: string | undefined): boolean => ip !== undefined && /^(?:127\.|::1$)/.test(ip);

/** Exim names the client of a message with it, where there was one; Postfix's queue manager counts recipients and knows no client. */
const isLaid = (fact: Fact): boolean =>
  fact.kind === "transaction.opened" ||
  (fact.kind === "message.accepted" && fact.recipientCount === undefined && (!fact.peer || isNear(fact.peer)));

/** Did a program of that machine lay the message into the queue, or bring it over the loopback? */
const isFromProgram = ({ session: { role, peer, facts } }: Leg): boolean =>
  role === "queue" ? facts.some(isLaid) : role === "server" && isNear(peer);

/** One message under one id of a queue. */
interface Entry {
  readonly node: string;
  readonly queueId: string | undefined;
  readonly messageId: string | undefined;
  readonly at: number;
  readonly facts: readonly Fact[];
  readonly isFromProgram: boolean;
  /** For whom it is, as far as it is known yet. */
  readonly recipients: ReadonlySet<string>;
  readonly leg: Leg;
}

const namedIn = (fact: Fact): readonly string[] =>
  fact.kind === "attempt.ended" ? [fact.recipient, fact.originalRecipient ?? fact.recipient] : [];

const isFor = (fact: Fact, target: string): boolean =>
  namedIn(fact).some((address) => normaliseAddress(address) === target);

function entryOf(legs: readonly Leg[]): readonly Entry[] {
  const [leg] = legs;
  if (!leg) return [];
  const facts = legs.flatMap((one) => one.facts);
  const messageId = facts.find((fact) => fact.messageId)?.messageId;
  const recipients = new Set(facts.flatMap(namedIn).map((address) => normaliseAddress(address)));
  const at = Math.min(...legs.map((one) => one.at));
  const { node } = leg.session;
  return [
    { node, queueId: leg.queueId, messageId, at, facts, isFromProgram: legs.some(isFromProgram), recipients, leg },
  ];
}

/** What an entry gave to programs; where one recipient's mail went to a pipe and to something else, the pipe. */
function handedIn({ facts }: Entry): readonly Ended[] {
  const handed = facts.filter(isByProgram);
  const piped = new Set(handed.filter((fact) => commandOf(fact)).map(({ recipient }) => recipient));
  return handed.filter((fact) => commandOf(fact) || !piped.has(fact.recipient));
}

/** What was given to programs, and the entry that came back for that recipient while the program ran. */
function givenBack(entries: readonly Entry[]): readonly (readonly [Ended, Entry, Entry])[] {
  const placeOf = ({ node, messageId }: Entry) => `${node} ${messageId}`;
  const known = entries.filter(({ queueId, messageId }) => queueId && messageId);
  const back = Map.groupBy(
    known.filter((entry) => entry.isFromProgram),
    placeOf,
  );
  return known.flatMap((given) =>
    handedIn(given).flatMap((fact) => {
      const { at, delaySeconds = 0, recipient } = fact;
      const begun = Math.max(given.at, at - delaySeconds * 1000 - slackMilliseconds);
      const next = back
        .get(placeOf(given))
        ?.findLast(
          (entry) =>
            entry.queueId !== given.queueId &&
            entry.at >= begun &&
            entry.at <= at + slackMilliseconds &&
            (entry.recipients.size === 0 || entry.recipients.has(normaliseAddress(recipient))),
        );
      return next ? [[fact, given, next] as const] : [];
    }),
  );
}

/**
 * What scripts of mailboxes sent on and no host took: what came of it is what came of the message. Where a host took it, the store has
 * said all.
 */
function sentOn(entries: readonly Entry[]): readonly (readonly [Ended, Entry, Entry])[] {
  const byMessage = Map.groupBy(
    entries.filter(({ queueId, messageId }) => queueId && messageId),
    ({ messageId }) => messageId,
  );
  return entries.flatMap((given) =>
    given.facts.filter(isRedirected).flatMap((fact) => {
      const target = normaliseAddress(targetOf(fact));
      const next = (byMessage.get(given.messageId) ?? []).find(
        (entry) =>
          entry !== given &&
          Math.abs(entry.at - fact.at) <= redirectionMilliseconds &&
          entry.recipients.has(target) &&
          isRefused(entry, target),
      );
      return next ? [[fact, given, next] as const] : [];
    }),
  );
}

/** A copy that the queue makes by itself (`always_bcc`) is another story. */
const isRefused = ({ facts }: Entry, target: string): boolean => {
  const last = facts.findLast((fact): fact is Ended => fact.kind === "attempt.ended" && isFor(fact, target));
  return last !== undefined && (last.status === "bounced" || last.status === "deferred");
};

/** Joins what was given back with what was given away: Message-ID, recipient and moment agree. `grouped` gives the legs by entry. */
export function joinByProgram(
  legs: readonly Leg[],
  grouped: () => readonly (readonly Leg[])[],
  join: (a: Leg, b: Leg) => void,
): void {
  if (!legs.some(isGiven)) return;
  const entries = grouped().flatMap(entryOf);
  for (const [, given, next] of [...givenBack(entries), ...sentOn(entries)]) join(given.leg, next.leg);
}

/** How many other messages that program gave back, and how many it took for good. */
export function habitOf(fact: Fact, legs: readonly Leg[]): { readonly back: number; readonly kept: number } {
  if (!isByProgram(fact)) return { back: 0, kept: 0 };
  const entries = entriesOf(legs);
  const back = new Set<Fact>(givenBack(entries).map(([given]) => given));
  const alike = entries
    .flatMap(handedIn)
    .filter((other) => programOf(other) === programOf(fact) && other.queueId !== fact.queueId);
  const returned = alike.filter((other) => back.has(other)).length;
  return { back: returned, kept: alike.length - returned };
}

const entriesOf = (legs: readonly Leg[]): readonly Entry[] =>
  [...Map.groupBy(legs, ({ session, queueId }) => `${session.node} ${queueId}`).values()].flatMap(entryOf);

/** Such an attempt is a hand-over to the next queue entry of the journey. */
export function withGivenBack(attempts: readonly Attempt[], legs: readonly Leg[]): readonly Attempt[] {
  if (!legs.some(isGiven)) return attempts;
  const entries = entriesOf(legs);
  const nexts = new Map(givenBack(entries).map(([fact, , { queueId }]) => [fact as Fact, queueId]));
  const firsts = new Map(
    sentOn(entries).map(([fact, , { queueId }]) => [
      queueId,
      { mailbox: fact.recipient, target: normaliseAddress(targetOf(fact)) },
    ]),
  );
  return attempts.map((attempt): Attempt => {
    const remoteId = attempt.fact && nexts.get(attempt.fact);
    const first = firsts.get(attempt.queueId);
    if (first && attempt.fact && isFor(attempt.fact, first.target))
      return { ...attempt, originalRecipient: addressOf(first.mailbox, attempts) };
    if (remoteId === undefined) return attempt;
    const { where: _, ...rest } = attempt;
    return { ...rest, status: "queued", stage: "queue", remoteId };
  });
}

/** The address that the queue has for a mailbox, which the store may know by a bare name. */
function addressOf(mailbox: string, attempts: readonly Attempt[]): string {
  const queued = attempts.find(
    ({ role, recipient }) => role !== "mailbox" && recipient !== undefined && isSameMailbox(mailbox, recipient),
  );
  return queued?.originalRecipient ?? queued?.recipient ?? mailbox;
}
