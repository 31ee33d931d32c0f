/** The connection was refused because intrusion prevention had blocked the address for what an earlier session did. */
import { say } from "../../../base/saying.ts";
import { banned, byHand, factOf, isBanned, sessionBehind, tripping } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const ipsBan = defineRule({
  cause: "greeting.ips-ban",
  refines: ["greeting.busy", "connect.too-many"],
  evidence: ({ lastSession, earlierFromPeer }) => {
    const refused = factOf(
      lastSession,
      "rcpt.refused",
      ({ reply, decidedBy }) => isBanned(reply) || decidedBy?.startsWith("intrusion.") === true,
    );
    if (!refused) return undefined;
    const code = banned.exec(refused.reply.text)?.[1];
    const isByHand = code === byHand;
    const tripped = isByHand ? undefined : tripping(earlierFromPeer, code, sessionBehind(lastSession));
    return {
      facts: tripped ? [refused, tripped] : [refused],
      missing: tripped || isByHand ? [] : [say`the earlier session of that address that caused the block`],
      ...(code && { detail: code }),
    };
  },
});
