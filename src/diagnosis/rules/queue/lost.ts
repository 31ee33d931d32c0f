/** The file of the message in the queue is damaged or gone. */
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

const gone =
  /corrupt|Spool(?: message)? file .*not found|Format error in spool file|queue file .*(?:missing|not found)/i;

export const lost = defineRule({
  cause: "queue.lost",
  refines: ["queue.waiting"],
  evidence: ({ last, facts }) => {
    if (last && last.status !== "queued" && last.status !== "deferred") return undefined;
    const said = facts.findLast((fact) => fact.kind === "program.warned" && gone.test(fact.text));
    return said && { facts: [said, ...(last ? attemptFacts(facts, last) : [])], confidence: confidence.explicitById };
  },
});
