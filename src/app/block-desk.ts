/** The desk where blocks are made and ended by hand or by time, each with its event in the log. */
import { addressKey, mailboxOf } from "../accounts/name.ts";
import { UsageError } from "../base/error.ts";
import { isWithin, parseNetwork } from "../base/network.ts";
import type { SystemEvent } from "../events/event.ts";
import { type Block, isAccount, manual } from "../intrusion/block.ts";
import type { BlockList } from "../intrusion/block-list.ts";
import { blockAdded, blockEnded } from "./block-events.ts";
import type { Suspensions } from "./suspensions.ts";

export interface BlockDesk {
  /**
   * What is in force, suspended accounts too, the oldest first; all, or what has to do with an address, a network or an account.
   * Throws UsageError for what is none of these.
   */
  readonly list: (of?: string) => readonly Block[];
  /** Blocks by hand. Throws UsageError for what is no address or network. */
  readonly add: (wish: BlockWish) => Block;
  /** Ends a block, and lets an account in again. Throws UsageError for what is not blocked by itself. */
  readonly remove: (blocked: string, by: string) => Block;
  /** Ends what is over, and gives it. */
  readonly expire: () => readonly Block[];
}

export interface BlockWish {
  /** An address or a network, as it was typed. */
  readonly blocked: string;
  /** Without it the block stays until it is removed. */
  readonly milliseconds?: number;
  readonly note?: string;
  readonly by: string;
}

interface BlockDeskOptions {
  readonly list: BlockList;
  readonly suspensions: Pick<Suspensions, "list" | "lift" | "settle">;
  readonly tell: (event: SystemEvent) => void;
  /** This machine's name in events. */
  readonly node: string;
  readonly now: () => number;
}

export function createBlockDesk({ list, suspensions, tell, node, now }: BlockDeskOptions): BlockDesk {
  const expire = (): readonly Block[] => {
    const over = list.expire(now());
    for (const { blocked, until = now() } of over) tell(blockEnded({ blocked, how: "expired" }, { at: until, node }));
    return [...over, ...suspensions.settle()];
  };
  return {
    list: (of) => {
      const concerns = of === undefined ? () => true : isAccount(of) ? sameAs(of) : sharing(parseNetwork(of));
      const all = [...list.list(now()), ...suspensions.list()];
      return all.filter(({ blocked }) => concerns(blocked)).sort((a, b) => a.since - b.since);
    },
    add: ({ blocked: typed, milliseconds, note, by }) => {
      const blocked = parseNetwork(typed);
      const own = itself.find((address) => isWithin(address, blocked));
      if (own)
        throw new UsageError(
          `${blocked} has this machine itself in it (${own}); name the network that is to be kept out`,
        );
      const since = now();
      const until = milliseconds === undefined ? {} : { until: since + milliseconds };
      const times = list.timesOf(blocked) + 1;
      const block = { blocked, ...manual, by, ...(note && { note }), since, ...until, times, refused: 0 };
      list.add(block);
      tell(blockAdded(block, { at: since, node }));
      return block;
    },
    remove: (typed, by) => {
      expire();
      if (isAccount(typed)) return suspensions.lift(typed, by);
      const blocked = parseNetwork(typed);
      const block = list.end(blocked, now());
      if (!block) throw new UsageError(notBlocked(blocked, list.list(now())), "not-found");
      tell(blockEnded({ blocked, how: "removed", by }, { at: now(), node }));
      return block;
    },
    expire,
  };
}

/** Its own programs, and whoever is at its keyboard, come from there. */
const itself = ["127.0.0.1", "::1"];

const sameAs = (typed: string) => {
  const account = mailboxOf(addressKey(typed.trim()));
  return (blocked: string) => blocked === account;
};

const sharing = (asked: string) => (blocked: string) =>
  !isAccount(blocked) && (isWithin(asked, blocked) || isWithin(blocked, asked));

function notBlocked(blocked: string, blocks: readonly Block[]): string {
  const around = blocks.find((block) => isWithin(blocked, block.blocked));
  const hint = around ? `; ${around.blocked}, which it is in, is: remove that` : "; postino blocks list shows who is";
  return `${blocked} is not blocked${hint}`;
}
