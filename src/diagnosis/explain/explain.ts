/** Explains what somebody pasted: which kind it is, and what it says. (A log needs a reader, and is explained in app/.) */
import { defined } from "../../base/defined.ts";
import { say, type Text } from "../../base/saying.ts";
import { htmlText, isHtml } from "../../mail/html-text.ts";
import { leadingHeader, type MessageParts, messageParts } from "../../mail/message-parts.ts";
import { passedOn, plainLines, readableText, shownMessage, undoubled } from "../../mail/pasted.ts";
import { ownWord, parseReply } from "../../mail/reply.ts";
import { type CauseId, causes } from "../causes.ts";
import { reasonTongues } from "../replies/reason-tongues.ts";
import { recogniseReply, recogniseSigned } from "../replies/recognise.ts";
import { tongueWords } from "../replies/tongues.ts";
import { explainAutoReply, explainReceipt } from "./auto-reply.ts";
import { explainBounce } from "./bounce.ts";
import { bare, type ExplainOptions, type Explanation, explanationIn, type ToldExplanation } from "./explanation.ts";
import { fateLogged, fateOf } from "./fate.ts";
import { explainFeedback } from "./feedback.ts";
import { explainFilterNotice, explainQuarantined, isDigest } from "./filter-notice.ts";
import { explainHeaders } from "./headers.ts";
import { causeBySite, explained } from "./judge.ts";
import { explainListNotice } from "./list-notice.ts";
import { aboutTold } from "./made-by.ts";
import { mended } from "./misread.ts";
import { officeWords } from "./office-words.ts";
import { programWords } from "./program-words.ts";
import { addressIn } from "./prose.ts";
import { explainQueueList } from "./queue-list.ts";
import { replyWords } from "./reply-words.ts";
import { oneLine, replyApart, type Said, saidIn, unqmailed } from "./said.ts";
import { explainScannerNotice } from "./scanner-notice.ts";
import { withoutSenders } from "./sender-words.ts";
import { explainServiceReport } from "./service-report.ts";
import { isDaemon, isGivenUp, isLure, machineWords, saysPlainly } from "./signs.ts";
import { explainSmarterMail } from "./smartermail.ts";
import { explainStoreReply } from "./store-reply.ts";

const nobodys: ExplainOptions = { ours: [] };

/**
 * Explains bytes or text. `log` is asked in between: what is no message may be lines of a log; it gives undefined where it
 * knows none of them. Never throws for what is pasted.
 */
export async function explain(
  pasted: Uint8Array | string,
  options: ExplainOptions = nobodys,
  log: (text: string) => Promise<Explanation<Text> | undefined> = async () => undefined,
): Promise<ToldExplanation> {
  return explanationIn(await found(pasted, options, log), options.catalogue);
}

async function found(
  pasted: Uint8Array | string,
  options: ExplainOptions,
  log: (text: string) => Promise<Explanation<Text> | undefined>,
): Promise<Explanation<Text>> {
  const plain = withFields(withoutMarkup(plainLines(typeof pasted === "string" ? Buffer.from(pasted) : pasted)));
  const header = leadingHeader(plain);
  const lines = header ? plain : mended(plain);
  const parts = await messageParts(lines);
  const message =
    explainFeedback(parts, options) ??
    (isReceipt(parts.reports) ? (explainBounce(parts, options) ?? explainAutoReply(parts)) : undefined);
  if (message) return message;
  const hasReport = Object.keys(parts.reports).some((type) => type.endsWith("delivery-status"));
  const told =
    explainServiceReport(parts.words) ?? (hasReport ? undefined : explainScannerNotice(parts.words, parts.fields));
  if (told) return told;
  if (!hasReport && parts.original === undefined && isLure(parts.words, lines)) return lure;
  const digest = !hasReport && isDigest(parts) ? explainFilterNotice(parts, options) : undefined;
  const receipt = hasReport || saidIn(parts.words).reply ? undefined : explainReceipt(parts);
  const apart = digest ?? receipt;
  if (apart) return apart;
  if (hasReport || header) {
    // A daemon's notice of a failure may name nobody, and call itself an automatic answer.
    const ofDaemon = isDaemon(parts.fields);
    const sentOn = hasReport
      ? undefined
      : ((await explainWrapped(parts, options)) ??
        (ofDaemon ? undefined : await explainPassedOn(parts.words, options)));
    const ofList = hasReport || sentOn ? undefined : explainListNotice(parts, true);
    const held = ofDaemon && !hasReport ? explainQuarantined(parts, options) : undefined;
    const bounce = sentOn ?? ofList ?? held ?? explainBounce(parts, options, ofDaemon);
    const notice = bounce ?? explainListNotice(parts) ?? explainAutoReply(parts);
    if (notice) return notice;
  }
  if (header)
    return (
      (await explainAttached(parts, options)) ??
      explainBounce(parts, options, true) ??
      explainFilterNotice(parts, options) ??
      explainHeaders(parts.fields)
    );
  const text = readableText(Buffer.from(lines, "latin1"));
  return (
    explainQueueList(text, options) ??
    (await log(text)) ??
    explainSmarterMail(text) ??
    (await explainPassedOn(parts.words, options)) ??
    (await explainSource(lines, options)) ??
    explainListNotice(parts, true) ??
    explainQuarantined(parts, options) ??
    explainBounce(parts, options) ??
    explainListNotice(parts) ??
    explainBehind(parts.words) ??
    explainStoreReply(parts.words) ??
    explainReply(parts.words, options) ??
    explainFilterNotice(parts, options) ??
    explainSigned(parts.words) ??
    explainAutoReply(parts) ??
    unknown
  );
}

/** A page, or a piece of one, as the text that people see; a message keeps its parts. A character a byte, as it came. */
function withoutMarkup(lines: string): string {
  if (leadingHeader(lines) || !isHtml(lines) || /^--[^\s<>"]{1,70}\n(?=content-)/im.test(lines)) return lines;
  const text = undoubled(htmlText(readableText(Buffer.from(lines, "latin1"))));
  return Buffer.from(text.replace(/^\s{1,1000}/, "")).toString("latin1");
}

/** Mail programs show the header under the names of their language. A character a byte, as it came. */
function withFields(lines: string): string {
  // A lone date is named alike in many languages.
  if (leadingHeader(lines)?.fields.some(({ name }) => fieldName.test(name))) return lines;
  const shown = shownMessage(readableText(Buffer.from(lines.slice(0, 4 * 1024 * 1024), "latin1")));
  return shown === undefined ? lines : Buffer.from(shown).toString("latin1");
}

const fieldName =
  /^(?:from|to|subject|received|return-path|delivered-to|message-id|mime-version|content-[a-z-]{1,40}|x-[\w-]{1,60}|authentication-results|reply-to|arc-[\w-]{1,40}|dkim-signature)$/;

/** A gateway puts its own words around the report of another: they say nothing of a failure. */
async function explainWrapped(parts: MessageParts, options: ExplainOptions): Promise<Explanation<Text> | undefined> {
  const hasReport = /^content-type:\s{1,20}message\/delivery-status/im.test(parts.original ?? "");
  if (!hasReport || saysPlainly(parts.words) || saidIn(parts.words).reply) return undefined;
  return explainAttached(parts, options);
}

/** Somebody sends on the notice that he got: it is the message in his. */
async function explainAttached(
  { original }: MessageParts,
  options: ExplainOptions,
): Promise<Explanation<Text> | undefined> {
  if (original === undefined) return undefined;
  const inner = await messageParts(plainLines(Buffer.from(original)));
  return explainFeedback(inner, options) ?? explainBounce(inner, options);
}

/** A header that somebody copied behind words of his own: from the first line on that begins one, unless a reply stands before it. */
function explainBehind(text: string): Explanation<Text> | undefined {
  const start = text.slice(0, 20_000).search(headerStart);
  if (start <= 0 || saidIn(text.slice(0, start)).reply) return undefined;
  const header = leadingHeader(text.slice(start));
  const isWay = header?.fields.some(({ name }) => /^(?:received|authentication-results)$/.test(name));
  return header && isWay && header.fields.length >= 3 ? explainHeaders(header.fields) : undefined;
}

const headerStart =
  /(?<=\n)(?:return-path|delivered-to|received|x-[\w-]{1,60}|authentication-results|arc-[\w-]{1,40}|dkim-signature|from|to|subject|date|message-id):[ \t\n]/i;

/** A line in words that one provider alone says. */
function explainSigned(text: string): Explanation<Text> | undefined {
  const lines = text.slice(0, 4000).split(/\n[ \t]*\n|(?<=[.!?)])\n/);
  for (const line of lines.map(oneLine).filter(({ length }) => length > 0 && length < maxSigned)) {
    const found = recogniseSigned(line);
    if (!found) continue;
    const fate = /\b(?:deferred|temporar\w{1,4}|try again|later)\b/i.test(line) ? "delayed" : "failed";
    const recipient = explained({ address: addressIn(line) ?? null, fate, words: line }, found.cause);
    return { ...bare("reply", recipient.sentence), recipients: [recipient] };
  }
  return undefined;
}

/** Three lines of a reply (RFC 5321 §4.5.3.1.5) are more than anybody says without a number. */
const maxSigned = 600;

/** The same in the text of his own, quoted or below a mark: only what a program wrote, with a reason. */
async function explainPassedOn(words: string, options: ExplainOptions): Promise<Explanation<Text> | undefined> {
  const passed = passedOn(words);
  if (passed === undefined) return undefined;
  const inner = await messageParts(Buffer.from(passed).toString("latin1"));
  const reply = saidIn(inner.words).reply;
  const quotes = reply !== undefined && reply.code >= 400 && reply.enhanced !== undefined;
  if (!quotes && !isDaemon(inner.fields) && !machineWords.test(inner.words)) return undefined;
  const bounce =
    explainScannerNotice(inner.words, inner.fields) ??
    explainBounce(inner, options) ??
    (quotes ? explainReply(inner.words, options) : undefined);
  return bounce?.recipients.some(({ cause }) => cause !== null) ? bounce : undefined;
}

/** The source of a notice behind words of somebody's own: from the first line on that begins its header. */
async function explainSource(lines: string, options: ExplainOptions): Promise<Explanation<Text> | undefined> {
  const start = lines.slice(0, 20_000).search(headerStart);
  if (start <= 0 || !isDaemon(leadingHeader(lines.slice(start))?.fields ?? [])) return undefined;
  const inner = await messageParts(lines.slice(start));
  return explainFeedback(inner, options) ?? explainBounce(inner, options);
}

const isReceipt = (reports: Readonly<Record<string, string>>): boolean => "message/disposition-notification" in reports;

const lure = bare(
  "unknown",
  say`This is no notice of a mail server, though it may look like one: it asks for a click and threatens, to get a password. Nothing failed. Do not follow its links; delete it, and whoever typed his password there should change it now.`,
);

const unknown = bare("unknown", say`This is no bounce, reply, header or log that could be explained.`);

const maxSentence = 300;

/** A number, and perhaps an enhanced code, of which nobody passed on the words. */
const onlyCode = /^\s{0,20}[45]\d\d(?: [45]\.\d{1,3}\.\d{1,3})?\s{0,20}$/;

/** An enhanced code before the words that a person passed on, without the number of the reply. */
const onlyNow = /^\W{0,8}4\.\d{1,3}\.\d{1,3}\b/;

/** What a program that shows its dialogue says at its end of its own: behind the last line that it heard. */
function behindReplies(text: string): string {
  const lines = text.slice(0, 64 * 1024).split("\n");
  const last = lines.findLastIndex((line) => /^\s{0,8}<[-~* ]{0,4}\d{3}[ -]/.test(line));
  return last < 0 ? "" : lines.slice(last + 1).join("\n");
}

/** What the tables of replies know of a reason without a number. */
const rowOf = (words: string): { readonly cause: CauseId } | undefined => {
  const found = reasonStages.map((stage) => recogniseReply(ownWord(words, "5.0.0"), stage));
  return found.find((one) => one !== undefined && one.confidence === undefined);
};
const reasonStages = ["rcpt", "eod", "store"] as const;

/** Longer is no reason that a program gives in a line. */
const maxReason = 160;
/** Who tells what happened to him is no program. */
const teller = /[?？]|\b(?:i|i'm|i've|my|me|we had|said|says|told|there (?:was|were)|please help)\b/i;

/** One reply of a server, as a log, a bounce or a person quotes it; or what a program says itself where it got none. */
function explainReply(pasted: string, options: ExplainOptions): Explanation<Text> | undefined {
  const text = unqmailed(pasted);
  const found = saidIn(text.slice(0, 64 * 1024));
  const apart = found.reply ? undefined : onlyCode.test(text) ? parseReply(text.trim()) : replyApart(text);
  const isGoodSoFar = found.reply !== undefined && fateOf(found.reply) === "taken";
  const end = isGoodSoFar ? programWords.find((row) => row.text.test(oneLine(behindReplies(text)))) : undefined;
  const said: Said = apart ? { ...found, reply: apart } : end ? defined({ ...found, reply: undefined }) : found;
  // Postfix and Exim name the recipient first; those in the reply may be anybody's.
  const named = /^\s{0,40}<([^<>\s]{1,64}@[^<>\s]{1,255})>:\s/.exec(withoutSenders(text.slice(0, 4000)))?.[1];
  const refused = /\brecipient <([^<>\s]{1,320}@[^<>\s]{1,255})> rejected\b/.exec(text.slice(0, 4000))?.[1];
  const address = named ?? refused ?? addressIn(said.reply?.text ?? "") ?? addressIn(text.slice(0, 4000)) ?? null;
  const words = oneLine(text.slice(0, 4000));
  // A single sentence that names somebody is what a program says of him, and a line alone that nobody tells is a reason.
  const isReason = !text.trim().includes("\n") && words.length < maxReason && !teller.test(words);
  const isTold = (address !== null && words.length < maxSentence) || isReason;
  // Who asks tells of nobody.
  const isAsked = /[?？]/.test(words);
  const rows = isTold
    ? [
        ...programWords,
        ...(isAsked ? [] : officeWords),
        ...replyWords,
        ...(isAsked ? [] : [...reasonTongues, ...tongueWords]),
      ]
    : programWords;
  const row = end ?? rows.find((candidate) => candidate.text.test(words));
  const own = said.reply ? undefined : (row ?? (isReason ? rowOf(words) : undefined));
  if (!said.reply && !own) return undefined;
  const isOver = own && !onlyNow.test(words) && (causes[own.cause].kind === "permanent" || isGivenUp(words));
  const fate = fateLogged(words) ?? (said.reply ? fateOf(said.reply) : isOver ? "failed" : "delayed");
  const told = { address, fate, ...said, ...(own && { words }) };
  const recipient = explained(told, causeBySite(told, options));
  return { ...bare("reply", recipient.sentence), recipients: [recipient], ...aboutTold(text, options) };
}
