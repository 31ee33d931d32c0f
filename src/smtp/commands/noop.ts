/** NOOP: asks for nothing but an answer (RFC 5321 §4.1.1.9). */
import { anyPhase, defineCommand } from "../command.ts";

export const noop = defineCommand({
  verb: "NOOP",
  phases: anyPhase,
  argumentLogged: false,
  shape: /^$/,
  run: () => ({ reply: { code: 250, enhanced: "2.0.0", text: "Listening" } }),
});
