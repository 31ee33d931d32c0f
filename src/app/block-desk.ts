/** The desk where blocks are made and ended by hand or by time, each with its event in the log. */
import { UsageError } from "../base/error.ts";
import { isWithin, parseNetwork } from "../base/network.ts";
import type { EventOf, SystemEvent } from "../events/event.ts";
import { type Block, manual } from "../intrusion/block.ts";
import type { BlockList } from "../intrusion/block-list.ts";

export interface BlockDesk {
  /** What is in force, the oldest first. */
  readonly list: () => readonly Block[];
  /** Blocks by hand. Throws UsageError for what is no address or network. */
  readonly add: (wish: BlockWish) => Block;
  /** Ends a block. Throws UsageError for what is not blocked by itself. */
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
  readonly tell: (event: SystemEvent) => void;
  /** This machine's name in events. */
  readonly node: string;
  readonly now: () => number;
}

export function createBlockDesk({ list, tell, node, now }: BlockDeskOptions): BlockDesk {
  const expire = (): readonly Block[] => {
    const over = list.expire(now());
    for (const { blocked, until = now() } of over) tell(blockEnded({ blocked, how: "expired" }, { at: until, node }));
    return over;
  };
  return {
    list: () => list.list(now()),
    add: ({ blocked: typed, milliseconds, note, by }) => {
      const blocked = parseNetwork(typed);
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
      const blocked = parseNetwork(typed);
      const block = list.end(blocked, now());
      if (!block) throw new UsageError(notBlocked(blocked, list.list(now())));
      tell(blockEnded({ blocked, how: "removed", by }, { at: now(), node }));
      return block;
    },
    expire,
  };
}

type When = Pick<SystemEvent, "at" | "node">;
const base = ({ at, node }: When) => ({ at, node, atPrecisionSeconds: 0.001, service: "intrusion" }) as const;

/** The event of a block; its peer is the address, or where the network begins. */
export function blockAdded(block: Block, when: When): EventOf<"block.added"> {
  const { blocked, rule, code, reason, count, limit, until, by, session } = block;
  const counted = { ...(count !== undefined && { count }), ...(limit !== undefined && { limit }) };
  const who = { ...(session !== undefined && { session }), ...(by !== undefined && { by }) };
  const end = until === undefined ? {} : { until };
  return {
    kind: "block.added",
    ...base(when),
    ...peerOf(blocked),
    blocked,
    rule,
    code,
    reason,
    ...counted,
    ...end,
    ...who,
  };
}

const blockEnded = (what: Pick<EventOf<"block.ended">, "blocked" | "how" | "by">, when: When): SystemEvent => ({
  kind: "block.ended",
  ...base(when),
  ...peerOf(what.blocked),
  ...what,
});

const peerOf = (blocked: string) => ({ peer: blocked.split("/")[0] ?? blocked });

function notBlocked(blocked: string, blocks: readonly Block[]): string {
  const around = blocks.find((block) => isWithin(blocked, block.blocked));
  const hint = around ? `; ${around.blocked}, which it is in, is: remove that` : "; postino blocks list shows who is";
  return `${blocked} is not blocked${hint}`;
}
