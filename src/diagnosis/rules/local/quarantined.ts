/** The message was taken, and laid aside by the antispam engine or at a milter's word: Postfix holds what a milter calls quarantine. */
import { filedBySystem, objectionTo, withheld } from "../../objection.ts";
import { defineRule } from "../../rule.ts";

export const quarantined = defineRule({
  cause: "local.quarantined",
  refines: ["queue.held"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    const filed = filedBySystem(inquiry);
    if (filed) return { facts: [filed, ...(last?.fact ? [last.fact] : [])] };
    const said = last?.status === "held" ? withheld(facts) : undefined;
    if (said) return /\bstore/.test(said.verdict) ? { facts: [said, ...(last?.fact ? [last.fact] : [])] } : undefined;
    if (last?.status !== "quarantined" && !(last?.status === "held" && last.decidedBy === "milter")) return undefined;
    return objectionTo(inquiry, "spam") ?? (last.fact && { facts: [last.fact] });
  },
});
