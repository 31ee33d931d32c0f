/** The order of a message's attempts over queue ids, and hand-overs that are only the way to the next one. */
import { defined } from "../base/defined.ts";
import type { Fact } from "../events/event.ts";
import type { Attempt } from "./attempt.ts";

/** Where a queue entry came from: since when, and over how many others. */
interface Origin {
  readonly at: number;
  readonly depth: number;
}
const first: Origin = { at: Number.NEGATIVE_INFINITY, depth: 0 };
/** What a host refuses in the session, the host before it writes down a moment later as its own attempt. */
const refused: Origin = { at: Number.NEGATIVE_INFINITY, depth: -1 };
/** So many queues a message passes at most: a loop through two instances, each of which takes fifty hops (Postfix's `hopcount_limit`). */
const maxDepth = 100;

/**
 * The next queue may have delivered before this one writes that it handed the message over, and many stamps have whole seconds:
 * what came of it comes behind it all the same.
 */
export function inOrder(attempts: readonly Attempt[], facts: readonly Fact[]): readonly Attempt[] {
  const handed = new Map<string, { readonly at: number; readonly from: string | undefined }>();
  for (const fact of facts)
    if (fact.kind === "message.linked" && (fact.why === "forwarded" || fact.why === "requeued"))
      handed.set(fact.to, { at: fact.at, from: fact.from });
  for (const { remoteId, queueId, at } of attempts)
    if (remoteId !== undefined && remoteId !== queueId) handed.set(remoteId, { at, from: queueId });
  const known = new Map<string, Origin>();
  const originOf = (queueId: string | undefined, left = maxDepth): Origin => {
    const own = queueId === undefined || left === 0 ? undefined : handed.get(queueId);
    if (!own || queueId === undefined) return first;
    const found = known.get(queueId);
    if (found) return found;
    const { at, depth } = originOf(own.from, left - 1);
    const origin = { at: Math.max(own.at, at), depth: depth + 1 };
    known.set(queueId, origin);
    return origin;
  };
  return attempts
    .map((attempt) => ({
      attempt,
      origin: attempt.fact?.kind === "rcpt.refused" ? refused : originOf(attempt.queueId),
    }))
    .map(({ attempt, origin }) => ({ attempt, at: Math.max(attempt.at, origin.at), depth: origin.depth }))
    .sort((a, b) => a.at - b.at || a.depth - b.depth)
    .map(({ attempt }) => attempt);
}

const isHandOver = ({ status, fact, remoteId, relay }: Attempt): boolean =>
  (status === "queued" || (status === "relayed" && isOwn(relay?.ip))) &&
  fact?.kind === "attempt.ended" &&
  remoteId !== undefined;

/** Another instance of the server, or a filter, may listen at any address of the loopback. */
const isOwn = (ip = ""): boolean => ip.startsWith("127.");

/**
 * What was handed to a filter that gave it back is no attempt of its own: the next queue tells of it. That may have forgotten for
 * which alias it was.
 */
export function withoutHandOvers(attempts: readonly Attempt[]): readonly Attempt[] {
  const handOvers = attempts.filter(isHandOver);
  if (handOvers.length === 0) return attempts;
  const byNext = new Map(handOvers.map((one) => [`${one.remoteId} ${one.recipient}`, one]));
  const goneOn = new Set<Attempt>();
  const told = attempts.map((attempt) => {
    const { queueId, recipient, originalRecipient } = attempt;
    const before = byNext.get(`${queueId} ${recipient}`) ?? byNext.get(`${queueId} ${originalRecipient}`);
    if (!before || before === attempt || (before.status === "relayed" && before.node !== attempt.node)) return attempt;
    goneOn.add(before);
    // A filter, or a rewriter of senders behind it, may have put another sender.
    const sender = before.sender ?? attempt.sender;
    return defined({ ...attempt, sender, originalRecipient: before.originalRecipient ?? originalRecipient });
  });
  return told.filter((_, index) => !goneOn.has(attempts[index] as Attempt));
}

/** The next host, whose log was read too, knows the address that an alias led to, and not the one that was written to. */
export function asWritten(attempts: readonly Attempt[]): readonly Attempt[] {
  const byNext = new Map<string, string>();
  // They are in order: a host behind the next one has it from there.
  return attempts.map((attempt) => {
    const { queueId, remoteId, recipient, originalRecipient } = attempt;
    const written = originalRecipient ?? byNext.get(`${queueId} ${recipient}`);
    if (written === undefined) return attempt;
    if (remoteId !== undefined && remoteId !== queueId) byNext.set(`${remoteId} ${recipient}`, written);
    return written === originalRecipient ? attempt : { ...attempt, originalRecipient: written };
  });
}
