/** Splits sessions into legs: what one session has to say about one message. */
import { defined } from "../base/defined.ts";
import type { Fact } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";

export interface Leg {
  readonly session: Session;
  readonly queueId?: string;
  /** Facts of this message only, in order of time. */
  readonly facts: readonly Fact[];
  readonly at: number;
}

/** A fact that says who sends. */
export type Named = Fact & { readonly sender: string };
export const isNamed = (fact: Fact): fact is Named => "sender" in fact && fact.sender !== undefined;

/** Facts of the session as a whole (its end, its counts, a refusal at connect): they belong to each of its messages. */
export const sessionFacts = (session: Session): readonly Fact[] =>
  session.facts.filter((fact) => partOf(fact) === undefined);

/** Mail stores and filters may know a message by its Message-ID only. */
const toldByMessageId: ReadonlySet<Fact["kind"]> = new Set([
  "mailbox.changed",
  "attempt.ended",
  "decision",
  "message.scored",
]);

/** Which message of its session a fact speaks of. */
function partOf(fact: Fact): string | undefined {
  if (fact.kind === "session.broken" || fact.kind === "session.counted" || fact.kind === "command.refused")
    return undefined;
  if (fact.transaction !== undefined) return `transaction:${fact.transaction}`;
  if (fact.queueId) return `queue:${fact.queueId}`;
  if (toldByMessageId.has(fact.kind) && fact.messageId) return `message-id:${fact.messageId}`;
  const isOfOne = fact.kind === "rcpt.refused" || fact.kind === "attempt.ended" || fact.kind === "message.scored";
  if (isOfOne && fact.recipient !== undefined) return `sender:${fact.sender ?? ""}`;
  return undefined;
}

/**
 * The legs of a session, in order of time. In logs of facts a recipient may be refused before the message has a queue
 * id (Postfix: NOQUEUE): the next queue id of the same session takes such refusals in, if the sender can be the same.
 */
export function legsOf(
  session: Session,
  senderOf: (queueId: string, at: number) => string | undefined,
): readonly Leg[] {
  const groups = Map.groupBy(session.facts, partOf);
  groups.delete(undefined);
  const legs = [...groups.values()].map((facts): Leg => {
    const queueId = facts.find((fact) => fact.queueId)?.queueId;
    return defined({ session, queueId, facts, at: facts[0]?.at ?? session.from });
  });
  return foldEarlyRefusals(legs, senderOf);
}

function foldEarlyRefusals(
  legs: readonly Leg[],
  senderOf: (queueId: string, at: number) => string | undefined,
): readonly Leg[] {
  const folded: Leg[] = [];
  const taken = new Set<Leg>();
  for (const leg of legs) {
    if (leg.queueId === undefined) continue;
    const sender = senderOf(leg.queueId, leg.at);
    const early = legs.find((other) => {
      const [first] = other.facts;
      if (other.queueId !== undefined || taken.has(other) || other.at > leg.at || sender === undefined) return false;
      return first?.kind === "rcpt.refused" && first.transaction === undefined && first.sender === sender;
    });
    if (early) taken.add(early);
    folded.push(early ? { ...leg, facts: [...early.facts, ...leg.facts], at: early.at } : leg);
  }
  const rest = legs.filter((leg) => leg.queueId === undefined && !taken.has(leg));
  return [...rest, ...folded].sort((a, b) => a.at - b.at);
}
