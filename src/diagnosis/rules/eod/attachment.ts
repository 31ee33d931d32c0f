/** The message has an attachment that the receiving server does not allow: it was refused, thrown away or laid aside for that. */
import { objectionTo } from "../../objection.ts";
import { defineRule } from "../../rule.ts";

export const attachment = defineRule({
  cause: "eod.attachment",
  refines: ["eod.virus", "eod.spam", "local.quarantined", "local.spam-deleted", "local.filter-deleted", "queue.held"],
  evidence: (inquiry) => objectionTo(inquiry, "attachment"),
});
