/** Joins the legs of one message, over sessions, queue ids and nodes: its whole way as far as the logs show it. */
import { defined } from "../base/defined.ts";
import type { EventOf, Fact } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";
import { type Attempt, attemptOf, traceOf } from "./attempt.ts";
import { joinByDeliverer, withPrograms } from "./deliverers.ts";
import { joinByRefusal, judged, refusedTogether } from "./filters.ts";
import { withForwards } from "./forwards.ts";
import { joinByProgram, withGivenBack } from "./given-back.ts";
import { asWritten, inOrder, withoutHandOvers } from "./hand-overs.ts";
import { isNamed, type Leg, legsOf, type Named, sessionFacts } from "./leg.ts";
import { isVisit, joinByMailbox, withStore } from "./store.ts";

export interface Journey {
  readonly legs: readonly Leg[];
  /** Each once, in order of time. */
  readonly sessions: readonly Session[];
  /** The facts of the message and those of its sessions as a whole, in order of time, each once. */
  readonly facts: readonly Fact[];
  readonly attempts: readonly Attempt[];
  readonly sender?: string;
  readonly messageId?: string;
  readonly subject?: string;
  /** The address in its field From. */
  readonly headerFrom?: string;
  readonly transid?: string;
  readonly sizeBytes?: number;
  readonly queueIds: readonly string[];
  /** Queue id of the message that this one reports about or was made from. */
  readonly parentQueueId?: string;
  readonly at: number;
}

/** Lines of an entry may stand so late behind its end; a second life of its id is never so near. */
const lateMilliseconds = 2000;
/** Hosts and filters hand a message on within a day, or its id may be another message's. */
const handOverMilliseconds = 24 * 3_600_000;

/**
 * All journeys of these sessions, in order of time; a session without any message gives none. What mail programs did to a
 * message belongs to its journey, and is none without it.
 */
export function journeysOf(sessions: readonly Session[]): readonly Journey[] {
  const senders = sendersByQueueId(sessions);
  const legs = sessions.flatMap((session) =>
    legsOf(session, (queueId, at) => nearestSender(senders.get(`${session.node} ${queueId}`), at)),
  );
  const groups = new Groups(legs);
  joinByQueueId(legs, groups);
  joinByProgram(
    legs,
    () => groups.all(),
    (a, b) => groups.join(a, b),
  );
  joinByHandOver(legs, groups);
  joinByMailbox(legs, (a, b) => groups.join(a, b));
  joinByDeliverer(legs, (a, b) => groups.join(a, b));
  joinByRefusal(legs, (a, b) => groups.join(a, b));
  const parents = parentsOf(legs);
  return groups
    .all()
    .filter((group) => group.some(({ session }) => !isVisit(session)))
    .map((group) => journeyOf(group, parents))
    .sort((a, b) => a.at - b.at);
}

/** The journey of a session that held no message: only its facts. */
export const emptyJourney = (session: Session): Journey => ({
  legs: [],
  sessions: [session],
  facts: session.facts,
  attempts: session.facts.flatMap((fact) => attemptOf(fact, session.role) ?? []),
  queueIds: [],
  at: session.from,
});

/** Who sent the message when it came: a list that expands it sends it on under an address of its own. */
export function firstSender({ facts }: Pick<Journey, "facts">): string | undefined {
  for (const fact of facts)
    if ((fact.kind === "transaction.opened" || fact.kind === "message.accepted") && fact.sender) return fact.sender;
  return undefined;
}

/** By node and queue id what names a sender: several where an id was used again. */
function sendersByQueueId(sessions: readonly Session[]): ReadonlyMap<string, readonly Named[]> {
  const named = sessions.flatMap(({ facts }) => facts.filter(isNamed).filter(({ queueId }) => queueId !== undefined));
  return Map.groupBy(named, ({ node, queueId }) => `${node} ${queueId}`);
}

function nearestSender(named: readonly Named[] = [], at: number): string | undefined {
  let nearest: Named | undefined;
  for (const fact of named) if (!nearest || Math.abs(fact.at - at) <= Math.abs(nearest.at - at)) nearest = fact;
  return nearest?.sender;
}

/** Disjoint sets of legs. */
class Groups {
  readonly #parents = new Map<Leg, Leg>();

  constructor(legs: readonly Leg[]) {
    for (const leg of legs) this.#parents.set(leg, leg);
  }

  #root(leg: Leg): Leg {
    let root = leg;
    for (let parent = this.#parents.get(root); parent && parent !== root; parent = this.#parents.get(root))
      root = parent;
    return root;
  }

  join(a: Leg, b: Leg): void {
    this.#parents.set(this.#root(b), this.#root(a));
  }

  all(): readonly (readonly Leg[])[] {
    return [...Map.groupBy(this.#parents.keys(), (leg) => this.#root(leg)).values()];
  }
}

/** The same queue id on the same node, until the queue lets go of it: ids are used again. */
function joinByQueueId(legs: readonly Leg[], groups: Groups): void {
  const withId = legs.filter((leg) => leg.queueId !== undefined).sort((a, b) => a.at - b.at);
  for (const same of Map.groupBy(withId, (leg) => `${leg.session.node} ${leg.queueId}`).values()) {
    let first: Leg | undefined;
    let ended = Number.POSITIVE_INFINITY;
    for (const leg of same) {
      if (first && leg.at <= ended + lateMilliseconds) groups.join(first, leg);
      else {
        first = leg;
        ended = Number.POSITIVE_INFINITY;
      }
      // What came late is a session of its own, and does not open it again.
      if (leg.session.role === "queue" && leg.session.ended !== "open") ended = Math.min(ended, leg.session.to);
    }
  }
}

/** One message under two ids: re-injected, expanded, or handed to a host whose log was read too. Bounces are others' stories. */
function joinByHandOver(legs: readonly Leg[], groups: Groups): void {
  const byId = Map.groupBy(
    legs.filter((leg) => leg.queueId !== undefined),
    (leg) => leg.queueId,
  );
  const find = (queueId: string, near: Leg, sameNode: boolean) =>
    byId.get(queueId)?.find((leg) => {
      const close =
        Math.abs(leg.at - near.at) < handOverMilliseconds || Math.abs(leg.at - near.session.to) < handOverMilliseconds;
      return leg !== near && close && (!sameNode || leg.session.node === near.session.node);
    });
  for (const leg of legs) {
    for (const fact of leg.facts) {
      if (fact.kind === "message.linked" && fact.why !== "bounce" && fact.why !== "delay-notice") {
        const other = find(fact.to === leg.queueId ? fact.from : fact.to, leg, true);
        if (other) groups.join(leg, other);
      } else if (fact.kind === "attempt.ended" && fact.remoteId) {
        const other = find(fact.remoteId, leg, false);
        if (other) groups.join(leg, other);
      }
    }
  }
}

/** By node and queue id the id of the message that one reports about, which may stand in the other's lines only. */
function parentsOf(legs: readonly Leg[]): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  for (const { facts } of legs)
    for (const fact of facts)
      if (fact.kind === "message.linked" && (fact.why === "bounce" || fact.why === "delay-notice"))
        parents.set(`${fact.node} ${fact.to}`, fact.from);
  return parents;
}

function journeyOf(legs: readonly Leg[], parents: ReadonlyMap<string, string>): Journey {
  const sessions = [...new Set(legs.map((leg) => leg.session))].sort((a, b) => a.from - b.from);
  const facts = [
    ...new Set([...legs.flatMap((leg) => leg.facts), ...sessions.flatMap((session) => sessionFacts(session))]),
  ];
  facts.sort((a, b) => a.at - b.at);
  const first = <T>(pick: (fact: Fact) => T | undefined): T | undefined => {
    for (const leg of legs) for (const fact of leg.facts) if (pick(fact) !== undefined) return pick(fact);
    return undefined;
  };
  const senderOf = (fact: Fact) => ("sender" in fact ? fact.sender : undefined);
  // A filter may not know it.
  const sender = first((fact) => (fact.kind === "message.scored" ? undefined : senderOf(fact))) ?? first(senderOf);
  const messageId = first((fact) => fact.messageId);
  const subject = first((fact) => (fact.kind === "message.identified" ? fact.subject : undefined));
  const headerFrom = first((fact) => (fact.kind === "message.identified" ? fact.headerFrom : undefined));
  const transid = first((fact) => (fact.kind === "message.accepted" ? fact.transid : undefined));
  const sizeBytes =
    first((fact) => (fact.kind === "message.accepted" ? fact.sizeBytes : undefined)) ??
    first((fact) => ("sizeBytes" in fact ? fact.sizeBytes : undefined));
  const parentQueueId =
    legs.map(({ session, queueId }) => parents.get(`${session.node} ${queueId}`)).find((id) => id !== undefined) ??
    first((fact) =>
      fact.kind === "message.linked" && legs.some((leg) => leg.queueId === fact.to) ? fact.from : undefined,
    );
  const known = defined({ sender, messageId, transid, sizeBytes });
  const attempts = attemptsOf(legs, known);
  const queueIds = [...new Set(legs.flatMap((leg) => leg.queueId ?? []))];
  const at = Math.min(...legs.map((leg) => leg.at));
  return defined({ legs, sessions, facts, attempts, ...known, subject, headerFrom, queueIds, parentQueueId, at });
}

/** The attempts of all legs; each knows what any of them knows of the message. */
function attemptsOf(legs: readonly Leg[], known: Partial<Attempt>): readonly Attempt[] {
  const facts = legs.flatMap((leg) => leg.facts);
  const accepted = facts.filter((fact) => fact.kind === "message.accepted");
  const anyPeer = accepted.find(({ peer }) => peer)?.peer ?? legs.find(({ session }) => session.peer)?.session.peer;
  const attempts = legs.flatMap((leg) =>
    leg.facts.flatMap((fact): Attempt | readonly Attempt[] => {
      const attempt = attemptOf(fact, leg.session.role);
      if (!attempt) return [];
      const { peer = leg.session.peer ?? anyPeer, queueId = leg.queueId } = attempt;
      return defined({ ...known, ...attempt, peer, queueId });
    }),
  );
  const scored = facts.filter((fact) => fact.kind === "message.scored");
  const handed = withGivenBack(withoutNameless(attempts), legs);
  const done = withForwards(refusedTogether(withPrograms(withStore(handed)), scored));
  const all = inOrder([...done, ...waiting(accepted, done, known)], facts);
  return asWritten(withoutHandOvers(judged(all, scored, known)));
}

/** A refusal of the whole message is told once: where another log names whom it was for (Exim's reject log), by that one. */
function withoutNameless(attempts: readonly Attempt[]): readonly Attempt[] {
  const isWhole = ({ stage, queueId }: Attempt) => stage === "eod" && queueId !== undefined;
  const named = new Set(attempts.filter((one) => isWhole(one) && one.recipient).map(({ queueId }) => queueId));
  return attempts.filter((one) => one.recipient !== undefined || !isWhole(one) || !named.has(one.queueId));
}

/** Recipients of an accepted message that no attempt has named yet, neither themselves nor by an alias: they wait in the queue. */
function waiting(
  accepted: readonly (EventOf<"message.accepted"> & Fact)[],
  attempts: readonly Attempt[],
  known: Partial<Attempt>,
): readonly Attempt[] {
  const tried = new Set(attempts.flatMap(({ recipient, originalRecipient }) => [originalRecipient, recipient]));
  const state = { role: "queue", direction: "inbound", status: "queued", stage: "queue" } as const;
  return accepted.flatMap((fact) =>
    (fact.recipients ?? [])
      .filter((recipient) => !tried.has(recipient))
      .map((recipient) => defined({ ...known, ...traceOf(fact), recipient, peer: fact.peer, ...state })),
  );
}
