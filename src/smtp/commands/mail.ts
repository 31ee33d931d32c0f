/** MAIL: opens a transaction with its sender (RFC 5321 §4.1.1.2), or goes on with one that broke (RFC 1845). */

import {
  type CommandHooks,
  defineCommand,
  loggedOut,
  type OpenTransaction,
  refuse,
  resumptionKey,
  type SmtpAnswer,
  type SmtpState,
} from "../command.ts";
import { isSubmission, type Unfinished } from "../hooks.ts";
import {
  isXtext,
  meantAddress,
  needsUtf8,
  type PathArgument,
  parsePath,
  unknownParameter,
  wrongParameter,
} from "../path.ts";

/** What a parameter says of the transaction, or why it cannot be. */
type Read = (value: string, hooks: CommandHooks) => Partial<OpenTransaction> | SmtpAnswer;

const transidToken = String.raw`[^\s()<>@,;:\\"/[\]?=]+`;
const transidValue = new RegExp(`^<${transidToken}@${transidToken}>$`);

/** RFC 1870, 6152, 6531, 3461, 4954, 1845. */
const parameters: Readonly<Record<string, Read>> = {
  SIZE: (value, { limits: { messageBytes } }) => {
    if (!/^\d{1,20}$/.test(value)) return wrongParameter(501, "SIZE needs a number");
    if (Number(value) <= messageBytes) return { declaredBytes: Number(value) };
    const text = `A message of ${value} bytes is too large, the limit is ${messageBytes} bytes`;
    return refuse("size.declared", "mail.size-declared", 552, "5.3.4", text);
  },
  BODY: (value) => (/^(?:7BIT|8BITMIME)$/i.test(value) ? {} : wrongParameter(501, "BODY is 7BIT or 8BITMIME")),
  SMTPUTF8: (value) => (value === "" ? { utf8: true } : wrongParameter(501, "SMTPUTF8 has no value")),
  RET: (value) =>
    /^(?:FULL|HDRS)$/i.test(value) ? { notices: { return: value } } : wrongParameter(501, "RET is FULL or HDRS"),
  ENVID: (value) => (isXtext(value, 100) ? { notices: { id: value } } : wrongParameter(501, "ENVID is no xtext")),
  AUTH: (value) => (value === "<>" || isXtext(value, 500) ? {} : wrongParameter(501, "AUTH is <> or xtext")),
  TRANSID: (value, { resumption }) => {
    if (!resumption) return unknownParameter("TRANSID");
    return value.length <= 80 && transidValue.test(value)
      ? { transid: value }
      : wrongParameter(501, "TRANSID is written as <name@host>");
  },
};

/** The transaction that the argument describes, or the refusal of a parameter. */
function described({ address, parameters: given }: PathArgument, hooks: CommandHooks): OpenTransaction | SmtpAnswer {
  let open: OpenTransaction = {
    sender: address,
    recipients: [],
    refused: [],
    declaredBytes: 0,
    utf8: false,
    notices: {},
  };
  for (const [name, value] of given) {
    const said = parameters[name]?.(value, hooks) ?? unknownParameter(name);
    if ("reply" in said) return said;
    open = { ...open, ...said, notices: { ...open.notices, ...said.notices } };
  }
  return open;
}

/** Who may send here at all, and under that name (RFC 6409 §4.3, §6.1). */
function allowed({ user }: SmtpState, sender: string, { listener, authentication }: CommandHooks) {
  if (!isSubmission(listener)) return undefined;
  if (user === undefined) {
    return refuse("auth.required", "submission.auth-required", 530, "5.7.0", "Log in first, by AUTH");
  }
  if (authentication?.ownsAddress(user, sender)) return undefined;
  const text = `${user} may not send as <${sender}>`;
  return refuse("sender.not-owned", "submission.sender-not-owned", 550, "5.7.1", text);
}

/** Nothing where one of its recipients would not be taken any more: then all begins anew. */
async function stillWanted(
  unfinished: Unfinished,
  { sender, declaredBytes }: OpenTransaction,
  trusted: boolean,
  { resolve }: CommandHooks,
): Promise<Unfinished | undefined> {
  for (const { address, mailboxes } of unfinished.recipients) {
    const found = await resolve({ address, sender, declaredBytes, mayRelay: trusted });
    if (found.kind === "refused" || found.mailboxes.join() !== mailboxes.join()) return undefined;
  }
  return unfinished;
}

function opened(state: SmtpState, open: OpenTransaction, unfinished: Unfinished | undefined): SmtpAnswer {
  const transaction = unfinished ? { ...open, recipients: unfinished.recipients, unfinished } : open;
  return {
    reply: unfinished
      ? { code: 355, text: `${unfinished.bytes} is where the transfer broke, go on there by DATA` }
      : { code: 250, enhanced: "2.1.0", text: `<${open.sender}> is noted as the sender` },
    state: { ...state, opened: state.opened + 1, transaction },
  };
}

export const mail = defineCommand({
  verb: "MAIL",
  phases: ["greeted"],
  argumentLogged: true,
  shape: /^FROM: *</i,
  run: (state, argument, hooks) => {
    const out = loggedOut(state, hooks);
    if (out) return { ...out, next: "close" };
    const path = parsePath(argument, "FROM", "");
    if (path === "parameters") return wrongParameter(501, "Parameters are unclear");
    if (path === "address") {
      const text = "The sender's address is not understood, it is written as FROM:<name@example.org>";
      const refusal = refuse("syntax.sender", "mail.sender-syntax", 501, "5.1.7", text);
      return { ...refusal, refusedSender: meantAddress(argument) };
    }
    const open = described(path, hooks);
    const refusal =
      "reply" in open ? open : path.ascii || open.utf8 ? allowed(state, path.address, hooks) : needsUtf8("sender");
    if (refusal) return { ...refusal, refusedSender: path.address };
    if ("reply" in open) return open;
    if (state.opened >= hooks.limits.messagesPerSession) {
      const text = "Enough messages for one session, send the rest in a new one";
      return { ...refuse("messages.limit", "mail.rate-limit", 421, "4.7.0", text), next: "close" };
    }
    if (hooks.hasRoom?.(open.declaredBytes) === false) {
      const text = "Insufficient system storage, try again later";
      return { ...refuse("disk.full", "eod.system-full", 452, "4.3.1", text), refusedSender: path.address };
    }
    const key = resumptionKey(state, open);
    if (!key || !hooks.resumption) return opened(state, open, undefined);
    return hooks.resumption
      .find(key)
      .then(async (unfinished) =>
        opened(state, open, unfinished && (await stillWanted(unfinished, open, state.trusted, hooks))),
      );
  },
});
