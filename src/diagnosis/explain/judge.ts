/** From what was said of one recipient to its cause: the tables of replies first, then the words of programs. */
import { inCatalogue, say, type Text } from "../../base/saying.ts";
import type { Stage } from "../../events/event.ts";
import { ownWord, type Reply, replyClass } from "../../mail/reply.ts";
import { enhancedCode } from "../../mail/status-codes.ts";
import { type CauseId, causes } from "../causes.ts";
import { confidence } from "../confidence.ts";
import { causeOfVendor, meaningsOf, meaningsOfCode, saysLittle } from "../replies/codes.ts";
import { reasonTongues } from "../replies/reason-tongues.ts";
import { causeOfWords, type Recognised, recogniseCode, recogniseReply, type Speaker } from "../replies/recognise.ts";
import { tongueWords } from "../replies/tongues.ts";
import { commandOf, type ExplainedRecipient, type ExplainOptions } from "./explanation.ts";
import { type Fate, fateInWords } from "./fate.ts";
import { meaningOf, titleOf } from "./meaning.ts";
import { officeWords } from "./office-words.ts";
import { programWords } from "./program-words.ts";
import { replyWords } from "./reply-words.ts";
import { oneLine, type Said } from "./said.ts";

/** Everything that is known of one recipient. */
export interface Told extends Said {
  readonly address: string | null;
  readonly finalAddress?: string | null;
  readonly fate: Fate;
  readonly status?: string;
  /** Epoch milliseconds. */
  readonly retryUntil?: number;
  /** What the program wrote around the reply, or instead of one. */
  readonly words?: string;
}

/** Without a stage these are tried, from the most common on. At others a bare code speaks, which is too much for a guess. */
const likelyStages: readonly Stage[] = ["rcpt", "eod", "mail", "queue", "data"];
/** More than a program writes of one recipient. */
const maxWords = 6000;

const known = confidence.explicitByEnvelope;
const isSure = (found: Recognised | undefined): boolean =>
  found !== undefined && (found.confidence ?? known) > confidence.specificCode;
const surer = (one: Recognised | undefined, other: Recognised | undefined): Recognised | undefined =>
  one && (one.confidence ?? known) >= (other ? (other.confidence ?? known) : 0) ? one : other;

/** The cause, as far as a text, a code and a stage tell. What is tried again has not expired, whatever a program calls it. */
export function judge(told: Told): Recognised | undefined {
  if (told.fate === "taken") return undefined;
  const found = causeOf(told);
  return told.fate === "delayed" && found?.cause === "queue.expired" ? { ...found, cause: "queue.waiting" } : found;
}

function causeOf(told: Told): Recognised | undefined {
  const { reply, fate } = told;
  const said = reply && reply.code > 0 ? reply : undefined;
  const status = statusOf(told);
  const beside = oneLine([reply?.code === 0 ? reply.text : "", told.words ?? ""].join(" ")).slice(0, maxWords);
  const best = said
    ? byReply({ ...(status && { enhanced: status }), ...said }, told, beside)
    : byProgram(told, status, beside);
  if (!isSure(best) && isBySieve(told, beside)) return { cause: "local.sieve", confidence: confidence.specificCode };
  if (best && (best.confidence ?? known) >= confidence.enough) return best;
  // It is less than a known wording, and more than a code that is given for anything.
  const text = said && oneLine(said.text).slice(0, maxWords);
  const plain = said && text ? causeOfWords(text, replyClass(said)) : undefined;
  const possible = possibleAt(told.stage, plain && { cause: plain, confidence: confidence.enough });
  if (possible) return possible;
  // Servers that hang up say so by 421, mostly at once.
  const hungUp = said?.code === 421 ? recogniseReply(said, "connect", speakerOf(told)) : undefined;
  return hungUp ?? lastResort(told, status) ?? surer(best, status ? byStatus(status, fate) : undefined);
}

/** The mail store of the same machine took the message and refused it for no reason of its own: so does a rule of the recipient. */
const isBySieve = ({ reply, stage }: Told, words: string): boolean =>
  stage === "eod" && reply?.code === 550 && atStore.test(words) && /^5\.7\.[01]$/.test(reply.enhanced ?? "5.7.1");
const atStore = /\bhost [\w.-]{1,255}\[(?:private)?\/[^\]]{0,80}lmtp[^\]]{0,20}\] said: /;

/** Of the network and of names no server speaks: the program made up the code, and its words say more. */
const madeUp = /^[45]\.(?:4\.\d{1,3}|1\.2|1\.10)$/;

/** By which Sendmail calls what a program ended with (sysexits.h): that says less than what the program wrote. */
const exitWords =
  /\b(?:can't create (?:user )?output(?: file)?|unknown mailer error \d{1,3}|input\/output error|cannot open input)(?=\)|$)/i;

/** A server's reply: tables first; words where the tables know only a code that decides nothing; then what stands beside it. */
function byReply(reply: Reply, told: Told, beside: string): Recognised | undefined {
  const text = oneLine(reply.text).slice(0, maxWords);
  const ofItself = madeUp.test(reply.enhanced ?? "") ? firstOf(programWords, text) : undefined;
  if (ofItself) return ofItself;
  const found = byTables(reply, told.stage, speakerOf(told));
  if (isSure(found)) return found;
  // What is worded as a refusal the tables have looked at, and do again with less trust.
  const inWords = possibleAt(told.stage, firstOf(officeWords, text) ?? firstOf(programWords, text));
  // Nobody who is not there is told to come again.
  const worded = inWords?.cause === "rcpt.user-unknown" && replyClass(reply) === 4 ? undefined : inWords;
  if (!isVague(reply.enhanced)) return found ?? worded;
  const written = exitWords.test(text) ? wordedAs(beside.replaceAll(text, " ").replace(exitWords, " ")) : undefined;
  const around = written ?? worded ?? wordedAs(beside.replace(text, " "));
  return around ?? (found && { ...found, confidence: Math.min(found.confidence ?? known, confidence.genericCode) });
}

/** Words of a program; the status that it gives is its own, too, and says more than none. */
function byProgram({ stage, fate, reply }: Told, status: string | undefined, words: string): Recognised | undefined {
  const own = oneLine(reply?.text ?? "").slice(0, maxWords);
  const ofItself = wordedAs(own);
  if (ofItself) return ofItself;
  const asOwn = own === "" ? undefined : byTables(ownWord(own, status ?? "5.0.0"), stage ?? "queue");
  if (isSure(asOwn)) return asOwn;
  const around = wordedAs(words);
  if (around && status && contradicts(status, around.cause)) return byStatus(status, fate);
  if (around || words === "") return around ?? (status ? byStatus(status, fate) : undefined);
  const asReply = byTables(ownWord(words, status ?? `${fate === "delayed" ? 4 : 5}.0.0`), stage ?? "queue");
  if (asReply && status && contradicts(status, asReply.cause)) return byStatus(status, fate);
  if (isSure(asReply)) return asReply;
  return status ? surer(ofSubject(status, asReply), byStatus(status, fate)) : undefined;
}

/**
 * The report gives a status that says more than a subject, and the words around it, which may be those of a footer, something
 * else. The codes of the network are for what the words tell.
 */
function contradicts(status: string, cause: CauseId): boolean {
  const meanings = madeUp.test(status) || saysLittle(status) ? [] : meaningsOf(status);
  return meanings.length > 0 && !meanings.some((meant) => causes[meant].family === causes[cause].family);
}

const byStatus = (status: string, fate: Fate): Recognised | undefined =>
  ofSubject(
    status,
    byTables({ code: fate === "delayed" || status.startsWith("4") ? 451 : 550, enhanced: status, text: "" }, undefined),
  );

/** What a code that stands for a whole subject may mean is a guess. */
const ofSubject = (status: string, found: Recognised | undefined): Recognised | undefined =>
  found && wholeSubject.test(status) ? { ...found, confidence: confidence.genericCode } : found;
/** "Something is the matter with the mailbox", "with the system", "with the content". */
const wholeSubject = /\.[236]\.0$/;

/** The enhanced code of the report, unless the reply has one that says more: programs make up x.0.0. */
function statusOf({ status, reply, words }: Told): string | undefined {
  const told = reply && reply.code > 0 ? reply.text : `${reply?.text ?? ""} ${words ?? ""}`;
  const inText = /(?:^|[\s(#])([45]\.\d{1,3}\.\d{1,3})(?:[\s),.:;]|$)/.exec(told)?.[1];
  const given = [reply?.enhanced, status, inText].filter((code) => code !== undefined);
  return given.find((code) => !code.endsWith(".0.0")) ?? given[0];
}

/** Codes that decide nothing alone. */
const isVague = (code: string | undefined): boolean =>
  code === undefined ||
  /\.(?:0\.0|7\.[01]|5\.0|3\.0|2\.0|4\.0|1\.0)$/.test(code) ||
  (enhancedCode(code) ?? causeOfVendor(code)) === undefined;

/** Who said it, by whose own words it is known. */
const speakerOf = ({ host }: Told): Speaker => (host === undefined ? {} : { host });

function byTables(reply: Reply, stage: Stage | undefined, speaker: Speaker = {}): Recognised | undefined {
  const first = stage && recogniseReply(reply, stage, speaker);
  if (isSure(first)) return first;
  const others = likelyStages.map((candidate) => possibleAt(stage, recogniseReply(reply, candidate, speaker)));
  const other = others.find((found) => found !== undefined);
  const isTold = (other?.confidence ?? known) > confidence.enough;
  return firstSure(others) ?? first ?? (isTold ? other : (recogniseCode(reply) ?? other));
}

/** Before a message is spoken of, nothing of it and of its recipients is refused. */
const possibleAt = (stage: Stage | undefined, found: Recognised | undefined): Recognised | undefined =>
  (stage === "connect" || stage === "helo") && found && (isSure(found) ? ofRecipient : ofMessage).test(found.cause)
    ? undefined
    : found;
const ofRecipient = /^rcpt\.(?!relay)/;
const ofMessage = /^(?:rcpt|data|eod|local)\./;

const firstSure = (found: readonly (Recognised | undefined)[]): Recognised | undefined =>
  found.find((one) => isSure(one));

const firstOf = (rows: typeof programWords, text: string): Recognised | undefined => {
  const row = text === "" ? undefined : rows.find((candidate) => candidate.text.test(text));
  return row && { cause: row.cause, confidence: confidence.specificCode + 0.05 };
};

/** What Exim writes behind the reason for which it tried so long. */
const gaveUp = /:\s{0,9}retry timeout exceeded\b/i;

/** By the words of programs, then by those of refusals; that it took too long counts where no reason is told. */
function wordedAs(text: string): Recognised | undefined {
  const reason = text.replace(gaveUp, "");
  const tables = [officeWords, programWords, replyWords, reasonTongues, tongueWords];
  for (const table of tables) {
    const found = firstOf(table, reason);
    if (found) return found;
  }
  return reason === text ? undefined : firstOf(programWords, text);
}

/** A bare code, with the command that drew it: what it means most often. */
function lastResort({ reply, stage, fate }: Told, status: string | undefined): Recognised | undefined {
  if (fate === "delayed") return { cause: "queue.waiting", confidence: confidence.enough };
  if (status === "4.4.7" || status === "5.4.7") return { cause: "queue.expired" };
  const code = reply?.code ?? 0;
  if (stage === "rcpt" && (code === 550 || code === 553))
    return { cause: "rcpt.user-unknown", confidence: confidence.enough };
  if (stage === "eod" && (code === 550 || code === 554)) return { cause: "eod.spam", confidence: confidence.enough };
  if (stage === "connect" && code >= 500) return { cause: "greeting.reputation", confidence: confidence.enough };
  if (code >= 400 && code < 500 && fate === "failed") return { cause: "queue.expired", confidence: confidence.enough };
  return undefined;
}

/** What the administrator says of a reply: nobody knows better. */
export function causeBySite({ reply, stage, host }: Told, { site = [] }: ExplainOptions): CauseId | undefined {
  if (!reply || site.length === 0) return undefined;
  const found = recogniseReply(reply, stage ?? "rcpt", host === undefined ? {} : { host }, site);
  return found?.bySite && found.cause;
}

const secondOf = (reply: Reply | undefined, stage: Stage | undefined, cause: CauseId): CauseId | undefined =>
  reply && meaningsOfCode(reply.code, stage).find((other) => other !== cause);

/** Whoever pastes a text has no side: what a table says of "our own host" is said of the sender's, as parties are named. */
export const ofSender = (cause: CauseId): CauseId => (cause === "dns.ptr-missing-ours" ? "greeting.no-ptr" : cause);

/** The answer for one recipient. `override`: a cause that follows from more than this recipient's words. */
export function explained(told: Told, override?: CauseId): ExplainedRecipient<Text> {
  const { address, finalAddress, reply, stage, host, fate } = told;
  const found = judge(told);
  const named = override ?? found?.cause;
  const cause = named ? ofSender(named) : null;
  const status = statusOf(told) ?? null;
  const meaning = cause && meaningOf(cause, oneLine(`${status ?? ""} ${reply?.text ?? ""} ${told.words ?? ""}`));
  const way = finalAddress && finalAddress !== address ? say` (it was passed on to ${finalAddress})` : "";
  const ofCode = status ? enhancedCode(status)?.meaning : undefined;
  const untold = ofCode ? inCatalogue(ofCode.replace(/\.$/, "")) : say`the reply says too little to name a cause`;
  const plain = meaning ? meaning.title : untold;
  const sure = found ? Math.min(found.confidence ?? known, meaning?.confidence ?? 1) : confidence.enough;
  const isOpen = override === undefined && found !== undefined && sure < confidence.enough;
  const next = isOpen ? (found.next ?? secondOf(reply, stage, found.cause)) : undefined;
  const why = next
    ? say`the reply does not say why; its code means most often "${plain}", or else "${titleOf(next)}"`
    : plain;
  return {
    address,
    finalAddress: finalAddress ?? null,
    cause,
    family: cause && causes[cause].family,
    party: cause && causes[cause].party,
    confidence: cause ? Math.round(sure * 100) / 100 : 0,
    alternatives: next ? [{ cause: next, title: titleOf(next), confidence: confidence.secondOfCode }] : [],
    status,
    reply: reply && (reply.code > 0 || reply.text !== "") ? reply : null,
    command: (stage && commandOf[stage]) ?? null,
    remoteHost: host ?? null,
    retryUntil: told.retryUntil === undefined ? null : new Date(told.retryUntil).toISOString(),
    sentence: say`The message for ${address ?? say`the recipient`} ${fateInWords(fate, cause, told)}${way}: ${why}.`,
    remedy: meaning ? meaning.remedy : [],
  };
}
