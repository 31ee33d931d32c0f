/** NOOP: asks for nothing but an answer (RFC 5321 §4.1.1.9). */
import { defineCommand } from "../command.ts";

export const noop = defineCommand({
  verb: "NOOP",
  phases: ["start", "greeted", "mail", "rcpt"],
  argumentLogged: false,
  shape: /^$/,
  run: () => ({ reply: { code: 250, enhanced: "2.0.0", text: "Listening" } }),
});
