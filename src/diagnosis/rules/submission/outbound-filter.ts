/** A user of ours had logged in, or a program of ours sent it, and our own filter refused it. */
import { attemptFacts, causeSaid } from "../../look.ts";
import { defineRule } from "../../rule.ts";

const contents: ReadonlySet<string> = new Set([
  "eod.spam",
  "eod.virus",
  "eod.attachment",
  "eod.content-rule",
  "eod.url-listed",
]);

export const outboundFilter = defineRule({
  cause: "submission.outbound-filter",
  refines: ["eod.spam", "eod.virus", "eod.attachment", "eod.content-rule", "eod.url-listed"],
  evidence: ({ last, facts }) => {
    if (last?.status !== "refused" || !last.reply || last.stage !== "eod") return undefined;
    const login = facts.find((fact) => fact.kind === "decision" && fact.by === "login.accepted");
    const said = causeSaid(last);
    if (last.decidedBy === "exim.not-smtp") return { facts: attemptFacts(facts, last) };
    return login && said && contents.has(said) ? { facts: [...attemptFacts(facts, last), login] } : undefined;
  },
});
