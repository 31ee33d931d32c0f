/** VRFY and EXPN are asked for whole lists of names by those who want to write to them. */
import { defineIntrusionRule } from "../rule.ts";

export const vrfyFlood = defineIntrusionRule({
  id: "vrfy-flood",
  code: "V",
  reason: "exceeding VRFY and EXPN command count",
  on: ["smtp.command"],
  where: ({ verb }) => verb === "VRFY" || verb === "EXPN",
  within: "session",
});
