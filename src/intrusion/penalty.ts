/** From a rule that was tripped to the block: how long it lasts, and how far it reaches. */
import type { Block } from "./block.ts";
import type { BlockList } from "./block-list.ts";
import type { Trip } from "./guard.ts";

/** How long blocks last. */
export interface Terms {
  readonly blockMinutes: number;
  /** Each further time lasts so many times longer than the one before. */
  readonly growth: number;
  readonly longestMinutes: number;
}

/** Blocks for what was done, and the larger networks of IPv6 that follow from it; gives all blocks that were made: none where it is blocked already. */
export function penalise(
  { rule, network, count, limit, at, session }: Trip,
  list: BlockList,
  terms: Terms,
): readonly Block[] {
  const { id, code, reason } = rule;
  const made: Block[] = [];
  if (list.find(network, at)) return made;
  const block = (blocked: string, note?: string): Block => {
    const times = list.timesOf(blocked) + 1;
    const minutes = Math.min(terms.blockMinutes * terms.growth ** (times - 1), terms.longestMinutes);
    const ground = { rule: id, code, reason, count, limit, session, ...(note && { note }) };
    const one = { blocked, ...ground, since: at, until: at + minutes * 60_000, times, refused: 0 };
    list.add(one);
    made.push(one);
    return one;
  };
  let last = block(network);
  for (;;) {
    const larger = list.outgrown(last);
    if (!larger || list.find(larger.network, at)) return made;
    last = block(larger.network, `${larger.parts} networks in it were blocked`);
  }
}
