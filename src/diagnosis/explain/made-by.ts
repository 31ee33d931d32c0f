/** Who made a notice, on whose word, and whether the message that it is about was ours at all. */
import { say, type Text, together } from "../../base/saying.ts";
import { domainOf } from "../../mail/address.ts";
import { fieldValue, type HeaderField, readFields } from "../../mail/header-block.ts";
import { fieldNamed } from "../../mail/message-parts.ts";
import { parseReceived } from "../../mail/received.ts";
import type { AboutMessage, ExplainedRecipient, ExplainOptions, MadeBy } from "./explanation.ts";
import { isOfNobody, ownReply } from "./fate.ts";
import { type ToldMessage, toldMessage } from "./told-message.ts";

/** The header of the returned message, wherever it was found. */
export function returnedHeader(original: string | undefined): readonly HeaderField[] {
  if (!original) return [];
  const text = original.slice(0, 256 * 1024).replace(/^\s{1,200}/, "");
  const blank = text.search(/\n[ \t]*\n/);
  return readFields(`${blank < 0 ? text : text.slice(0, blank)}\n`).filter(({ name }) => /^[!-9;-~]{1,76}$/.test(name));
}

export function aboutMessage(
  fields: readonly HeaderField[],
  { ours }: ExplainOptions,
  owner: string | null,
  told?: ToldMessage,
): AboutMessage<Text> {
  const named = addressOf(fieldNamed(fields, "return-path")) ?? addressOf(fieldNamed(fields, "from"));
  const from = named ?? owner ?? told?.sender ?? null;
  const messageId = /<[^<>\s]{1,500}>/.exec(fieldNamed(fields, "message-id") ?? "")?.[0] ?? null;
  const domain = from ? domainOf(from) : undefined;
  const own = ours.length === 0 || domain === undefined ? null : ours.some((name) => isWithin(domain, name));
  // A sender's address is easily forged: that our server had the message in its hands proves more.
  const passed = fields.filter(({ name }) => name === "received").map((field) => parseReceived(fieldValue(field)));
  const through = passed.some((hop) =>
    [hop.by, hop.from].some((host) => host !== null && ours.some((name) => isWithin(host.toLowerCase(), name))),
  );
  const forged = own === true && passed.length > 0 && !through;
  const isOurs = own === null ? null : own && !forged;
  return {
    messageId,
    sender: from,
    subject: fieldNamed(fields, "subject") ?? told?.subject ?? null,
    ours: isOurs,
    sentence:
      isOurs === null
        ? null
        : isOurs
          ? say`The message was sent by us.`
          : forged
            ? say`The message bears our address ${from ?? ""}, but none of our servers stands in its header: somebody else sent it in our name (backscatter), and nothing is to be done with this bounce.`
            : say`The message was not sent by us, but by ${from ?? ""}: this bounce is not about our mail.`,
  };
}

/** The same of a text without any header: no message where it names neither its sender nor its subject. */
export function aboutTold(
  words: string,
  options: ExplainOptions,
): { readonly about: AboutMessage<Text> | null; readonly noticedAt: string | null } {
  const told = toldMessage(words, options);
  const isTold = told.sender !== null || told.subject !== null;
  return { about: isTold ? aboutMessage([], options, null, told) : null, noticedAt: told.sentAt };
}

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);

const addressOf = (text: string | undefined): string | null =>
  /<?([^\s<>@"(]{1,64}@[^\s<>@")]{1,255})>?\s*$/.exec(text ?? "")?.[1] ?? null;

/** The part of a host's name that tells whose it is: without the host itself, and without more than two labels where that is enough. */
function ownerOf(host: string): string {
  const labels = host.toLowerCase().replace(/\.$/, "").split(".");
  const short = labels.at(-1)?.length === 2 && (labels.at(-2)?.length ?? 9) <= 3 && labels.length > 2;
  return labels.slice(short ? -3 : -2).join(".");
}

/** Is a host of the same domain as an address, as far as names tell? */
export const sameOwner = (host: string, address: string | null): boolean => {
  const domain = address ? domainOf(address) : undefined;
  return domain !== undefined && ownerOf(host) === ownerOf(domain);
};

/** Hosts that serve the domains of many: their name does not tell whose side they are on. */
const forMany =
  /(?:outlook|google|googlemail|gmail|yahoo|amazonses|mimecast|pphosted|messagelabs|mailgun|sendgrid|exchangelabs|gmx|kundenserver|aruba|iphmx|barracudanetworks|hostedemail|secureserver)\./i;

export function madeBy(
  host: string | null,
  recipients: readonly ExplainedRecipient<Text>[],
  about: AboutMessage<Text>,
  fields: readonly HeaderField[],
): MadeBy<Text> | null {
  if (host === null && recipients.length === 0) return null;
  const remote = recipients.find(({ remoteHost }) => remoteHost !== null)?.remoteHost ?? null;
  const quoted = recipients.some(({ reply }) => reply !== null && reply.code > 0 && !ownReply.test(reply.text));
  const isRemote = remote !== null ? host === null || !sameHost(remote, host) : quoted;
  // Who neither names himself nor quotes anybody may pass on another's word.
  const isOwn = ({ cause, reply }: ExplainedRecipient<Text>) =>
    cause !== null && (host !== null || isOfNobody(cause) || ownReply.test(reply?.text ?? ""));
  const opinion = isRemote ? "remote" : recipients.some(isOwn) ? "itself" : "unknown";
  const whose = host === null ? "unknown" : whoseServer(host, recipients, about, fields);
  const name = host ?? say`a server that does not name itself`;
  const side: Readonly<Record<MadeBy["whose"], Text>> = {
    sender: say`, a server on the sender's side`,
    recipient: say`, a server on the recipient's side, which had already taken the message`,
    "third-party": say`, a server neither of the sender nor of the recipient`,
    unknown: "",
  };
  const made = say`The notice was made by ${name}${side[whose]}`;
  const word =
    opinion === "remote"
      ? say`; it passes on what ${remote ?? say`another server`} answered.`
      : opinion === "itself"
        ? say`; it is that server's own finding, no other server refused the message.`
        : ".";
  return { host, whose, opinion, sentence: together([made, word], "") };
}

const sameHost = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function whoseServer(
  host: string,
  recipients: readonly ExplainedRecipient<Text>[],
  { sender }: AboutMessage<Text>,
  fields: readonly HeaderField[],
): MadeBy["whose"] {
  if (!host.includes(".")) return "unknown";
  const toRecipient = recipients.some(
    ({ address, finalAddress }) => sameOwner(host, address) || sameOwner(host, finalAddress),
  );
  const toSender = sameOwner(host, sender);
  if (toSender && !toRecipient) return "sender";
  if (toRecipient && !toSender) return "recipient";
  // The server that took the message from its writer, the oldest in the header, is the sender's.
  const hops = fields.filter(({ name }) => name === "received").map((field) => parseReceived(fieldValue(field)));
  const first = hops.at(-1)?.by;
  if (first && (sameHost(first, host) || ownerOf(first) === ownerOf(host))) return "sender";
  if (toSender || forMany.test(`${host}.`) || hops.length === 0) return "unknown";
  return "third-party";
}
