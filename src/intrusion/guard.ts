/** Counts what the rules name and says when it was too often; live and over any past log, as time comes from the events. */
import { customerNetwork } from "../base/network.ts";
import { catalogue } from "../events/catalogue.ts";
import type { EventKind, EventOf, Fact, MailEvent } from "../events/event.ts";
import { Rate } from "./rate.ts";
import type { IntrusionRule } from "./rule.ts";
import { Standing } from "./standing.ts";

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
  readonly counts: Map<IntrusionRule, Count>;
  /** Rules that it tripped, and of those that only warned. */
  readonly tripped: Set<IntrusionRule>;
  readonly warned: Set<IntrusionRule>;
  loggedIn: boolean;
  /** Of its last transactions, whether each was accepted for everybody whom it named; undefined where the log has no summaries. */
  recent: readonly boolean[] | undefined;
}

interface Count {
  readonly all: number;
  /** Of them those that something spoke for when they happened. */
  readonly spared: number;
}

/** So many transactions tell whether a session is one of a good client. */
const recentTransactions = 3;

export function createGuard({ rules, limitOf, crossSession, countAll, tripped }: GuardOptions): Guard {
  const byKind = new Map<EventKind, IntrusionRule[]>();
  for (const rule of rules) for (const kind of rule.on) byKind.getOrInsertComputed(kind, () => []).push(rule);
  const rates = new Map(rules.map((rule) => [rule, rule.within === "session" ? undefined : new Rate(rule.within)]));
  const sessions = new Map<string, Watched>();

  /** `isGood`: of a fact, does mail before it speak for the session? */
  const count = (rule: IntrusionRule, event: MailEvent, session: string, watched: Watched, isGood?: boolean): void => {
    if (!rule.where(event as EventOf<EventKind>)) return;
    const limit = limitOf(rule.id);
    if (limit === 0) return;
    const { network, peer, counts } = watched;
    const rate = crossSession() ? rates.get(rule) : undefined;
    const spared = sparedBy(watched, event, isGood);
    const before = counts.get(rule) ?? { all: 0, spared: 0 };
    const own = { all: before.all + 1, spared: before.spared + (spared ? 1 : 0) };
    counts.set(rule, own);
    const reached = rate ? rate.add(network, limit, event.at) : own.all;
    if (reached <= limit || watched.tripped.has(rule)) return;
    if (spared) {
      // What nothing spoke for when it happened goes on to count.
      counts.set(rule, { all: own.all - own.spared, spared: 0 });
      rate?.takeBack(network, own.spared, limit);
      if (watched.warned.has(rule)) return;
      watched.warned.add(rule);
    } else {
      watched.tripped.add(rule);
      rate?.forget(network);
    }
    const { at, node } = event;
    const over = isGood !== undefined;
    tripped({ rule, network, peer, count: reached, limit, at, node, session, over, ...(spared && { spared }) });
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
      for (const rule of byKind.get(kind) ?? []) count(rule, event, session, watched);
    },
    end: ({ id, role, peer, user, facts }) => {
      const known = sessions.get(id);
      sessions.delete(id);
      if (role !== "server" || peer === undefined) return;
      const watched = known ?? watch(peer);
      if (user !== undefined) watched.loggedIn = true;
      const standing = new Standing();
      for (const fact of facts) {
        for (const rule of byKind.get(fact.kind) ?? []) count(rule, fact, id, watched, standing.isGood);
        standing.take(fact);
      }
    },
  };
}

const watch = (peer: string): Watched => ({
  peer,
  network: customerNetwork(peer),
  counts: new Map(),
  tripped: new Set(),
  warned: new Set(),
  loggedIn: false,
  recent: undefined,
});

/** Of what happens under way the transactions before it speak, of a fact the mail before that. */
function sparedBy({ loggedIn, recent = [] }: Watched, event: MailEvent, isGood?: boolean): Trip["spared"] {
  // A login that failed came before the one that did not.
  const isLogin = "reply" in event && event.reply?.code === 535;
  if (loggedIn && !isLogin) return "logged in";
  const brought = isGood ?? (recent.length > 0 && recent.every(Boolean));
  return brought ? "its last messages were all accepted" : undefined;
}
