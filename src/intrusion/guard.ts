/** Counts what the rules name and says when it was too often; live and over any past log, as time comes from the events. */
import { customerNetwork } from "../base/network.ts";
import { catalogue } from "../events/catalogue.ts";
import type { EventKind, EventOf, Fact, MailEvent } from "../events/event.ts";
import { Rate } from "./rate.ts";
import type { IntrusionRule } from "./rule.ts";
import { recentOf } from "./standing.ts";

/** A limit was passed. */
export interface Trip {
  readonly rule: IntrusionRule;
  /** What is to be blocked: the address, of IPv6 its /64. */
  readonly network: string;
  readonly peer: string;
  readonly count: number;
  readonly limit: number;
  /** When, where, and the session that did it; `over`: it has ended already. */
  readonly at: number;
  readonly node: string;
  readonly session: string;
  readonly over: boolean;
  /** Why the session deserves a warning and no block: absent where it does not. */
  readonly spared?: "logged in" | "its last messages were all accepted";
}

/** A session that is over, as far as it matters here. */
export interface EndedSession {
  readonly id: string;
  readonly role: string;
  readonly node: string;
  readonly peer?: string;
  /** The account that logged in. */
  readonly user?: string;
  readonly facts: readonly Fact[];
}

export interface Guard {
  /** An event of a session, when it happens. */
  readonly take: (event: MailEvent) => void;
  /** The session is over. */
  readonly end: (session: EndedSession) => void;
}

export interface GuardOptions {
  readonly rules: readonly IntrusionRule[];
  /** How much of it is allowed, asked each time it is counted; 0: the rule is off. */
  readonly limitOf: (ruleId: string) => number;
  /** Are the sessions of an address counted together? */
  readonly crossSession: () => boolean;
  /** Is everything counted, whatever messages were accepted between? */
  readonly countAll: () => boolean;
  /** Called once for each rule that a session trips. */
  readonly tripped: (trip: Trip) => void;
}

/** A session under way. */
interface Watched {
  readonly peer: string;
  readonly network: string;
  readonly counts: Map<IntrusionRule, number>;
  readonly tripped: Set<IntrusionRule>;
  loggedIn: boolean;
  /** Of its last transactions, whether each was accepted for everybody whom it named; undefined where the log has no summaries. */
  recent: readonly boolean[] | undefined;
}

/** So many transactions tell whether a session is one of a good client. */
const recentTransactions = 3;

export function createGuard({ rules, limitOf, crossSession, countAll, tripped }: GuardOptions): Guard {
  const byKind = new Map<EventKind, IntrusionRule[]>();
  for (const rule of rules) for (const kind of rule.on) byKind.getOrInsertComputed(kind, () => []).push(rule);
  const rates = new Map(rules.map((rule) => [rule, rule.within === "session" ? undefined : new Rate(rule.within)]));
  const sessions = new Map<string, Watched>();

  const count = (rule: IntrusionRule, event: MailEvent, session: string, watched: Watched, over: boolean): void => {
    if (!rule.where(event as EventOf<EventKind>)) return;
    const limit = limitOf(rule.id);
    if (limit === 0) return;
    const rate = crossSession() ? rates.get(rule) : undefined;
    const own = (watched.counts.get(rule) ?? 0) + 1;
    watched.counts.set(rule, own);
    const reached = rate ? rate.add(watched.network, limit, event.at) : own;
    if (reached <= limit || watched.tripped.has(rule)) return;
    watched.tripped.add(rule);
    rate?.forget(watched.network);
    const { network, peer } = watched;
    const spared = sparedBy(watched);
    tripped({ rule, network, peer, count: reached, limit, at: event.at, node: event.node, session, over, ...spared });
  };
  const summarised = (watched: Watched, { status, keys }: EventOf<"transaction.ended">): void => {
    const taken = status === "OK";
    watched.recent = [...(watched.recent ?? []), taken && keys.refused === undefined].slice(-recentTransactions);
    if (!taken || countAll()) return;
    for (const rule of watched.counts.keys()) if (rule.since) watched.counts.delete(rule);
  };
  return {
    take: (event) => {
      const { session, kind } = event;
      if (session === undefined) return;
      if (kind === "session.opened" && event.role === "server" && event.peer !== undefined)
        sessions.set(session, watch(event.peer));
      const watched = sessions.get(session);
      if (!watched) return;
      if (kind === "transaction.ended") summarised(watched, event);
      else if (kind === "decision" && event.by === "auth.login" && event.verdict === "accept") watched.loggedIn = true;
      if (catalogue[kind].part === "fact") return;
      for (const rule of byKind.get(kind) ?? []) count(rule, event, session, watched, false);
    },
    end: ({ id, role, peer, user, facts }) => {
      const known = sessions.get(id);
      sessions.delete(id);
      if (role !== "server" || peer === undefined) return;
      const watched = known ?? watch(peer);
      if (user !== undefined) watched.loggedIn = true;
      watched.recent ??= recentOf(facts, recentTransactions);
      for (const fact of facts) for (const rule of byKind.get(fact.kind) ?? []) count(rule, fact, id, watched, true);
    },
  };
}

const watch = (peer: string): Watched => ({
  peer,
  network: customerNetwork(peer),
  counts: new Map(),
  tripped: new Set(),
  loggedIn: false,
  recent: undefined,
});

function sparedBy({ loggedIn, recent = [] }: Watched): Pick<Trip, "spared"> {
  if (loggedIn) return { spared: "logged in" };
  return recent.length > 0 && recent.every(Boolean) ? { spared: "its last messages were all accepted" } : {};
}
