/** DATA: asks for leave to send the content, which the engine then reads (RFC 5321 §4.1.1.4). */
import { defineCommand, needsNoArgument } from "../command.ts";
import { withoutRecipients } from "../replies.ts";

export const data = defineCommand({
  verb: "DATA",
  phases: ["mail", "rcpt"],
  argumentLogged: false,
  shape: /^$/,
  run: ({ transaction }, argument) => {
    if (argument !== "") return needsNoArgument("DATA");
    if (!transaction || transaction.recipients.length === 0) return withoutRecipients(transaction);
    return { reply: { code: 354, text: "Send the message and end it with a dot alone on a line" }, next: "content" };
  },
});
