/** QUIT: ends the session (RFC 5321 §4.1.1.10). */
import { anyPhase, defineCommand, needsNoArgument, withoutTransaction } from "../command.ts";

export const quit = defineCommand({
  verb: "QUIT",
  phases: anyPhase,
  argumentLogged: false,
  shape: /^$/,
  run: (state, argument, { hostname }) =>
    argument === ""
      ? {
          reply: { code: 221, enhanced: "2.0.0", text: `${hostname} closes the connection` },
          state: withoutTransaction(state),
          next: "close",
        }
      : needsNoArgument("QUIT"),
});
