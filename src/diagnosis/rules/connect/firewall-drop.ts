/** Fail2ban keeps the address out: its connections never reach the mail server, whose log says nothing of them. */
import type { EventOf, Fact } from "../../../events/event.ts";
import { defineRule } from "../../rule.ts";

type Jailed = EventOf<"decision"> & Fact;

const isJailed = (fact: Fact): fact is Jailed => fact.kind === "decision" && fact.by.startsWith("fail2ban.");

export const firewallDrop = defineRule({
  cause: "connect.firewall-drop",
  refines: ["never.no-trace"],
  evidence: ({ last, lastSession, earlierFromPeer, question }) => {
    if (last) return undefined;
    const until = question.about ?? Number.POSITIVE_INFINITY;
    const jailed = [...earlierFromPeer, ...lastSession].filter(isJailed).filter(({ at }) => at <= until);
    const [ban, found] = [
      jailed.findLast(({ verdict }) => verdict !== "found"),
      jailed.findLast(({ verdict }) => verdict === "found"),
    ];
    if (ban?.verdict !== "ban") return undefined;
    return { facts: found ? [ban, found] : [ban], detail: ban.by.slice("fail2ban.".length) };
  },
});
