/** More connections in a minute than any mail server needs: a flood, or guessing by many short sessions. */
import { defineIntrusionRule } from "../rule.ts";

export const connectionFlood = defineIntrusionRule({
  id: "connection-flood",
  code: "I",
  reason: "too many connections in one minute",
  on: ["session.opened"],
  where: ({ role }) => role === "server",
  within: 60,
});
