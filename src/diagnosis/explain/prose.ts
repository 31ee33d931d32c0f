/** A bounce in words alone: where its own words end, which addresses failed, and what is said of each. */
import { isOfSender, mailAddress, programs, withoutSenders } from "./sender-words.ts";

/** Where the returned message begins; of any program. */
const returned =
  /^(?:[ \t]*-{2,20} ?(?:Start of (?:the )?(?:returned|original)|Headers? of the|Copy of|This is a copy|Below this line|Below the next line|Original message|Message header|Returned (?:message|mail)|Unsent message|The (?:header|body)|Enclosed|Ursprüngliche|Messaggio originale|Message d'origine|Mensaje original|Undelivered message|Begin (?:of )?original|Received message|Message text|Nachrichten)|[ \t|-]{0,30}Message (?:text|header|body)s? follows?|[ \t]*(?:Original message (?:headers|follows|.{1,40} (?:is as )?follows:)|Original Message Headers|Original message:|Intestazioni originali|Intestazioni del messaggio originale|En-têtes de message d'origine|Kopfzeilen der ursprünglichen|Ursprüngliche Nachrichtenkopfzeilen|Encabezados de mensajes? original|Below is a copy of (?:the|your)|Included is a copy|The (?:header|text) of the (?:original|message) |Start of returned message|Here is (?:a copy|your)|Copy of (?:the )?(?:original )?message|Content-Type: message\/rfc822|Content-Type: text\/rfc822-headers|Return-Path: <|X-MS-Exchange-Organization|----- Message header))/im;

/** What Zoho says of one recipient; of all of them in one row. */
const zohoRow =
  /\[?Status: Error,\s{1,4}Address:\s{1,4}<([^<>\s]{1,320})>,\s{1,4}ResponseCode\s{1,4}([245]\d\d),\s{1,4}/g;

/** Its older notices, in a line of each. */
const zohoLine = /^[ \t]{0,20}<?([^<>\s@]{1,64}@[^<>\s]{1,255})>? [\w ]{1,60}, ERROR_CODE :([245]\d\d), ERROR_CODE :/gm;

/** The report's own words, and what of the original was found behind them. */
export function splitProse(text: string): { readonly words: string; readonly original?: string } {
  const head = text
    .slice(0, 256 * 1024)
    .replace(zohoRow, "\n<$1>: $2 ")
    .replace(zohoLine, "\n<$1>: $2 ");
  const found = returned.exec(head);
  // What stands at the very beginning introduces nothing.
  if (!found || found.index < 20) return { words: head };
  const line = head.indexOf("\n", found.index);
  const from = /^(?:Return-Path|X-MS)/i.test(found[0]) || line < 0 ? found.index : line + 1;
  return { words: head.slice(0, found.index), original: head.slice(from) };
}

/** What is said of one address. */
export interface Mentioned {
  readonly address: string;
  readonly words: string;
  /** The address that led to it, where the program says so. */
  readonly from?: string;
}

/** A line that begins what is said of an address, in the ways of all programs. */
const opening = new RegExp(
  [
    // qmail, Postfix, Courier, Yahoo: `<a@b>:`; OpenSMTPD, dma: `a@b: reason`; Exchange: `a@b on 4/29/2026`, `a@b (name)`
    `^[ \\t>]{0,20}(?:-> |\\d{1,2}[.)] )?(?:(?:an?|to|rcpt to|recipient|recipient address|failed address|failed recipient|final recipient|destinatario|empfänger|destinataire|adresse|address|for)[ \\t]*: ?)?["']?(?:mailto:|smtp:|rfc822;|(?:[a-z]{1,4}=[^;\\n]{0,60};){1,8}dda:smtp=)?<?(${mailAddress})>?["']?(?:[ \\t]*<mailto:[^>\\n]{0,330}>)?[ \\t]*(?=$|[:;(]|\\.{3}| on \\w| - |[ \\t]\\[| \\()`,
    // GroupWise, Domino and others in a row of a table or behind a name: `"Bob" <a@b>`
    `^(?![ \\t]{0,20}[245]\\d\\d[ -])[ \\t]{0,20}"?[^"<>\\n@]{1,80}"? ?<(${mailAddress})>[ \\t]*[:;]?[ \\t]*$`,
    // IMail and others put the reason before it: `Unknown user: a@b`
    `^[ \\t]{0,20}((?:[\\w']{1,20} ){0,4}(?:user|mailbox|recipient|account|host)(?: [\\w']{1,20}){0,5}): ?<?(${mailAddress})>?[ \\t]*$`,
  ].join("|"),
  "gim",
);
/** In a sentence: the address that is said to be the message's own. */
const addressed = new RegExp(
  `(?:\\baddressed(?: to)?[,:]?|destinat[oa] (?:a|all'utente)|indirizzat[oa] a:?|destiné à|destinad[oa] a|(?:nachricht|e-?mail) an|(?:message|courriel) (?:envoyé )?(?:à|destiné à)|(?:messaggio|mail) (?:inviat[oa] )?(?:a|per)|(?:mensaje|correo|mensagem) (?:para|a)|(?:bericht|e-?mail) aan|wiadomoś\\S{1,3} do|(?:meddelande|meddelelse\\S?|melding\\S{0,2}) til?l?|(?:письмо|сообщение) для|发送给|(?:group|gruppe|groupe|grupo|gruppo)\\b[^\\n@]{0,80}(?= \\()) ["'<(]{0,3}(${mailAddress})`,
  "i",
);
/** In a sentence: the address behind words that say so. */
const inSentence = new RegExp(
  `(?:deliver(?:ed|y)?|send|sent|message|mail|e-?mail|recipient|address|indirizzo|destinatario|consegnat\\w|recapitat\\w|zugestellt|empfänger|adresse|remis|livré|entregad\\w|rcpt to:?|user)\\b[^\\n@]{0,80}?[ :<"'(]<?(${mailAddress})`,
  "i",
);
const anyAddress = new RegExp(`<?(${mailAddress})`, "gi");
/** Lines that name the sender or the postmaster, not who failed. */
const notFailed =
  /^[ \t]*(?:from|reply-to|sender|von|da|de|cc|message-id|subject|date|contact|sent|return-path|references|by)\b[^\n]{0,4}:/i;

/** The words in front of a list of those who failed: there an office of the domain is a recipient like others. */
const listing = /\bfollowing (?:address|recipient)[^\n]{0,80}\s{1,20}$/i;

const maxAddresses = 100;

/** The addresses that are said to have failed, each with the words behind it up to the next. */
export function mentioned(words: string): readonly Mentioned[] {
  const starts: { address: string; reason: string; from: number; to: number }[] = [];
  for (const found of words.matchAll(opening)) {
    const address = found[1] ?? found[2] ?? found[4];
    const line = words.slice(found.index, lineEnd(words, found.index));
    const isListed = listing.test(words.slice(Math.max(0, found.index - 200), found.index));
    if (!address || (programs.test(address) && !isListed) || notFailed.test(line)) continue;
    if (isOfSender(words.slice(found.index + found[0].length))) continue;
    if (starts.at(-1)?.address.toLowerCase() === address.toLowerCase()) continue;
    starts.push({ address, reason: found[3] ?? "", from: found.index + found[0].length, to: found.index });
    if (starts.length >= maxAddresses) break;
  }
  const transcript = words.search(/transcript of session follows/i);
  const inSession =
    transcript >= 0 && !starts.some(({ to }) => to < transcript) ? spokenOf(words.slice(transcript)) : [];
  if (inSession.length > 0) return merged(inSession);
  const all = starts.map(({ address, reason, from }, index) => {
    const behind = words.slice(from, starts[index + 1]?.to ?? words.length).replace(/^[>:\s"'.]{1,40}/, "");
    const said = reason === "" ? behind : `${reason}\n${behind}`;
    const source =
      /\((?:(?:ultimately )?generated from|expanded from|was addressed to):?[ <]{1,3}([^\s<>()]{1,320})/i.exec(
        said,
      )?.[1];
    return { address, words: said.slice(0, 6000), ...(source?.includes("@") && { from: source }) };
  });
  return merged(all);
}

/** Sendmail's own line of a recipient in its transcript. */
const transcribed = new RegExp(
  `^[45]\\d\\d (?:[45]\\.\\d{1,3}\\.\\d{1,3} )?<?(${mailAddress})>?\\.{3} [^\\n]{0,1000}`,
  "gm",
);

/** The oldest Sendmail lists nobody: what it heard of each stands before its own line, back to that of the one before. */
function spokenOf(transcript: string): readonly Mentioned[] {
  const lines = [...transcript.matchAll(transcribed)].slice(0, maxAddresses);
  return lines.map((found, index) => {
    const before = lines[index - 1];
    const from = before ? before.index + before[0].length : 0;
    return { address: found[1] ?? "", words: transcript.slice(from, found.index + found[0].length).slice(-6000) };
  });
}

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
};

/** Programs name an address in a list first, and again with the reason. */
function merged(all: readonly Mentioned[]): readonly Mentioned[] {
  const byAddress = new Map<string, Mentioned>();
  for (const one of all) {
    const key = one.address.toLowerCase();
    const before = byAddress.get(key);
    byAddress.set(
      key,
      before ? { ...before, ...one, address: before.address, words: `${before.words}\n${one.words}` } : one,
    );
  }
  return [...byAddress.values()];
}

/** The address that a sentence names as the one that failed; else the first that is no program's. */
export function addressIn(words: string): string | undefined {
  const told = withoutSenders(words);
  const named = [addressed, inSentence].map((shape) => shape.exec(told)?.[1]);
  const all = [...told.slice(0, maxLooked).matchAll(anyAddress)].map((found) => found[1]);
  return [...named, ...all]
    .map((address) => address?.replace(/^'/, ""))
    .find((address) => address !== undefined && !programs.test(address));
}

/** Behind so much nobody is named whom the notice is about. */
const maxLooked = 64 * 1024;
