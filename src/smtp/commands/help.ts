/** HELP: the commands that are known here (RFC 5321 §4.1.1.8). */
import { anyPhase, defineCommand } from "../command.ts";

/** Those that a person would type; a list that is made from the registry would import what imports it. */
const mail = "MAIL RCPT DATA BDAT RSET VRFY EXPN NOOP HELP QUIT";

export const help = defineCommand({
  verb: "HELP",
  phases: anyPhase,
  argumentLogged: false,
  shape: /^.*$/,
  run: (_, __, { listener }) => ({
    reply: {
      code: 214,
      enhanced: "2.0.0",
      text: `Known here: ${listener === "lmtp" ? "LHLO" : "EHLO HELO STARTTLS AUTH"} ${mail}\nSee RFC 5321`,
    },
  }),
});
