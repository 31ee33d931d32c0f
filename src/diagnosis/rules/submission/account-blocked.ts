/** The account was suspended by a rule, for what an earlier session did, from wherever that came. */
import { decidedFor } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const accountBlocked = defineRule({
  cause: "submission.account-blocked",
  refines: ["submission.auth-failed"],
  evidence: (inquiry) => decidedFor(inquiry, /^(?:sender|login)\.suspended$/),
});
