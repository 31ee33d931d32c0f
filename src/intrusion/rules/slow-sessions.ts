/** Sessions that are held open until they time out take the places of others. */
import { defineIntrusionRule } from "../rule.ts";

export const slowSessions = defineIntrusionRule({
  id: "slow-sessions",
  code: "T",
  reason: "too many sessions that timed out",
  on: ["session.broken"],
  where: ({ how }) => how === "timeout",
  within: 3600,
});
