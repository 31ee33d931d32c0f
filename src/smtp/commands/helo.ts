/** HELO: the greeting of old, without extensions (RFC 5321 §4.1.1.1). Gives up an open transaction. */
import { anyPhase, defineCommand } from "../command.ts";
import { greet } from "../greet.ts";

export const helo = defineCommand({
  verb: "HELO",
  phases: anyPhase,
  listeners: ["mx", "submission", "submissions"],
  argumentLogged: true,
  shape: /^\S+$/,
  run: (state, argument, hooks) => greet(state, argument, hooks, false),
});
