/** EHLO: the peer names itself and asks what we offer (RFC 5321 §4.1.1.1). Gives up an open transaction. */
import { anyPhase, defineCommand } from "../command.ts";
import { greet } from "../greet.ts";

export const ehlo = defineCommand({
  verb: "EHLO",
  phases: anyPhase,
  listeners: ["mx", "submission", "submissions"],
  argumentLogged: true,
  shape: /^\S+$/,
  run: (state, argument, hooks) => greet(state, argument, hooks, true),
});
