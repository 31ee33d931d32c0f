/** Refused for this recipient while the same message was taken for others: its sender may believe that it arrived. */
import type { Fact } from "../../../events/event.ts";
import type { Attempt } from "../../../journeys/attempt.ts";
import { factOf, isUnknownRecipient } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Was it refused for the address itself? */
const isNobody = (last: Attempt): boolean =>
  isUnknownRecipient(last) ||
  (last.stage === "rcpt" && last.status === "refused" && /^5\.1\./.test(last.reply?.enhanced ?? ""));

const placeOf = ({ at, source }: Fact): number => at + (source?.offset ?? 0) / 1e12;

/**
 * Was it a recipient of this very message? Where a log has neither a queue id nor a number of the transaction yet, and its
 * session may have had several, the last refusal before the message is surely of it.
 */
function isOfMessage({ fact }: Attempt, facts: readonly Fact[]): boolean {
  if (fact?.queueId !== undefined || fact?.transaction !== undefined) return true;
  const counted = factOf(facts, "session.counted", ({ session }) => session === fact?.session);
  if (counted?.verbs.MAIL?.all === 1) return true;
  const early = facts.filter((one) => one.kind === "rcpt.refused" && one.recipient !== undefined && !one.queueId);
  return early.toSorted((a, b) => placeOf(a) - placeOf(b)).at(-1) === fact;
}

export const partial = defineRule({
  cause: "rcpt.partial",
  refines: ["rcpt.user-unknown"],
  evidence: ({ last, others, facts }) => {
    if (!last || !isNobody(last) || !isOfMessage(last, facts)) return undefined;
    const accepted = facts.find((fact) => fact.kind === "message.accepted" && fact.at >= last.at);
    const taken = others.filter(({ status }) =>
      ["delivered", "relayed", "queued", "forwarded", "deferred"].includes(status),
    );
    if (!accepted || taken.length === 0) return undefined;
    return {
      facts: [...(last.fact ? [last.fact] : []), accepted],
      detail: taken.map(({ recipient }) => recipient).join(", "),
    };
  },
});
