/** DATA: asks for leave to send the content, which the engine then reads (RFC 5321 §4.1.1.4). */
import { defineCommand, needsNoArgument, refuse } from "../command.ts";

export const data = defineCommand({
  verb: "DATA",
  phases: ["mail", "rcpt"],
  argumentLogged: false,
  shape: /^$/,
  run: ({ transaction }, argument) => {
    if (argument !== "") return needsNoArgument("DATA");
    if (transaction && transaction.recipients.length > 0) {
      return { reply: { code: 354, text: "Send the message and end it with a dot alone on a line" }, next: "content" };
    }
    // RFC 5321 §3.3: 554 where RCPT was tried in vain; without any RCPT the order is wrong.
    const tried = (transaction?.refused.length ?? 0) > 0;
    return tried
      ? refuse("recipients.none", undefined, 554, "5.5.1", "There is no valid recipient")
      : refuse("sequence", "session.protocol-error", 503, "5.5.1", "Name a recipient first, by RCPT TO");
  },
});
