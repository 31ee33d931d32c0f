/** LHLO: the greeting of LMTP, in place of EHLO (RFC 2033 §4.1). Gives up an open transaction. */
import { anyPhase, defineCommand } from "../command.ts";
import { greet } from "../greet.ts";

export const lhlo = defineCommand({
  verb: "LHLO",
  phases: anyPhase,
  listeners: ["lmtp"],
  argumentLogged: true,
  shape: /^\S+$/,
  run: (state, argument, hooks) => greet(state, argument, hooks, true),
});
