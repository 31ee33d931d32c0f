/** VRFY: who is that? We tell nobody; a message will show it (RFC 5321 §3.5.3). */
import { anyPhase, defineCommand, refuse } from "../command.ts";
import { loggedAddress } from "../path.ts";

export const vrfy = defineCommand({
  verb: "VRFY",
  phases: anyPhase,
  argumentLogged: loggedAddress,
  shape: /^\S.*$/,
  run: (_, argument) =>
    argument === ""
      ? refuse("syntax.argument", "session.protocol-error", 501, "5.5.4", "VRFY needs an address")
      : { reply: { code: 252, enhanced: "2.0.0", text: "Nothing is told of addresses; send a message, and see" } },
});
