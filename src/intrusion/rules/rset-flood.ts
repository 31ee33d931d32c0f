/** Address harvesters probe recipients and send RSET between tries. */
import { defineIntrusionRule } from "../rule.ts";

export const rsetFlood = defineIntrusionRule({
  id: "rset-flood",
  code: "R",
  reason: "exceeding RSET command count",
  on: ["smtp.command"],
  where: ({ verb }) => verb === "RSET",
  within: "session",
  since: "last accepted message",
});
