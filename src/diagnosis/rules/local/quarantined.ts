/** The message was taken, and laid aside by the antispam engine or at a milter's word: Postfix holds what a milter calls quarantine. */
import type { EventOf } from "../../../events/event.ts";
import { factOf } from "../../look.ts";
import { filedBySystem, objectionTo, withheld } from "../../objection.ts";
import { defineRule } from "../../rule.ts";

export const quarantined = defineRule({
  cause: "local.quarantined",
  refines: ["queue.held", "local.filter-deleted"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    const filed = filedBySystem(inquiry);
    if (filed) return { facts: [filed, ...(last?.fact ? [last.fact] : [])] };
    const said = last?.status === "held" ? withheld(facts) : undefined;
    if (said) return /\bstore/.test(said.verdict) ? { facts: [said, ...(last?.fact ? [last.fact] : [])] } : undefined;
    // The milter keeps what the mail server is told to throw away.
    const isKept = ({ by, verdict }: EventOf<"decision">) => by === "mimedefang" && verdict === "quarantine";
    const kept = last?.status === "discarded" ? factOf(facts, "decision", isKept) : undefined;
    if (kept) return { facts: [...(last?.fact ? [last.fact] : []), kept] };
    if (last?.status !== "quarantined" && !(last?.status === "held" && last.decidedBy === "milter")) return undefined;
    return objectionTo(inquiry, "spam") ?? (last.fact && { facts: [last.fact] });
  },
});
