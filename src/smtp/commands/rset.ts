/** RSET: gives up the open transaction (RFC 5321 §4.1.1.5). */
import { anyPhase, defineCommand, needsNoArgument, withoutTransaction } from "../command.ts";

export const rset = defineCommand({
  verb: "RSET",
  phases: anyPhase,
  argumentLogged: false,
  shape: /^$/,
  run: (state, argument) =>
    argument === ""
      ? {
          reply: { code: 250, enhanced: "2.0.0", text: "Sender and recipients are forgotten" },
          state: withoutTransaction(state),
        }
      : needsNoArgument("RSET"),
});
