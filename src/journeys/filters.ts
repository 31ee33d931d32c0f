/** What content filters say of a message: joined to the session that they refused, and to each recipient's attempt. */
import { defined } from "../base/defined.ts";
import type { EventOf, Fact, Outcome } from "../events/event.ts";
import { normaliseAddress } from "../mail/address.ts";
import { type Attempt, traceOf } from "./attempt.ts";
import type { Leg } from "./leg.ts";
import { isFilter } from "./store.ts";

type Scored = EventOf<"message.scored"> & Fact;

/** A filter before the queue answers while the client waits: its word and the refusal are so near. */
export const refusalMilliseconds = 60_000;

type Said = Fact & { readonly sender?: string; readonly recipient?: string };
/** Sender, recipient and minute: who sends a thousand times to one recipient is looked up no slower. */
const placeOf = ({ sender = "", recipient = "", at }: Said, later = 0): string =>
  `${normaliseAddress(sender)} ${normaliseAddress(recipient)} ${Math.floor(at / refusalMilliseconds) + later}`;

const isRefusal = (fact: Fact): fact is EventOf<"rcpt.refused"> & Fact =>
  fact.kind === "rcpt.refused" && fact.stage === "eod";
/** All that a brief log has of a message that was refused at its end. */
const isBroken = (fact: Fact): fact is EventOf<"attempt.ended"> & Fact =>
  fact.kind === "attempt.ended" && fact.status === "aborted" && (fact.sizeBytes ?? 0) > 0;
/** What the filter took and let nobody have, by its answer. */
const isThrownAway = (fact: Fact): fact is EventOf<"attempt.ended"> & Fact =>
  fact.kind === "attempt.ended" && fact.queueId === undefined && fact.decidedBy === "content.delete";

/** What a filter behind the queue let nobody have, in a reply that names no message. */
const isSwallowed = (fact: Fact): boolean =>
  fact.kind === "attempt.ended" &&
  fact.remoteId === undefined &&
  ((fact.status === "discarded" && fact.decidedBy === "content.delete") ||
    (fact.status === "bounced" && fact.stage === "eod"));

/** May a filter before the queue and the server both tell of it, neither naming what the other does? */
export const isRefusedByFilter = (fact: Fact): boolean =>
  isRefusal(fact) ||
  isBroken(fact) ||
  isThrownAway(fact) ||
  (fact.kind === "message.scored" &&
    (fact.action === "REJECT" || (fact.action === "DELETE" && fact.queueId === undefined)));

/**
 * A filter before the queue that refuses, or throws away, knows no queue id, and the server no Message-ID; one behind it may log neither (ClamSMTP):
 * sender, recipient and time join what both say.
 */
export function joinByRefusal(legs: readonly Leg[], join: (a: Leg, b: Leg) => void): void {
  const isOver = ({ queueId }: Leg, fact: Fact): boolean =>
    queueId === undefined ? isRefusal(fact) || isBroken(fact) || isThrownAway(fact) : isSwallowed(fact);
  const refused = legs
    .filter(({ session }) => !isFilter(session))
    .flatMap((leg) => leg.facts.flatMap((fact) => (isOver(leg, fact) ? [{ leg, fact }] : [])));
  const byPlace = Map.groupBy(refused, ({ fact }) => placeOf(fact));
  for (const leg of legs) {
    const isRejected = leg.facts.some((fact) => fact.kind === "message.scored" && fact.action === "REJECT");
    if (!isFilter(leg.session) || (leg.queueId !== undefined && !isRejected)) continue;
    const namesNone = leg.queueId === undefined && !leg.facts.some(({ messageId }) => messageId !== undefined);
    const said = leg.facts
      .filter((fact) => fact.kind === "message.scored" && fact.action !== "NONE")
      .flatMap((fact) => [-1, 0, 1].flatMap((later) => byPlace.get(placeOf(fact, later)) ?? []))
      .filter((one) => namesNone || one.leg.queueId === undefined);
    const distance = ({ fact }: (typeof said)[number]) => Math.abs(fact.at - leg.at);
    const [nearest] = said.sort((one, other) => distance(one) - distance(other));
    if (nearest && distance(nearest) <= refusalMilliseconds) join(nearest.leg, leg);
  }
}

/** What is refused or thrown away at its end is so for all recipients: the server names one of them, the filter each. */
export function refusedTogether(attempts: readonly Attempt[], scored: readonly Scored[]): readonly Attempt[] {
  const whole = attempts.find(({ stage, status, role, fact, decidedBy }) =>
    fact?.kind === "rcpt.refused"
      ? stage === "eod" && (status === "refused" || status === "deferred")
      : role === "queue" && status === "discarded" && decidedBy === "milter",
  );
  if (!whole || scored.length < 2) return attempts;
  const known = new Set(attempts.flatMap(({ recipient }) => (recipient ? [normaliseAddress(recipient)] : [])));
  const others = new Map(scored.map(({ recipient }) => [normaliseAddress(recipient), recipient]));
  others.delete("");
  for (const name of known) others.delete(name);
  return [...attempts, ...[...others.values()].map((recipient) => ({ ...whole, recipient }))];
}

/** What the antispam engine's word makes of a message that was answered 250. */
const scoredAs: Readonly<Record<string, Outcome>> = {
  SPAM: "delivered",
  DELETE: "discarded",
  QUARANTINE: "quarantined",
  REJECT: "refused",
  BOUNCE: "bounced",
};

const isKeeping: ReadonlySet<string> = new Set(["DELETE", "QUARANTINE"]);

/** Its word on each recipient: it may say the same of all, and name only the first. */
function wordsOf(scored: readonly Scored[]): (attempt: Attempt) => Scored | undefined {
  const byRecipient = Map.groupBy(scored, ({ recipient }) => normaliseAddress(recipient));
  const ofAll = byRecipient.size === 1 ? scored : [];
  const own = (address: string | undefined) =>
    address === undefined ? undefined : byRecipient.get(normaliseAddress(address));
  return ({ recipient, originalRecipient }) =>
    (own(recipient) ?? own(originalRecipient) ?? ofAll).find(({ action }) => action in scoredAs);
}

const judgement = ({ action, recipient }: Scored) => ({
  status: scoredAs[action] ?? ("unknown" as const),
  decidedBy: `content.${action.toLowerCase()}`,
  ...(action === "SPAM" && { where: { mailbox: recipient, folder: "Spam" } }),
});

const aloneAs = (fact: Scored, known: Partial<Attempt>): Attempt => {
  const { sender = fact.sender } = known;
  const { recipient } = fact;
  const alone = { role: "queue", sender, recipient, direction: "inbound", stage: "eod", fact } as const;
  return { ...known, ...traceOf(fact), ...alone, ...judgement(fact) };
};

/** All that is known of a message may be that a filter looked at it: what became of it then it does not say. */
export const lookedAt = (facts: readonly Fact[]): readonly Attempt[] =>
  facts.flatMap((fact) => (fact.kind === "message.scored" && fact.recipient !== "" ? [aloneAs(fact, {})] : []));

/** Before the queue the server names one recipient of what it handed over, the filter each that it kept something from. */
function keptBeside(attempts: readonly Attempt[], scored: readonly Scored[], known: Partial<Attempt>): Attempt[] {
  if (
    !attempts.some(
      ({ role, status, fact }) =>
        role === "server" && fact?.kind === "attempt.ended" && (status === "queued" || isThrownAway(fact)),
    )
  )
    return [];
  const named = new Set(
    attempts.flatMap(({ recipient = "", originalRecipient = "" }) =>
      [recipient, originalRecipient].map(normaliseAddress),
    ),
  );
  return scored
    .filter(({ action, recipient }) => isKeeping.has(action) && !named.has(normaliseAddress(recipient)))
    .map((fact) => aloneAs(fact, known));
}

/** The antispam log knows better than "accepted" where the message went; alone, it is all that is known of the attempt. */
export function judged(
  attempts: readonly Attempt[],
  scored: readonly Scored[],
  known: Partial<Attempt>,
): readonly Attempt[] {
  if (attempts.length === 0)
    return scored.filter(({ action }) => action in scoredAs).map((fact) => aloneAs(fact, known));
  const ids = new Set(attempts.map(({ queueId }) => queueId));
  const wordOn = wordsOf(scored);
  const own = attempts.map((attempt) => {
    const word = wordOn(attempt);
    if (!word) return attempt;
    // Who refused it, the server does not know.
    if (word.action === "REJECT" && attempt.status === "bounced") return { decidedBy: "content.reject", ...attempt };
    // A brief log says of a message that was refused at its end only that the session came to nothing.
    if (word.action === "REJECT" && attempt.status === "aborted")
      return defined({ ...attempt, ...judgement(word), stage: "eod" });
    // Where it went the queue does not know, if it was handed to the filter, which did not give it back to this recipient.
    const isHanded = attempt.status === "queued" && attempt.fact?.kind === "attempt.ended";
    const isKept = isHanded && (!ids.has(attempt.remoteId) || word.recipient === attempt.recipient);
    // It says "discarded" of what it laid aside, too.
    const isGone = attempt.status === "discarded" && attempt.decidedBy === "content.delete";
    return attempt.status === "delivered" || isKept || isGone ? defined({ ...attempt, ...judgement(word) }) : attempt;
  });
  return [...own, ...keptBeside(attempts, scored, known)];
}
