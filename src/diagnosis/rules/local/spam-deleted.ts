/** The message was taken and then thrown away as spam: nobody was told. */
import { objectionTo } from "../../objection.ts";
import { defineRule } from "../../rule.ts";

export const spamDeleted = defineRule({
  cause: "local.spam-deleted",
  refines: ["local.filter-deleted"],
  evidence: (inquiry) => (inquiry.last?.status === "discarded" ? objectionTo(inquiry, "spam") : undefined),
});
