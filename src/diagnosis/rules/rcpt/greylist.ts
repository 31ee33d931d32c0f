/** The content filter greylists (rspamd): its own line says so, where the reply says only to come later. */
import type { EventOf } from "../../../events/event.ts";
import { attemptFacts, factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Rspamd puts a message off for other reasons, too, and notes a triplet that has passed by the same symbol. */
const putOff = ({ action, parts }: EventOf<"message.scored">): boolean =>
  action === "soft reject" && parts.GREYLIST !== undefined && parts.RATELIMITED === undefined;

export const greylist = defineRule({
  cause: "rcpt.greylist",
  refines: ["eod.tempfail", "eod.spam"],
  evidence: ({ last, facts }) => {
    if (last?.status !== "deferred" || last.direction !== "inbound") return undefined;
    const word = factOf(facts, "message.scored", putOff);
    return word && { facts: [...attemptFacts(facts, last), word] };
  },
});
