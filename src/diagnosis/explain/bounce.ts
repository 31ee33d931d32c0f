/** A bounce or a warning: what became of the message for each recipient, from the report for programs and the words beside it. */
import { say, type Text, together } from "../../base/saying.ts";
import { domainOf, normaliseAddress, withoutTag } from "../../mail/address.ts";
import { type Action, type Dsn, type DsnRecipient, parseDsn, parseFields } from "../../mail/dsn.ts";
import type { HeaderField } from "../../mail/header-block.ts";
import { parseMailDate } from "../../mail/mail-date.ts";
import { fieldNamed, fieldsNamed, type MessageParts } from "../../mail/message-parts.ts";
import { isForeignTo } from "../../mail/public-domains.ts";
import { parseReceived } from "../../mail/received.ts";
import type { Reply } from "../../mail/reply.ts";
import { type CauseId, causes } from "../causes.ts";
import { confidence } from "../confidence.ts";
import { bare, type ExplainedRecipient, type ExplainOptions, type Explanation } from "./explanation.ts";
import type { Fate } from "./fate.ts";
import { causeBySite, explained, judge, type Told } from "./judge.ts";
import { aboutMessage, madeBy, returnedHeader, sameOwner } from "./made-by.ts";
import { addressIn, type Mentioned, mentioned, splitProse } from "./prose.ts";
import { oneLine, type Said, saidIn, wholeOf } from "./said.ts";
import { isDaemon, looksLikeBounce, looksLikeDelay, saysPlainly } from "./signs.ts";
import { toldMessage } from "./told-message.ts";

/**
 * A text that holds a report, whole or in part; undefined where it is no notice of a failure or of a delay. `nameless`: also one
 * that names nobody, if it returns a message.
 */
export function explainBounce(
  parts: MessageParts,
  options: ExplainOptions,
  nameless = false,
): Explanation<Text> | undefined {
  const status = Object.entries(parts.reports).find(([type]) => /delivery-status$/.test(type))?.[1];
  const { words, original = parts.original } = splitProse(parts.words);
  const dsn = parseDsn(status ?? parts.words);
  const refused = fromReceipt(parts, words);
  const isBounce =
    looksLikeBounce(parts.fields, words) ||
    (saysPlainly(words) && (returnsToWriter(parts) || returnsFrom(parts, words)));
  if (!dsn && refused.length === 0 && !isBounce) return undefined;
  const isEnough = nameless && (original !== undefined || isDaemon(parts.fields));
  const fields = returnedHeader(parts.original ?? original);
  const spoken = dsn
    ? fromReport(dsn, words, parts)
    : refused.length > 0
      ? refused
      : fromProse(parts, words, isEnough, nameless ? soleAddressee(returnedHeader(parts.original)) : null);
  const told = spoken.map((one, _, all) =>
    all.length > 1 || one.address !== null ? one : { ...one, address: soleAddressee(fields) },
  );
  const isTold = dsn || parts.fields.length > 0 || saysPlainly(words) || told.some((one) => one.reply || judge(one));
  if (told.length === 0 || !isTold) return undefined;
  const reportingHost = dsn?.reportingHost || hostOf(parts, words);
  const recipients = told
    .filter(({ fate }) => fate !== "taken")
    .map((one) =>
      explained(
        one,
        causeBySite(one, options) ??
          unroutable(one, reportingHost) ??
          forwardCause(one) ??
          localAtSender(one, reportingHost ?? lastHost(fields)) ??
          bySieve(one, refused),
      ),
    );
  const owner = fieldNamed(parts.fields, "to") ?? null;
  const wrote = toldMessage(words, options);
  const about = aboutMessage(fields, options, owner && (addressIn(owner) ?? null), wrote);
  const taken = told.filter(({ fate }) => fate === "taken");
  if (recipients.length === 0) return arrived(taken, dsn, about.messageId);
  const isFailed = told.some(({ fate }) => fate === "failed");
  return {
    kind: isFailed ? "bounce" : "delay-notice",
    sentence: summary(recipients, isTrial(dsn) ? "trial" : isFailed ? "bounce" : "warning", reportingHost),
    recipients,
    originalMessageId: about.messageId ?? dsn?.originalMessageId ?? messageIdIn(parts),
    noticedAt: dateOf(parts.fields) ?? dateOf(fields) ?? wrote.sentAt,
    reportingHost,
    about,
    madeBy: madeBy(reportingHost, recipients, about, fields),
    headers: null,
  };
}

/** The addresses were only tried: no message was sent, so none can have arrived. */
const isTrial = (dsn: Dsn | undefined): boolean =>
  dsn?.recipients.every(({ action }) => /deliverable$/.test(action)) ?? false;

/** A report that all is well: it was asked for. */
function arrived(taken: readonly Told[], dsn: Dsn | undefined, messageId: string | null): Explanation<Text> {
  const names = together(
    taken.map(({ address }) => address ?? say`the recipient`),
    ", ",
  );
  const told = isTrial(dsn)
    ? say`This is the report of a trial, no failure: ${names} would be taken. No message was sent, so none was delivered.`
    : say`This is a report of success, no failure: the message for ${names} was delivered, or handed to a server that sends no reports.`;
  return {
    ...bare("auto-reply", told),
    originalMessageId: messageId ?? dsn?.originalMessageId ?? null,
    reportingHost: dsn?.reportingHost ?? null,
  };
}

function dateOf(fields: readonly HeaderField[]): string | null {
  const at = parseMailDate(fieldNamed(fields, "date") ?? "");
  return at === undefined ? null : new Date(at).toISOString();
}

function summary(
  recipients: readonly ExplainedRecipient<Text>[],
  of: "trial" | "bounce" | "warning",
  host: string | null,
): Text {
  const whom =
    recipients.length === 1 ? (recipients[0]?.address ?? say`the recipient`) : say`${recipients.length} recipients`;
  const by = host ? say` from ${host}` : "";
  if (of === "trial")
    return say`This is the report of a trial${by}: mail for ${whom} would not arrive now. No message was sent.`;
  return of === "bounce"
    ? say`This is a bounce${by}: the message did not reach ${whom}.`
    : say`This is a warning${by}, no failure yet: the message for ${whom} is late and is tried again; it need not be sent again.`;
}

/** The fields of the report, with what the words beside it tell more: the reply as it was said, and to which command. */
function fromReport(dsn: Dsn, words: string, { fields }: MessageParts): readonly Told[] {
  const named = mentioned(words);
  const whole = dsn.recipients.length === 1 ? words : "";
  return dsn.recipients.map((one, nth) => {
    const led = ledTo(dsn.recipients, nth, named);
    // Where an address stands in a list alone, the reason stands before it.
    const beside = (besideOf(one, named) ?? led)?.words || whole;
    const own = saidIn(one.reply ? `${one.reply.code || ""} ${one.reply.text}` : "");
    const said = saidIn(beside);
    return {
      address:
        one.originalAddress ??
        (dsn.recipients.length === 1 ? aliasIn(words) : undefined) ??
        (plainAddress.test(one.address) ? one.address : (ledFrom(fields, beside) ?? only(named, dsn) ?? one.address)),
      finalAddress: only(named, dsn) ?? led?.address ?? one.address,
      fate: fateOfAction[one.action],
      ...(one.status && { status: one.status }),
      ...(one.retryUntil !== undefined && { retryUntil: one.retryUntil }),
      ...sayer({ ...one, ...(one.reply && { reply: wholeOf(one.reply, words) ?? one.reply }) }, own, said, whole),
      words: oneLine(ownWords(beside)),
    };
  });
}

const fateOfAction: Readonly<Record<Action, Fate>> = {
  failed: "failed",
  delayed: "delayed",
  delivered: "taken",
  relayed: "taken",
  expanded: "taken",
  deliverable: "taken",
  undeliverable: "failed",
};

/** A host alone (`@mx.example.com`) is nobody's address either: the one of which the words beside the report speak. */
const only = (named: readonly Mentioned[], { recipients }: Dsn): string | undefined =>
  named.length === 1 && recipients.length === 1 && recipients[0]?.address.startsWith("@")
    ? named[0]?.address
    : undefined;

/** The alias that led to a program or to a file (Sendmail). */
const aliasIn = (words: string): string | undefined =>
  /^[ \t]{0,20}"?[|/][^\n]{1,1000}\n[ \t]{0,20}\(expanded from: <?([^\s<>()]{1,64}@[^\s<>()]{1,255})>?\)/m.exec(
    words,
  )?.[1];

/** No host alone, and no program, whatever addresses are given to it. */
const plainAddress = /^(?:[^\s|"@]{1,64}|"[^"|]{1,64}")@[^\s@]{1,255}$/;

/** A mailbox file or a program is nobody's address: the one that led to it, as Exim names it. */
const ledFrom = (fields: readonly HeaderField[], beside: string): string | undefined =>
  /\bgenerated by ([^\s<>()]{1,64}@[^\s<>()]{1,255})/.exec(beside)?.[1] ??
  /^[^\s,@]{1,64}@[^\s,@]{1,255}$/.exec(fieldNamed(fields, "x-failed-recipients")?.trim() ?? "")?.[0];

/** To whom the returned message was written, if to one alone. */
function soleAddressee(returned: readonly HeaderField[]): string | null {
  const written = [...fieldsNamed(returned, "to"), ...fieldsNamed(returned, "cc")].join(", ");
  const [first, ...others] = new Set(written.match(/[^\s<>",;:()]{1,64}@[\w.-]{1,255}/g));
  return first !== undefined && others.length === 0 ? first : null;
}

/** A message is attached to the notice, and whoever gets it wrote that. */
function returnsToWriter({ fields, original }: MessageParts): boolean {
  const owner = addressIn(fieldNamed(fields, "to") ?? "");
  const returned = returnedHeader(original);
  const writers = ["return-path", "from", "sender"].map((name) => addressIn(fieldNamed(returned, name) ?? ""));
  return owner !== undefined && writers.some((one) => one && normaliseAddress(one) === normaliseAddress(owner));
}

/** A message is attached, and the one to whom it was written is the one who is named. */
function returnsFrom({ original }: MessageParts, words: string): boolean {
  const addressee = soleAddressee(returnedHeader(original));
  const named = addressIn(words);
  return addressee !== null && named !== undefined && normaliseAddress(named) === normaliseAddress(addressee);
}

/** A receipt (RFC 8098) that says that a program of the recipient refused the message: Sieve's reject (RFC 5429), Dovecot. */
function fromReceipt({ fields, reports }: MessageParts, words: string): readonly Told[] {
  const receipt = parseFields(reports["message/disposition-notification"] ?? "");
  const isDeleted = /^automatic-action\b[^;]{0,80};\s{0,9}(?:deleted|denied)\b/i.test(receipt.get("disposition") ?? "");
  const said = [fieldNamed(fields, "auto-submitted"), fieldNamed(fields, "subject"), words.slice(0, 4000)].join("\n");
  const address = addressIn(receipt.get("final-recipient")?.replace(/^rfc822;\s{0,9}/i, "") ?? "");
  if (!isDeleted || !address || !/reject|refus/i.test(said)) return [];
  const reason = /(?:automatically rejected|refused)[^\n]{0,200}:?\s{0,9}\n(.{0,4000})/is.exec(words)?.[1] ?? words;
  return [{ address, fate: "failed", ...saidIn(reason), words: oneLine(reason) }];
}

/** A rule of the recipient gives reasons of his own. */
const bySieve = (told: Told, refused: readonly Told[]): CauseId | undefined =>
  refused.includes(told) && judge(told) === undefined ? "local.sieve" : undefined;

const besideOf = (one: DsnRecipient, named: readonly Mentioned[]): Mentioned | undefined =>
  named.find(({ address }) =>
    [one.address, one.originalAddress].some((known) => known && normaliseAddress(known) === normaliseAddress(address)),
  );

/** Exim's report has an alias once for each address to which it led, and only the words beside it name these. */
function ledTo(all: readonly DsnRecipient[], nth: number, named: readonly Mentioned[]): Mentioned | undefined {
  const alias = normaliseAddress(all[nth]?.address ?? "");
  const before = all.slice(0, nth).filter(({ address }) => normaliseAddress(address) === alias).length;
  return named.filter(({ from }) => from !== undefined && normaliseAddress(from) === alias)[before];
}

/** The report's own reply where it has one; else the one in the words. The command is told only there. */
function sayer(one: DsnRecipient, own: Said, said: Said, whole: string): Said {
  const stage = said.stage ?? own.stage ?? saidIn(whole).stage;
  const host = one.remoteHost ?? said.host ?? own.host;
  const isProgram = one.reply === undefined || one.reply.code === 0;
  const reply = isProgram ? (own.reply ?? said.reply ?? one.reply) : cleaned(one.reply, said);
  return { ...(reply && { reply }), ...(host && { host: bareHost(host) }), ...(stage && { stage }) };
}

/** A report may cut the reply, or give its code alone; the words beside it are whole. */
function cleaned(given: Reply | undefined, said: Said): Reply | undefined {
  const reply = given && { ...given, text: given.text.replace(addedBehind, "") };
  if (!reply || !said.reply) return reply ?? said.reply;
  const isLonger = said.reply.code === reply.code && said.reply.text.length > reply.text.length + 10;
  const isWhole = isLonger && oneLine(said.reply.text).startsWith(oneLine(reply.text).slice(0, sameBeginning));
  if (!isWhole || /[1-9]$/.test(reply.enhanced ?? "")) return reply;
  return { ...said.reply, ...(reply.enhanced && { enhanced: reply.enhanced }) };
}

/** So much in common is no chance. */
const sameBeginning = 40;

/** What programs write behind the reply of another (Exim, Amazon SES). */
const addedBehind = /:\s{1,80}retry timeout exceeded$|\s{0,4}\(delivery attempts: \d{1,4}\)$/i;

const bareHost = (host: string): string =>
  host
    .replace(/(?<=\S)\s.*$/s, "")
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");

/** What stands in every notice, and in the footers of companies: it says "problem", "virus" and "delivered", too. */
const polite =
  /postmaster|do not reply|for further assistance|contact .{0,40}administrator|copy of|please send mail|attached (?:below|returned)|problem report|automatically generated|scanned (?:for|by)|confidentiality|\b(?:is|are|be|strictly|privileged|information) .{0,40}confidential|confidential (?:and|to|or|information)|intended (?:solely|only) for|consider the environment/i;
const quotedReply = /^[ \t]{0,40}(?:<<< ?)?[245]\d\d[ -]/;

const ownWords = (words: string): string =>
  words
    .split("\n")
    .filter((line) => quotedReply.test(line) || !polite.test(line))
    .join("\n");

function fromProse(
  { fields }: MessageParts,
  words: string,
  nameless: boolean,
  addressee: string | null,
): readonly Told[] {
  const fate: Fate = looksLikeDelay(fields, words) ? "delayed" : "failed";
  const failed = (fieldNamed(fields, "x-failed-recipients") ?? "").split(",").map((name) => name.trim());
  const named = mentioned(words);
  const listed = failed.filter((name) => name.includes("@"));
  const meant =
    listed.length > 0
      ? listed.map(
          (address) =>
            named.find((one) => normaliseAddress(one.address) === normaliseAddress(address)) ?? { address, words: "" },
        )
      : reasoned(named);
  const whole = ownWords(words);
  if (meant.length === 0) {
    const said = saidIn(whole);
    // Whom the notice was sent to wrote the message.
    const owner = addressIn(fieldNamed(fields, "to") ?? "");
    const address = addressIn(owner ? whole.replaceAll(owner, " ") : whole) ?? null;
    const one: Told = { address, fate, ...said, words: whole };
    // Words of failure without anybody who failed are a conversation about mail.
    const isTold =
      one.address !== null ||
      said.reply !== undefined ||
      (nameless && (judge(one)?.confidence ?? 1) > confidence.enough && judge(one) !== undefined);
    if (isTold) return [one];
    // A daemon that returns a message without a report has lost that.
    return addressee !== null && isDaemon(fields) && saysPlainly(words) ? [{ address: addressee, fate }] : [];
  }
  return meant.map((one) => toldOf(one, meant.length === 1 ? whole : one.words, fate));
}

/** Where one is told of with a reason, addresses without any are those of the sender or a list's. */
function reasoned(named: readonly Mentioned[]): readonly Mentioned[] {
  const withReason = named.filter(
    ({ words }) => judge({ address: null, fate: "failed", ...saidIn(words), words: ownWords(words) }) !== undefined,
  );
  return withReason.length > 0 ? withReason : named.slice(0, 1);
}

function toldOf({ address, words, from }: Mentioned, context: string, fate: Fate): Told {
  const near = saidIn(words);
  const said = near.reply ? near : saidIn(context);
  const own = judge({ address, fate, ...near, words: ownWords(words) });
  return {
    address: from ?? address,
    finalAddress: address,
    fate,
    ...said,
    words: own && own.confidence !== 0.6 ? ownWords(words) : context,
  };
}

/**
 * The bounce names an address that the sender never used: an alias or a forward led to it. Whoever keeps that must act, unless the
 * place to which it leads says something of its own (a full mailbox).
 */
function forwardCause(told: Told): CauseId | undefined {
  const { address, finalAddress } = told;
  if (!address || !finalAddress || sameAddress(address, finalAddress)) return undefined;
  const cause = judge(told)?.cause;
  const family = cause && causes[cause].family;
  if (family === "auth" || family === "reputation" || family === "spam") return "local.forward-auth";
  if (family === "recipient-unknown" || family === "recipient-disabled" || family === "dns") return "local.alias-wrong";
  return undefined;
}

/** Exim's word for an address that it finds no way for: a mailbox of its own that is none, but a domain that is none elsewhere. */
function unroutable({ address, reply, words }: Told, host: string | null): CauseId | undefined {
  const isItsWord = (reply?.code ?? 0) === 0 && /\bunroute?able address/i.test(`${reply?.text ?? ""} ${words ?? ""}`);
  return isItsWord && address && host && !sameOwner(host, address) ? "dns.nxdomain" : undefined;
}

/** Who returns a message was the last to have it: he wrote the first line of its way. */
function lastHost(fields: readonly HeaderField[]): string | null {
  const [last] = fieldsNamed(fields, "received");
  return last ? parseReceived(last).by : null;
}

/**
 * A server says of itself that somebody is not there whose provider it is not: it takes a domain for its own that lies elsewhere,
 * and asked nobody.
 */
function localAtSender(told: Told, host: string | null): CauseId | undefined {
  const { address, reply, host: remote } = told;
  const domain = address && domainOf(address);
  const isItsWord = remote === undefined && ((reply?.code ?? 0) === 0 || /^RESOLVER\.ADR\./.test(reply?.text ?? ""));
  if (!domain || !host?.includes(".") || !isItsWord || !isForeignTo(host.toLowerCase(), domain.toLowerCase()))
    return undefined;
  return judge(told)?.cause === "rcpt.user-unknown" ? "dns.domain-local-at-sender" : undefined;
}

/** Providers rewrite a name within one house. */
const sameAddress = (one: string, other: string): boolean => {
  const [a, b] = [withoutTag(normaliseAddress(one)), withoutTag(normaliseAddress(other))];
  const house = /(?:onmicrosoft\.com|exchangelabs\.com|\.local|\.lan|\.internal|googlemail\.com)$/;
  return (
    a === b || house.test(domainOf(a) ?? "") || house.test(domainOf(b) ?? "") || !a.includes("@") || !b.includes("@")
  );
};

const generators = [
  /^[ \t]*(?:Generating server|Server di generazione|Serveur de g[ée]n[ée]ration|Generierender Server|Servidor de generaci[óo]n|DSN generated by|Reporting[ -]MTA):?[ \t]*(?:dns; ?)?([\w.-]{1,255})/im,
  /(?:qmail-send program|mail delivery (?:agent|system)|mailer-daemon|mail system|postfix program) at (?:host )?([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/i,
];

function hostOf({ fields }: MessageParts, words: string): string | null {
  for (const shape of generators) {
    const host = shape.exec(words.slice(0, 64 * 1024))?.[1];
    if (host) return host.replace(/\.$/, "");
  }
  const daemon = /(?:mailer-daemon|postmaster|mail-daemon|mdaemon)@([\w.-]{1,255})/i.exec(
    fieldNamed(fields, "from") ?? "",
  )?.[1];
  const first = fieldsNamed(fields, "received").at(-1);
  return daemon ?? (first ? parseReceived(first).by : null);
}

const messageIdIn = ({ fields, words }: MessageParts): string | null =>
  /<[^<>\s]{1,500}>/.exec(fieldNamed(fields, "in-reply-to") ?? fieldNamed(fields, "references") ?? "")?.[0] ??
  /message-id:?\s{1,20}(<[^<>\s]{1,500}>)/i.exec(words.slice(0, 64 * 1024))?.[1] ??
  null;
