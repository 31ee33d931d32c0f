/** What the mail store says of a message: joined to the attempt that handed it over, and to what mail programs did with it. */
import { defined } from "../base/defined.ts";
import type { Place } from "../events/event.ts";
import { domainOf, localPartOf } from "../mail/address.ts";
import { sameOrganisation } from "../mail/return-path.ts";
import type { Session } from "../sessions/session.ts";
import type { Attempt } from "./attempt.ts";
import { isNamed, type Leg } from "./leg.ts";

/** Queue and store log one delivery within that time; a message with the same id later is another copy. */
const deliveryMilliseconds = 600_000;
/** Stamps without fractions, and clocks of two machines: a mail program may seem to be a little early. */
const slackMilliseconds = 2_000;

/** Does a mail program speak to its mailbox, and no server to another? */
export const isVisit = ({ service }: Session): boolean => service === "imap" || service === "pop3";

/** Does a content filter speak, whose file may name another machine, or none? */
export const isFilter = ({ service }: Session): boolean => service === "antispam";

/** Some stores name a mailbox without its domain. */
export function isSameMailbox(mailbox: string, address: string): boolean {
  const [a, b] = [mailbox.toLowerCase(), address.toLowerCase()];
  return a === b || (!a.includes("@") && b.startsWith(`${a}@`)) || (!b.includes("@") && a.startsWith(`${b}@`));
}

/** A file of one's own, that an alias or a forward names. */
export const isFile = (where: Place | undefined): boolean => where?.mailbox.startsWith("/") === true;

const messageIdOf = ({ facts }: Leg): string | undefined => facts.find(({ messageId }) => messageId)?.messageId;

/** The Message-ID of each leg; of one whose line came behind the end of its queue entry, that of the entry. */
function messageIdsOf(legs: readonly Leg[]): (leg: Leg) => string | undefined {
  const entryOf = ({ session, queueId }: Leg) => `${session.node} ${queueId}`;
  const known = Map.groupBy(
    legs.filter((leg) => leg.queueId !== undefined && messageIdOf(leg) !== undefined),
    entryOf,
  );
  return (leg) => {
    const own = messageIdOf(leg);
    if (own !== undefined || leg.queueId === undefined) return own;
    const ids = new Set(known.get(entryOf(leg))?.map(messageIdOf));
    return ids.size === 1 ? [...ids][0] : undefined;
  };
}

/** The mailbox that a leg of the store, or of a mail program, is about. */
function mailboxOf({ facts }: Leg): string | undefined {
  for (const fact of facts) {
    if (fact.kind === "mailbox.changed") return fact.where.mailbox;
    if (fact.kind === "attempt.ended") return fact.where?.mailbox ?? fact.recipient;
  }
  return undefined;
}

type Handed = Pick<Attempt, "relay" | "reply">;
/** Mailman's port for LMTP, or its command: where it refuses a post it may not say to which list. */
const isToMailman = ({ relay, reply }: Handed): boolean =>
  relay?.port === 8024 || /\bmailman\b/i.test(relay?.host ?? reply?.text ?? "");
const isUnnamed = ({ recipient, decidedBy = "" }: Pick<Attempt, "recipient" | "decidedBy">): boolean =>
  recipient === "" && decidedBy.startsWith("mailman.");

/** When the leg tried to bring its message to that mailbox, if it did. */
function triedAt({ facts }: Leg, mailbox: string): number | undefined {
  for (const fact of facts) {
    if (fact.kind !== "attempt.ended") continue;
    if (mailbox === "" && isToMailman(fact)) return fact.at;
    const named = [fact.where?.mailbox, fact.recipient, fact.originalRecipient];
    if (named.some((address) => address !== undefined && isSameMailbox(mailbox, address))) return fact.at;
  }
  return undefined;
}

const isDelivery = (leg: Leg, other: Leg): boolean =>
  other !== leg && !isVisit(other.session) && !isFilter(other.session);

/** The delivery of what a mail program touched: the last before. */
const visited = (leg: Leg, mailbox: string, same: readonly Leg[]): Leg | undefined =>
  same.findLast((other) => {
    const at = isDelivery(leg, other) ? triedAt(other, mailbox) : undefined;
    return at !== undefined && at <= leg.at + slackMilliseconds;
  });

/**
 * The queue's delivery of what the store laid down: the nearest, and of several the last. What a script sent on to the same name elsewhere bears the
 * same Message-ID, too.
 */
function handedOver(leg: Leg, mailbox: string, same: readonly Leg[]): Leg | undefined {
  let found: { readonly other: Leg; readonly distance: number } | undefined;
  for (const other of same) {
    if (!isDelivery(leg, other) || other.session.role === "mailbox") continue;
    const distance = Math.abs((triedAt(other, mailbox) ?? Number.NaN) - leg.at);
    if (distance <= deliveryMilliseconds && distance <= (found?.distance ?? distance)) found = { other, distance };
  }
  return found?.other;
}

/**
 * Joins by Message-ID what filters say of a message; by this and the mailbox deliveries of the store with the queue's, where
 * no id of the session does it better, and visits of mail programs with deliveries.
 */
export function joinByMailbox(legs: readonly Leg[], join: (a: Leg, b: Leg) => void): void {
  const handed = new Set(
    legs.flatMap(({ facts }) => facts.map((fact) => (fact.kind === "attempt.ended" ? fact.remoteId : undefined))),
  );
  handed.delete(undefined);
  const byMessage = Map.groupBy(legs, messageIdsOf(legs));
  byMessage.delete(undefined);
  const known = new Set<Leg>();
  for (const same of byMessage.values()) {
    for (const leg of same) {
      if (isFilter(leg.session)) {
        const near = same.find(
          (other) => !isFilter(other.session) && Math.abs(other.at - leg.at) <= deliveryMilliseconds,
        );
        if (near) join(near, leg);
        continue;
      }
      const visit = isVisit(leg.session);
      if (!visit && (leg.session.role !== "mailbox" || handed.has(leg.queueId))) continue;
      const mailbox = mailboxOf(leg);
      if (mailbox === undefined) continue;
      const other = visit ? visited(leg, mailbox, same) : handedOver(leg, mailbox, same);
      if (!other) continue;
      join(other, leg);
      known.add(leg);
    }
  }
  joinByMoment(
    legs.filter((leg) => !known.has(leg)),
    handed,
    join,
  );
  joinByProxy(legs, join);
}

/**
 * Joins a delivery of the store with the queue's where one of them tells no Message-ID (mail without one, a script that was given up):
 * the only one for that mailbox at that moment, or the nearest; of several at once the one whose sender's domain made the Message-ID.
 */
function joinByMoment(legs: readonly Leg[], handed: ReadonlySet<unknown>, join: (a: Leg, b: Leg) => void): void {
  const queued = legs.filter(({ session }) => session.role !== "mailbox" && !isVisit(session) && !isFilter(session));
  const placeOf = ({ session, queueId }: Leg) => `${session.node} ${queueId}`;
  // One queue entry may stand in several sessions, of which one tells its Message-ID.
  const identified = new Set(queued.filter((leg) => leg.queueId && messageIdOf(leg) !== undefined).map(placeOf));
  const anonymous = queued.filter((leg) => messageIdOf(leg) === undefined && !identified.has(placeOf(leg)));
  for (const leg of legs) {
    if (leg.session.role !== "mailbox" || isVisit(leg.session) || handed.has(leg.queueId)) continue;
    const mailbox = mailboxOf(leg);
    if (!mailbox) continue;
    const tried = (messageIdOf(leg) === undefined ? queued : anonymous)
      .map((other) => ({ other, distance: Math.abs((triedAt(other, mailbox) ?? Number.NaN) - leg.at) }))
      .filter(({ distance }) => distance <= slackMilliseconds)
      .sort((a, b) => a.distance - b.distance);
    const nearest = tried.filter(({ distance }) => distance === tried[0]?.distance).map(({ other }) => other);
    const his = nearest.length > 1 ? nearest.filter((other) => isOfSender(leg, other)) : nearest;
    const [only] = his;
    if (only && his.length === 1) join(only, leg);
  }
}

/** Did the sender's own domain make the Message-ID that the store tells? */
function isOfSender(stored: Leg, { facts }: Leg): boolean {
  const made = domainOf(messageIdOf(stored)?.replace(/>$/, "") ?? "");
  const named = facts.filter(isNamed).find(({ sender }) => sender !== "");
  const domain = domainOf(named?.sender ?? "");
  return made !== undefined && domain !== undefined && sameOrganisation(made, domain);
}

/** The attempt of the queue that the store's belongs to: by an id that both name, else the nearest for that mailbox. */
function handedBy(stored: Attempt, ids: readonly unknown[], queued: readonly Attempt[]): Attempt | undefined {
  const { where, recipient = "" } = stored;
  const isForIt = (attempt: Attempt) =>
    isUnnamed(stored) ? isToMailman(attempt) : isSameMailbox(where?.mailbox ?? recipient, attempt.recipient ?? "");
  const distance = ({ at }: Attempt) => Math.abs(at - stored.at);
  const named = queued.filter(({ remoteId }) => remoteId !== undefined && ids.includes(remoteId));
  // Dovecot 2.2.33 tells no id, which the queue heard.
  const isAnonymous = ids.every((id) => id === undefined);
  const nearest = () =>
    queued
      .filter(({ status }) => status !== "relayed" && status !== "forwarded")
      .filter((attempt) => isForIt(attempt) && (isAnonymous || attempt.remoteId === undefined))
      .filter((attempt) => distance(attempt) <= deliveryMilliseconds)
      .sort((a, b) => distance(a) - distance(b))[0];
  // Up to 2.2 Dovecot has one id for all recipients of a message, of whom one may be refused without it.
  return named.find(isForIt) ?? nearest() ?? named[0];
}

/** The session of a message in the store, without the numbers of proxies and recipients: `Fp9z…:T2` of `Fp9z…:T2:P1:R3`. */
const storeSession = (queueId = ""): string => queueId.replace(/:[PR]\d+/g, "");

/** Joins what a proxy of the store says of a delivery with what the store itself does: both name its session. */
function joinByProxy(legs: readonly Leg[], join: (a: Leg, b: Leg) => void): void {
  const deliveries = legs.filter(({ session, queueId }) => session.role === "mailbox" && queueId !== undefined);
  const isProxy = ({ facts }: Leg) => facts.some((fact) => fact.kind === "attempt.ended" && fact.relay !== undefined);
  const bySession = Map.groupBy(
    deliveries.filter((leg) => !isProxy(leg)),
    ({ queueId }) => storeSession(queueId),
  );
  for (const leg of deliveries) {
    const mailbox = mailboxOf(leg);
    if (mailbox === undefined || !isProxy(leg)) continue;
    const kept = bySession.get(storeSession(idBehind(leg)))?.find((other) => triedAt(other, mailbox) !== undefined);
    if (kept) join(leg, kept);
  }
}

/** Under which session the server behind a proxy has it: one that does not trust the proxy makes a name of its own. */
function idBehind({ facts, queueId }: Leg): string | undefined {
  for (const fact of facts) if (fact.kind === "attempt.ended" && fact.remoteId !== undefined) return fact.remoteId;
  return queueId;
}

/** A script that refuses a message has the queue say no more than that. */
function rejectedBy(attempt: Attempt, done: readonly Attempt[] = []): Attempt {
  const script = done.find(({ status, decidedBy }) => status === "refused" && decidedBy === "sieve.ereject");
  return script ? defined({ ...attempt, decidedBy: script.decidedBy }) : attempt;
}

/** An address may name the folder itself: `bernd+Kunden@example.test`. */
const isNamedIn = ({ recipient = "", originalRecipient = recipient }: Attempt, folder = ""): boolean =>
  folder !== "" && localPartOf(originalRecipient).toLowerCase().endsWith(`+${folder.toLowerCase()}`);

const isBehind = (proxy: Attempt, other: Attempt): boolean =>
  storeSession(other.queueId) === storeSession(proxy.remoteId ?? proxy.queueId) &&
  isSameMailbox(other.where?.mailbox ?? other.recipient ?? "", proxy.recipient ?? "");

/**
 * One delivery is one attempt, also where queue and store both tell of it. The queue knows the envelope and what was
 * replied, the store what it did: a script may do several things with one message.
 */
export function withStore(attempts: readonly Attempt[]): readonly Attempt[] {
  const all = attempts.filter(({ role }) => role === "mailbox");
  if (all.length === 0) return attempts;
  const [kept, proxies] = [all.filter(({ relay }) => !relay), all.filter(({ relay }) => relay !== undefined)];
  // What a store's server passed on to another is told by that one, where its log was read.
  const stored = [...kept, ...proxies.filter((proxy) => !kept.some((other) => isBehind(proxy, other)))];
  const idsOf = (one: Attempt) =>
    [one, ...proxies.filter((proxy) => isBehind(proxy, one))].map(({ queueId }) => queueId);
  const queued = attempts.filter(({ role }) => role !== "mailbox");
  const byQueue = Map.groupBy(stored, (attempt) => handedBy(attempt, idsOf(attempt), queued));
  const merged = queued.flatMap((attempt): readonly Attempt[] => {
    const done = byQueue.get(attempt);
    if (!done || attempt.status !== "delivered") return [rejectedBy(attempt, done)];
    return done.map(({ status, stage, where, decidedBy, reply, fact, source, sizeBytes }) => {
      const by = isNamedIn(attempt, where?.folder) && decidedBy === "sieve.fileinto" ? undefined : decidedBy;
      const told = { stage, where, decidedBy: by, fact, source, reply: status === "delivered" ? attempt.reply : reply };
      return defined({ ...attempt, status, sizeBytes, ...told });
    });
  });
  return [...merged, ...(byQueue.get(undefined) ?? [])];
}
