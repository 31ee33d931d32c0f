/** A scanner found malware in the message: it was refused, thrown away or laid aside for that. */
import { objectionTo } from "../../objection.ts";
import { defineRule } from "../../rule.ts";

export const virus = defineRule({
  cause: "eod.virus",
  refines: ["eod.spam", "local.quarantined", "local.spam-deleted", "local.filter-deleted", "queue.held"],
  evidence: (inquiry) => objectionTo(inquiry, "virus"),
});
