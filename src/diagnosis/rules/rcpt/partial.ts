/** Refused for this recipient while the same message was taken for others: its sender may believe that it arrived. */
import type { Fact } from "../../../events/event.ts";
import type { Attempt } from "../../../journeys/attempt.ts";
import { factOf, isUnknownRecipient } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Was it refused for the address itself? */
const isNobody = (last: Attempt): boolean =>
  isUnknownRecipient(last) ||
  (last.stage === "rcpt" && last.status === "refused" && /^5\.1\./.test(last.reply?.enhanced ?? ""));

/** With these a message begins. */
const isOpening: ReadonlySet<Fact["kind"]> = new Set(["transaction.opened", "message.accepted"]);

/** In order of time, and within a second in that of their lines. */
const inOrder = (a: Fact, b: Fact): number => a.at - b.at || (a.source?.offset ?? 0) - (b.source?.offset ?? 0);

/**
 * Was it a recipient of this very message? Where a log has neither a queue id nor a number of the transaction yet, and its
 * session may have had several, the last refusal before the message is surely of it.
 */
function isOfMessage({ fact }: Attempt, facts: readonly Fact[]): boolean {
  if (fact === undefined) return false;
  if (fact.queueId !== undefined || fact.transaction !== undefined) return true;
  const counted = factOf(facts, "session.counted", ({ session }) => session === fact.session);
  if (counted?.verbs.MAIL?.all === 1) return true;
  const later = facts.filter((one) => inOrder(one, fact) > 0).toSorted(inOrder);
  const next = later.find(
    (one) => isOpening.has(one.kind) || (one.kind === "rcpt.refused" && one.recipient !== undefined && !one.queueId),
  );
  return next !== undefined && isOpening.has(next.kind);
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
