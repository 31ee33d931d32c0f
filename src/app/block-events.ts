/** What is told when a block begins and ends. */
import type { EventOf, SystemEvent } from "../events/event.ts";
import { type Block, isAccount } from "../intrusion/block.ts";

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

export const blockEnded = (what: Pick<EventOf<"block.ended">, "blocked" | "how" | "by">, when: When): SystemEvent => ({
  kind: "block.ended",
  ...base(when),
  ...peerOf(what.blocked),
  ...what,
});

const peerOf = (blocked: string) => (isAccount(blocked) ? {} : { peer: blocked.split("/")[0] ?? blocked });
