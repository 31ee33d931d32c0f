/** Intrusion prevention over a past log, ours or another's: who would have been blocked, what that would have refused. */
import type { Config } from "../config/schema.ts";
import type { Block } from "../intrusion/block.ts";
import { BlockList } from "../intrusion/block-list.ts";
import { createGuard, type Trip } from "../intrusion/guard.ts";
import { penalise } from "../intrusion/penalty.ts";
import { registry } from "../intrusion/rules/registry.gen.ts";
import { broughtMail } from "../intrusion/standing.ts";
import { type ReadOptions, readLogs } from "../reading/read.ts";
import type { ReadStat } from "../reading/stat.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import type { Session } from "../sessions/session.ts";
import { createHostNames, type LookUp, systemLookUp } from "./host-names.ts";
import { exemption, limitIn, sparedHosts } from "./intrusion.ts";

/** Who would have been blocked, or was spared although a rule was tripped. */
export interface Replayed {
  readonly block: Block;
  readonly spared?: string;
  /** Sessions that began while the block was in force, and of them those that brought mail that was accepted. */
  readonly refused: number;
  readonly good: number;
}

interface Mutable {
  readonly block: Block;
  readonly spared?: string;
  refused: number;
  good: number;
}

interface ReplayOptions {
  readonly lookUp?: LookUp;
  readonly warn?: (text: string) => void;
}

/**
 * Time comes from the log, blocks last as the configuration says. Whoever is blocked in the replay went on in truth: what he did
 * then is counted as refused, and no longer against him. Names of hosts have the addresses that they have now; `warn` is told of
 * one that cannot be looked up. Throws UsageError for a log that cannot be read.
 */
export async function replay(
  options: ReadOptions,
  config: Config,
  { lookUp = systemLookUp, warn = () => {} }: ReplayOptions = {},
): Promise<{ readonly found: readonly Replayed[]; readonly sessions: number; readonly stat: ReadStat }> {
  const list = new BlockList();
  const found: Mutable[] = [];
  const byBlocked = new Map<string, Mutable>();
  const turnedAway = new Map<string, Mutable>();
  let sessions = 0;
  const names = createHostNames({
    hosts: () => Object.values(sparedHosts(config)).flat(),
    lookUp,
    report: (_, error) => warn((error as Error).message),
    now: () => 0,
  });
  await names.refresh();
  const spare = exemption(() => config, names);
  const note = (one: Mutable) => {
    found.push(one);
    if (one.spared === undefined) byBlocked.set(one.block.blocked, one);
  };
  const tripped = (trip: Trip): void => {
    list.expire(trip.at);
    const spared = spare(trip.peer) ?? trip.spared;
    // What tripped is noted on a list of its own, so that a warning lengthens no block.
    const blocks = penalise(trip, spared === undefined ? list : new BlockList(), config.intrusion);
    for (const block of blocks) note({ block, refused: 0, good: 0, ...(spared !== undefined && { spared }) });
  };
  const guard = createGuard({
    rules: Object.values(registry),
    limitOf: (id) => limitIn(config, id),
    crossSession: () => config.intrusion.crossSession,
    countAll: () => config.intrusion.countAll,
    tripped,
  });
  const ended = (session: Session): void => {
    if (session.role === "server") sessions += 1;
    const refusal = turnedAway.get(session.id);
    turnedAway.delete(session.id);
    if (!refusal) return guard.end(session);
    if (broughtMail(session.facts)) refusal.good += 1;
  };
  const builder = createSessionBuilder(ended);
  const stat = await readLogs(options, (event) => {
    if (event.kind === "session.opened" && event.session && event.peer && event.role === "server") {
      const refusal = byBlocked.get(list.find(event.peer, event.at)?.blocked ?? "");
      if (refusal) {
        refusal.refused += 1;
        turnedAway.set(event.session, refusal);
      }
    }
    builder.take(event);
    if (!event.session || !turnedAway.has(event.session)) guard.take(event);
  });
  builder.close();
  return { found, sessions, stat };
}
