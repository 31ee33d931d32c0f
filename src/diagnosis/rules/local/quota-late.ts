/** We had taken the message, and then its mailbox was full. */
import { failureOf } from "../../handed.ts";
import { attemptFacts, causeSaid, factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const quotaLate = defineRule({
  cause: "local.quota-late",
  refines: ["rcpt.quota"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    const failure = failureOf(inquiry);
    if (failure?.why === "quota") return failure;
    if (!last?.fact || last.status === "delivered" || last.role === "server") return undefined;
    // Our queue hands it to our own store, which says so.
    const isOwn = last.role === "queue" && last.direction !== "outbound" && causeSaid(last) === "rcpt.quota";
    const isDeleted = facts.some((fact) => fact.kind === "message.ended" && fact.how === "deleted");
    if (isOwn && !isDeleted) return { facts: attemptFacts(facts, last) };
    const full = factOf(
      facts,
      "attempt.ended",
      ({ stage, reply, recipient }) =>
        stage === "store" && reply?.enhanced === "5.2.2" && recipient === (last.where?.mailbox ?? last.recipient),
    );
    return full && /\.2\.2$/.test(last.reply?.enhanced ?? "") ? { facts: [...new Set([last.fact, full])] } : undefined;
  },
});
