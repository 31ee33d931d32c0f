/** MAIL: opens a transaction with its sender (RFC 5321 §4.1.1.2; SIZE: RFC 1870; BODY: RFC 6152). */
import { defineCommand, refuse, type SmtpAnswer } from "../command.ts";
import { meantAddress, type PathArgument, parsePath, unknownParameter } from "../path.ts";

const protocolError = "session.protocol-error";

/** The refusal that the parameters deserve, if any. */
function judge({ parameters }: PathArgument, messageBytes: number): SmtpAnswer | undefined {
  for (const [name, value] of parameters) {
    if (name === "SIZE") {
      if (!/^\d{1,20}$/.test(value)) return refuse("syntax.size", protocolError, 501, "5.5.4", "SIZE needs a number");
      if (Number(value) > messageBytes) {
        const text = `A message of ${value} bytes is too large, the limit is ${messageBytes} bytes`;
        return refuse("size.declared", "mail.size-declared", 552, "5.3.4", text);
      }
    } else if (name === "BODY") {
      if (!/^(?:7BIT|8BITMIME)$/i.test(value)) {
        return refuse("syntax.body", protocolError, 501, "5.5.4", "BODY is 7BIT or 8BITMIME");
      }
    } else return { reply: unknownParameter(name), by: "syntax.parameter", cause: protocolError };
  }
  return undefined;
}

export const mail = defineCommand({
  verb: "MAIL",
  phases: ["greeted"],
  argumentLogged: true,
  shape: /^FROM: *</i,
  run: (state, argument, { limits }) => {
    const path = parsePath(argument, "FROM", "");
    if (path === "not-ascii") {
      const refusal = refuse("syntax.sender", "mail.eai", 553, "5.6.7", "Addresses beyond ASCII are not offered here");
      return { ...refusal, refusedSender: meantAddress(argument) };
    }
    if (path === "parameters") return refuse("syntax.parameter", protocolError, 501, "5.5.4", "Parameters are unclear");
    if (path === "address") {
      const text = "The sender's address is not understood, it is written as FROM:<name@example.org>";
      const refusal = refuse("syntax.sender", "mail.sender-syntax", 501, "5.1.7", text);
      return { ...refusal, refusedSender: meantAddress(argument) };
    }
    const refusal = judge(path, limits.messageBytes);
    if (refusal) return { ...refusal, refusedSender: path.address };
    if (state.opened >= limits.messagesPerSession) {
      const text = "Enough messages for one session, send the rest in a new one";
      return { ...refuse("messages.limit", "mail.rate-limit", 421, "4.7.0", text), next: "close" };
    }
    return {
      reply: { code: 250, enhanced: "2.1.0", text: `<${path.address}> is noted as the sender` },
      state: { ...state, opened: state.opened + 1, transaction: { sender: path.address, recipients: [], refused: [] } },
    };
  },
});
