/** NOOP keeps a session open for nothing. */
import { defineIntrusionRule } from "../rule.ts";

export const noopFlood = defineIntrusionRule({
  id: "noop-flood",
  code: "N",
  reason: "exceeding NOOP command count",
  on: ["smtp.command"],
  where: ({ verb }) => verb === "NOOP",
  within: "session",
  since: "last accepted message",
});
