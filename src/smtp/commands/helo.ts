/** HELO: the greeting of old, without extensions (RFC 5321 §4.1.1.1). Gives up an open transaction. */
import { defineCommand } from "../command.ts";
import { greet } from "../greet.ts";

export const helo = defineCommand({
  verb: "HELO",
  phases: ["start", "greeted", "mail", "rcpt"],
  argumentLogged: true,
  shape: /^\S+$/,
  run: (state, argument, hooks) => greet(state, argument, hooks, undefined),
});
