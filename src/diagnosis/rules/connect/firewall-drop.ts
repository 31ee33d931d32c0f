/** Nothing came from an address that was blocked at that time, and the firewall had been told so: it drops what no log can show. */

import { isWithin } from "../../../base/network.ts";
import { inCatalogue, say } from "../../../base/saying.ts";
import type { EventOf, Fact } from "../../../events/event.ts";
import type { BlockEvent } from "../../../sessions/blocks.ts";
import { confidence } from "../../confidence.ts";
import { holes } from "../../look.ts";
import { sloppyMilliseconds } from "../../question.ts";
import { defineRule, type Evidence, type Inquiry } from "../../rule.ts";

export const firewallDrop = defineRule({
  cause: "connect.firewall-drop",
  refines: ["never.no-trace"],
  evidence: (inquiry) => jailed(inquiry) ?? handed(inquiry),
});

/** Our own block list, which a firewall had been handed. */
function handed({ question, attempts, lastSession, coverage }: Inquiry): Evidence | undefined {
  const { ip, about } = question;
  if (ip === undefined || attempts.length > 0 || lastSession.length > 0) return undefined;
  if (holes(coverage, question).length > 0) return undefined;
  const at = about ?? coverage.to;
  const block = inForce(coverage.blocks, ip, at);
  const told = block && coverage.blocks.findLast((event) => isHanded(event, block.at, at));
  if (!told) return undefined;
  return {
    facts: [],
    told: [block, told],
    confidence: confidence.absenceProven,
    detail: say`${block.blocked} was blocked for ${inCatalogue(block.reason)}`,
    missing: [say`the firewall's own log or counters: whether it drops what is in the sets`],
  };
}

type Jailed = EventOf<"decision"> & Fact;

const isJailed = (fact: Fact): fact is Jailed => fact.kind === "decision" && fact.by.startsWith("fail2ban.");

/** Fail2ban, which is a firewall's hand itself: its last word of the client before that time. */
function jailed({ last, lastSession, earlierFromPeer, question }: Inquiry): Evidence | undefined {
  if (last) return undefined;
  const { about = Number.POSITIVE_INFINITY } = question;
  const until = about + sloppyMilliseconds(about);
  const said = [...earlierFromPeer, ...lastSession].filter(isJailed).filter(({ at }) => at <= until);
  const lastWords = new Map(said.filter(({ verdict }) => verdict !== "found").map((word) => [word.peer, word]));
  const ban = [...lastWords.values()].findLast(({ verdict }) => verdict === "ban");
  if (!ban) return undefined;
  const found = said.findLast(({ verdict, peer }) => verdict === "found" && peer === ban.peer);
  const reason = say`${ban.peer ?? ""} was banned for what the jail ${ban.by.slice("fail2ban.".length)} of Fail2ban found`;
  return { facts: found ? [ban, found] : [ban], detail: reason };
}

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
