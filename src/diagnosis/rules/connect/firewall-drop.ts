/** Nothing came from an address that was blocked at that time, and the firewall had been told so: it drops what no log can show. */
import { isWithin } from "../../../base/network.ts";
import type { EventOf } from "../../../events/event.ts";
import type { BlockEvent } from "../../../sessions/blocks.ts";
import { confidence } from "../../confidence.ts";
import { holes } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const firewallDrop = defineRule({
  cause: "connect.firewall-drop",
  refines: ["never.no-trace"],
  evidence: ({ question: { ip, about }, attempts, lastSession, coverage, window }) => {
    if (ip === undefined || attempts.length > 0 || lastSession.length > 0) return undefined;
    if (holes(coverage, window).length > 0) return undefined;
    const at = about ?? coverage.to;
    const block = inForce(coverage.blocks, ip, at);
    const handed = block && coverage.blocks.findLast((event) => isHanded(event, block.at, at));
    if (!handed) return undefined;
    return {
      facts: [],
      told: [block, handed],
      confidence: confidence.absenceProven,
      detail: `${block.blocked} was blocked for ${block.reason}`,
      missing: ["the firewall's own log or counters: whether it drops what is in the sets"],
    };
  },
});

const isHanded = ({ kind, at }: BlockEvent, from: number, to: number): boolean =>
  kind === "settings.changed" && at >= from && at <= to;

/** The last block that held the address at that instant. */
function inForce(events: readonly BlockEvent[], ip: string, at: number): EventOf<"block.added"> | undefined {
  const isOver = (block: EventOf<"block.added">) =>
    (block.until ?? at) < at ||
    events.some(
      (event) =>
        event.kind === "block.ended" && event.blocked === block.blocked && event.at >= block.at && event.at <= at,
    );
  return events
    .filter((event) => event.kind === "block.added")
    .findLast((block) => block.at <= at && isWithin(ip, block.blocked) && !isOver(block));
}
