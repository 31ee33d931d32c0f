/** RCPT: names a recipient, who must have a mailbox here (RFC 5321 §4.1.1.3). */
import type { Resolution } from "../../mail/envelope.ts";
import { defineCommand, type OpenTransaction, refuse, type SmtpAnswer, type SmtpState } from "../command.ts";
import type { SmtpLimits } from "../hooks.ts";
import { meantAddress, parsePath, unknownParameter } from "../path.ts";

/** The answer, with the refused recipient noted in the transaction. */
function refused(state: SmtpState, open: OpenTransaction, address: string, answer: SmtpAnswer): SmtpAnswer {
  const note = { address, reply: answer.reply };
  return {
    ...answer,
    recipient: address,
    state: { ...state, transaction: { ...open, refused: [...open.refused, note] } },
  };
}

function decide(state: SmtpState, open: OpenTransaction, address: string, found: Resolution): SmtpAnswer {
  if (found.kind === "refused") return refused(state, open, address, found.refusal);
  if (found.remote.length > 0) {
    const text = `<${address}> is elsewhere, and sending is not set up here`;
    return refused(state, open, address, refuse("relay.absent", undefined, 451, "4.3.2", text));
  }
  const recipients = [...open.recipients, { address, mailboxes: found.mailboxes, remote: found.remote }];
  return {
    reply: { code: 250, enhanced: "2.1.5", text: `<${address}> is noted as a recipient` },
    state: { ...state, transaction: { ...open, recipients } },
  };
}

/** The refusal of what can be judged without asking who the recipient is. */
function judge(argument: string, open: OpenTransaction, limits: SmtpLimits): SmtpAnswer | string {
  const path = parsePath(argument, "TO", "postmaster");
  if (path === "not-ascii") {
    return refuse("syntax.recipient", "mail.eai", 553, "5.6.7", "Addresses beyond ASCII are not offered here");
  }
  if (typeof path === "string") {
    const text = "The recipient's address is not understood, it is written as TO:<name@example.org>";
    return refuse("syntax.recipient", "rcpt.syntax", 501, path === "address" ? "5.1.3" : "5.5.4", text);
  }
  const [parameter] = path.parameters.keys();
  if (parameter !== undefined) {
    return { reply: unknownParameter(parameter), by: "syntax.parameter", cause: "session.protocol-error" };
  }
  if (open.recipients.length < limits.recipients) return path.address;
  const text = `No more than ${limits.recipients} recipients in one transaction, send the rest in another`;
  return refuse("recipients.limit", "rcpt.too-many", 452, "4.5.3", text);
}

export const rcpt = defineCommand({
  verb: "RCPT",
  phases: ["mail", "rcpt"],
  argumentLogged: true,
  shape: /^TO: *</i,
  run: (state, argument, { limits, resolve }) => {
    const open = state.transaction ?? { sender: "", recipients: [], refused: [] };
    const judged = judge(argument, open, limits);
    if (typeof judged !== "string") return refused(state, open, meantAddress(argument), judged);
    const found = resolve({ address: judged, sender: open.sender, declaredBytes: 0, mayRelay: false });
    if (found instanceof Promise) return found.then((later) => decide(state, open, judged, later));
    return decide(state, open, judged, found);
  },
});
