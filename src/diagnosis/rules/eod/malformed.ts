/** The content filter found a header that no mail may have: it was refused, sent back, thrown away or laid aside for that. */
import { objectionTo } from "../../objection.ts";
import { defineRule } from "../../rule.ts";

export const malformed = defineRule({
  cause: "eod.malformed",
  refines: ["eod.spam", "local.quarantined", "local.spam-deleted", "local.filter-deleted", "queue.held"],
  evidence: (inquiry) => objectionTo(inquiry, "header"),
});
