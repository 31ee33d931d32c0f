/** Intrusion prevention of a running server: the rules watch what happens, who trips one is kept out for a while. */
import { isIP } from "node:net";
import type { AccountStore } from "../accounts/store.ts";
import type { Database } from "../base/database.ts";
import type { Config } from "../config/schema.ts";
import { countText } from "../intrusion/block.ts";
import { createGuard, type Guard, type Trip } from "../intrusion/guard.ts";
import { penalise } from "../intrusion/penalty.ts";
import { registry } from "../intrusion/rules/registry.gen.ts";
import type { Authentication } from "../mail/login.ts";
import { membership } from "../net/listener.ts";
import type { SmtpHooks } from "../smtp/hooks.ts";
import { type BlockDesk, createBlockDesk } from "./block-desk.ts";
import { blockAdded } from "./block-events.ts";
import { openBlocked } from "./blocked.ts";
import type { ErrorLog } from "./error-log.ts";
import { isLoopback } from "./exposure.ts";
import { createGate, toldPerSecond } from "./gate.ts";
import { createHostNames, type HostNames, isHostName, type LookUp } from "./host-names.ts";
import type { Ledger } from "./ledger.ts";
import { derived } from "./listeners.ts";
import { createSenderWatch } from "./sender-watch.ts";
import { explained } from "./suspended.ts";
import { createSuspensions } from "./suspensions.ts";

export interface Intrusion extends Guard {
  readonly hooks: Required<Pick<SmtpHooks, "mayConnect" | "isCut" | "mayWrite">>;
  /** Who is suspended is told why when he logs in. */
  readonly explained: (authentication: Authentication) => Authentication;
  readonly desk: BlockDesk;
  /** Called by a timer each second: ends what is over, and writes what has changed. */
  readonly tick: () => void;
  /** Writes what has changed. Throws the database's error. */
  readonly save: () => void;
}

interface IntrusionOptions {
  /** The configuration in force. */
  readonly config: () => Config;
  /** Of `app/state.ts`; whoever opened it closes it. */
  readonly database: Database;
  readonly accounts: Pick<AccountStore, "account" | "changeAccount">;
  /** Where trips and blocks are told; asked for when there is one, as it watches through this. */
  readonly ledger: () => Pick<Ledger, "emit" | "tell" | "journal" | "report">;
  readonly lookUp: LookUp;
  readonly now: () => number;
}

const countsMilliseconds = 60_000;

export function openIntrusion({ config, database, accounts, ledger, lookUp, now }: IntrusionOptions): Intrusion {
  const node = String(config().server.node);
  const blocked = openBlocked(database);
  const list = blocked.networks;
  const suspensions = createSuspensions({ list: blocked.accounts, accounts, ledger, node, now });
  const desk = createBlockDesk({ list, suspensions, tell: (event) => ledger().tell(event), node, now });
  const report: ErrorLog["report"] = (...error) => ledger().report(...error);
  const names = createHostNames({ hosts: () => Object.values(sparedHosts(config())).flat(), lookUp, report, now });
  const spare = exemption(config, names);
  const tripped = (trip: Trip): void => {
    const why = spare(trip.peer) ?? trip.spared;
    const { rule, session, peer, network, at, over } = trip;
    const detail = `${rule.reason}: ${countText(trip)}`;
    const said = { at, node, atPrecisionSeconds: 0.001, peer } as const;
    // A session that is over has its record already.
    const verdict = { by: `intrusion.${rule.id}`, verdict: why ? "warn" : "block", detail } as const;
    if (!over) ledger().emit({ kind: "decision", ...said, service: "smtp", session, ...verdict });
    if (why) {
      const text = `${network} is not blocked by ${rule.id}, ${detail}; ${why}; session=${session}`;
      return ledger().emit({ kind: "system.noted", ...said, service: "intrusion", text });
    }
    for (const block of penalise(trip, list, config().intrusion)) ledger().tell(blockAdded(block, { at, node }));
  };
  const guard = createGuard({
    rules: Object.values(registry),
    limitOf: (id) => limitIn(config(), id),
    crossSession: () => config().intrusion.crossSession,
    countAll: () => config().intrusion.countAll,
    tripped,
  });
  const isShared = (peer: string) => spare(peer) !== undefined;
  const senders = createSenderWatch({ config, database, suspensions, isShared, ledger, now });
  let countsSavedAt = now();
  const save = (counts: boolean) => {
    blocked.save(counts);
    senders.save();
    if (counts) countsSavedAt = now();
  };
  const gate = createGate({ config, list, spare, now });
  const tellCut = () => {
    const cut = gate.takeCut();
    if (cut === 0) return;
    const text = `${cut} connections of blocked addresses were cut off without a session, as more than ${toldPerSecond} a second came`;
    const base = { at: now(), atPrecisionSeconds: 0.001, node, service: "intrusion" } as const;
    ledger().emit({ kind: "system.noted", ...base, text });
  };
  return {
    take: (event) => {
      guard.take(event);
      senders.take(event);
    },
    end: (session) => {
      guard.end(session);
      senders.end(session);
    },
    desk,
    hooks: { mayWrite: senders.mayWrite, mayConnect: gate.mayConnect, isCut: gate.isCut },
    explained: (authentication) => explained(authentication, suspensions),
    tick: () => {
      void names.refresh();
      tellCut();
      desk.expire();
      // In a flood counts change all the time, and each write is a pause for all others.
      save(now() - countsSavedAt >= countsMilliseconds);
    },
    save: () => save(true),
  };
}
/** How much of a rule is allowed; 0 where it is off. */
export function limitIn({ intrusion }: Config, id: string): number {
  const rules: Readonly<Record<string, { readonly enabled: boolean; readonly limit: number }>> = intrusion.rules;
  const rule = rules[id];
  return intrusion.enabled && rule?.enabled ? rule.limit : 0;
}

/** All hosts that `exemption` knows, by the names of their settings. */
export const sparedHosts = ({ intrusion, smtp, server }: Config): Readonly<Record<string, readonly string[]>> => ({
  "smtp.trustedNetworks": smtp.trustedNetworks,
  "server.nodes": server.nodes,
  "smtp.smartHosts": smtp.smartHosts,
  "intrusion.neverBlock": intrusion.neverBlock,
});

/** Why no rule may block an address; undefined where it may. */
export function exemption(
  config: () => Config,
  { addressesOf }: Pick<HostNames, "addressesOf">,
): (peer: string) => string | undefined {
  const lists = derived(config, (now) =>
    Object.entries(sparedHosts(now)).map(([name, hosts]) => ({
      name,
      isWritten: membership(hosts.filter((host) => !isHostName(host))),
      names: hosts.filter(isHostName),
    })),
  );
  return (peer) => {
    if (isIP(peer) === 0 || isLoopback(peer)) return "it is this machine";
    for (const { name, isWritten, names } of lists()) {
      if (isWritten(peer)) return `it is in ${name}`;
      const known = names.find((each) => addressesOf(each).includes(peer));
      if (known !== undefined) return `it is ${known} in ${name}`;
    }
    return undefined;
  };
}
