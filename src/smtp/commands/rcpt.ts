/** RCPT: names a recipient; who that is, and whether he may be written to, is asked outside (RFC 5321 §4.1.1.3). */
import type { EnvelopeRecipient, Refusal, Resolution } from "../../mail/envelope.ts";
import {
  type CommandHooks,
  defineCommand,
  type OpenTransaction,
  refuse,
  refuseRecipient,
  type SmtpAnswer,
  type SmtpState,
} from "../command.ts";
import {
  isXtext,
  meantAddress,
  needsUtf8,
  type PathArgument,
  parsePath,
  unknownParameter,
  wrongParameter,
} from "../path.ts";

const notSent = (address: string): Refusal => ({
  reply: { code: 451, enhanced: "4.3.2", text: `<${address}> is elsewhere, and sending is not set up here` },
  by: "relay.absent",
  cause: "queue.stopped",
});

type Wishes = Pick<EnvelopeRecipient, "notify" | "originalRecipient">;

function decide(
  state: SmtpState,
  open: OpenTransaction,
  { address, ...wishes }: Wishes & { address: string },
  found: Resolution,
): SmtpAnswer {
  if (found.kind === "refused") return refuseRecipient(state, open, address, found.refusal);
  const { kind: _, remote, ...means } = found;
  if (found.mailboxes.length === 0) return refuseRecipient(state, open, address, notSent(address));
  // Who of a group is elsewhere goes without; the others do not.
  const without = remote.map((member) => ({ address: member, refusal: notSent(member) }));
  const missed = [...(found.missed ?? []), ...without];
  const recipients = [...open.recipients, { address, ...means, remote: [], ...(missed[0] && { missed }), ...wishes }];
  return {
    reply: { code: 250, enhanced: "2.1.5", text: `<${address}> is noted as a recipient` },
    state: { ...state, transaction: { ...open, recipients } },
  };
}

const notifyValue = /^(?:NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY))*)$/i;

/** Who wants which notice (RFC 3461 §4.1, §4.2), or why that cannot be understood. */
function wishes({ parameters }: PathArgument): Wishes | SmtpAnswer {
  let read: Wishes = {};
  for (const [name, value] of parameters) {
    if (name === "NOTIFY") {
      if (!notifyValue.test(value)) return wrongParameter(501, "NOTIFY is NEVER, or some of SUCCESS,FAILURE,DELAY");
      read = { ...read, notify: value };
    } else if (name === "ORCPT") {
      const [type = "", ...address] = value.split(";");
      if (!/^[\w-]+$/.test(type) || !isXtext(address.join(";"), 500))
        return wrongParameter(501, "ORCPT is a type, a semicolon and xtext");
      read = { ...read, originalRecipient: value };
    } else return unknownParameter(name);
  }
  return read;
}

/** What can be judged without asking who the recipient is. */
function judge(
  argument: string,
  open: OpenTransaction,
  { limits }: CommandHooks,
): SmtpAnswer | (Wishes & { address: string }) {
  const path = parsePath(argument, "TO", "postmaster");
  if (typeof path === "string") {
    const text = "The recipient's address is not understood, it is written as TO:<name@example.org>";
    return refuse("syntax.recipient", "rcpt.syntax", 501, path === "address" ? "5.1.3" : "5.5.4", text);
  }
  if (!path.ascii && !open.utf8) return needsUtf8("recipient");
  const read = wishes(path);
  if ("reply" in read) return read;
  if (open.unfinished) {
    const text = "The recipients are known from the transfer that broke, go on by DATA";
    return refuse("sequence", "session.protocol-error", 503, "5.5.1", text);
  }
  // A client that pipelines cannot know sooner that it names too many.
  if (open.refused.length >= limits.recipients + limits.refusedRecipients) {
    const text = "Far more recipients than one transaction may have";
    return { ...refuse("recipients.flood", "rcpt.too-many", 421, "4.5.3", text), next: "close" };
  }
  if (open.recipients.length < limits.recipients) return { address: path.address, ...read };
  const text = `No more than ${limits.recipients} recipients in one transaction, send the rest in another`;
  return refuse("recipients.limit", "rcpt.too-many", 452, "4.5.3", text);
}

export const rcpt = defineCommand({
  verb: "RCPT",
  phases: ["mail", "rcpt"],
  argumentLogged: true,
  shape: /^TO: *</i,
  run: (state, argument, hooks) => {
    const open = state.transaction;
    if (!open) return refuse("sequence", "session.protocol-error", 503, "5.5.1", "Name the sender first, by MAIL FROM");
    const judged = judge(argument, open, hooks);
    if ("reply" in judged) return refuseRecipient(state, open, meantAddress(argument), judged);
    const held = state.user === undefined ? undefined : hooks.mayWrite?.(state.user, state);
    if (held) return refuseRecipient(state, open, judged.address, held);
    const { sender, declaredBytes } = open;
    const mayRelay = hooks.listener !== "lmtp" && (state.trusted || state.user !== undefined);
    const found = hooks.resolve({ address: judged.address, sender, declaredBytes, mayRelay });
    if (found instanceof Promise) return found.then((later) => decide(state, open, judged, later));
    return decide(state, open, judged, found);
  },
});
