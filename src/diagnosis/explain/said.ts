/** The reply in a text that quotes one: what was said, by which host, to which command. */
import type { Stage } from "../../events/event.ts";
import { parseReply, type Reply } from "../../mail/reply.ts";

export interface Said {
  readonly reply?: Reply;
  readonly host?: string;
  readonly stage?: Stage;
}

/** More than any program quotes of a reply, and more than any notice has around it. */
const maxSaid = 4000;
const maxText = 64 * 1024;

/** A command, as programs name it, and the stage that it stands for. The first that is found speaks. */
const commands: readonly (readonly [RegExp, Stage])[] = [
  [
    /end of (?:data|mail data|message)|(?:after|on) (?:the )?(?:final )?dot|after (?:sending )?(?:the )?(?:message|data block|body)|failed after i sent the message|>>> \./i,
    "eod",
  ],
  [/(?:in reply to|after|to|on|to the) pipelined? ?(?:end of data|data)|after pipelined end of data/i, "eod"],
  [
    /(?:in reply to|response to|after|command:?|most progress was|>>>|pipelined) ?"?(?:sending )?RCPT(?: TO)?\b|does not like recipient|(?:state 14)/i,
    "rcpt",
  ],
  [
    /(?:in reply to|response to|after|command:?|most progress was|>>>|pipelined) ?"?(?:sending )?MAIL(?: FROM)?\b|but sender was rejected/i,
    "mail",
  ],
  [/(?:in reply to|response to|after|command:?|>>>|pipelined) ?"?(?:sending )?DATA\b|failed on DATA command/i, "data"],
  [
    /(?:in reply to|response to|after|command:?|>>>) ?"?(?:sending )?(?:EHLO|HELO|LHLO)\b|my name was rejected/i,
    "helo",
  ],
  [/(?:in reply to|response to|after|command:?|>>>) ?"?(?:sending )?STARTTLS\b/i, "tls"],
  [/(?:in reply to|response to|after|command:?|>>>) ?"?(?:sending )?AUTH\b|SASL authentication failed/i, "auth"],
  [
    /initial (?:server )?(?:greeting|connection)|but greeting failed|after initial connection|refused to talk to me/i,
    "connect",
  ],
  // By what PHPMailer and curl call a command.
  [/\bDATA END command failed/, "eod"],
  [/\bRCPT failed: \d/, "rcpt"],
  [/\bMAIL failed: \d/, "mail"],
  // What a server says at one stage only (Postfix).
  [/message file too big/i, "eod"],
];

const hosts: readonly RegExp[] = [
  /\bhost ([\w.-]{1,255}) ?\[[^\]]{1,45}\](?::\d{1,5})?\)? (?:said|refused)/i,
  /\bhost ([\w.-]{1,255}) \[[0-9a-f.:]{3,45}\]/i,
  /\b(?:while talking to|Remote Server at|recipient domain \S{1,255} by|rejected by|Remote host is|remote host|server at|Giving up on|Connected to|response from|from remote server|from host) <?([\w-]{1,63}(?:\.[\w-]{1,63}){1,9})/i,
  /\bserver for the recipient domain \S{1,255} by ([\w-]{1,63}(?:\.[\w-]{1,63}){1,9})/i,
  /^([\w-]{1,63}(?:\.[\w-]{1,63}){1,9}) \[[^\]]{1,45}\]:$/m,
];

/**
 * In a text a reply stands behind a mark (`said: `, `>>> `, a quote, a hash, `stat=`) or, with an enhanced code, behind a space;
 * a number in prose is none, nor is the port behind the name of a host. Programs that fold lines may fold them behind its number.
 */
const replyStart =
  /(?:^[ \t]{0,40}(?:(?:[\w-]{1,63}\.){1,5}[a-z]{2,24} )?|[:;<>] {0,2}|["'`#([\u2018\u201c]|[-–] |\bsaid:? |\bwas:? |\b(?:stat|reply|response|result|diag|LED)=|\bResponseCode |\s(?=[245]\d\d(?:[ -](?:[245]\.\d{1,3}\.\d|#[245]\.\d|[A-Z<])|-["'])))(?!(?<=[\w\]]:)(?:465|587)\b)([245]\d\d)(?:(?=[ -]\S|- \()|(?=\n[ \t]{1,20}\S)|(?:: |\] |, b?["']|', \[["'])(?=\S))/gm;

/** Where a quoted reply ends: what the program adds behind it. */
const replyEnd =
  /\s*(?:\((?:in reply to|state \d|TCP-RST|while|expanded|#?\d{1,2}\))|["'`\u2019\u201d] ?(?:$|\n|\.|\)|\]\))|(?<!#)##(?!#)|["'] (?:errormsg|exitcode)=|\n(?:<[-~*]{1,2} {1,2}(?!\d{3}[ -])| [-~]> |===|\*\*\*) ?|> ?#SMTP#|\n[ \t]*\n(?!\s{0,20}\d{3}[ -]\S)|\n[ \t]*(?:Giving up on|Remote host|Reporting-MTA|Final-Recipient|Original-Recipient|Action:|Status:|<<<(?! ?\d{3}[ -])|>>>|--|Original message|\S{1,64}@\S{1,255}(?:\n|$)|(?<!^\d{3}(?:[ -][245]\.\d{1,3}\.\d{1,3})?\n[ \t]*)<\S{1,64}@\S{1,255}>:)|:\s{1,80}retry timeout exceeded)/i;

/** The reply that is quoted; where several are, the one that tells most. */
export function saidIn(text: string): Said {
  const head = unlogged(codeFirst(text.slice(0, maxText)));
  const line = oneLine(head);
  const told = commands.find(([words]) => words.test(line))?.[1];
  const host = hosts.map((shape) => shape.exec(line)?.[1] ?? shape.exec(head)?.[1]).find((name) => name !== undefined);
  const reply = replyIn(head);
  // The greeting alone begins with the name of its host, and says why in the lines behind it, which some leave out.
  const stage = told ?? (reply && reply.code >= 400 && onlyHost.test(reply.text) ? "connect" : undefined);
  return { ...(reply && { reply }), ...(host && { host: host.replace(/\.$/, "") }), ...(stage && { stage }) };
}

const onlyHost = /^(?:[a-z0-9-]{1,63}\.){1,10}[a-z]{2,24}$/i;

/** PHPMailer gives the words of a reply, its number, and its enhanced code, in this order. */
const codeFirst = (text: string): string =>
  text.replace(
    /\bDetail: (\S[\s\S]{0,1000}?)\s{0,3}SMTP code: ([45]\d\d)(?: Additional SMTP info: ([45]\.\d{1,3}\.\d{1,3}))?/g,
    (_, words: string, code: string, enhanced = "") =>
      `\n${[code, enhanced, oneLine(words)].filter((part) => part).join(" ")}`,
  );

/** Which number begins what is said in a line of a log, and what stands before it. */
const loggedReply = /^(.{1,300}?[:>] {1,2})([245]\d\d)(?=([ -]))/;
/** A stamp goes on from line to line: behind so many characters a line says whose reply it logs. */
const stampLength = 32;

/**
 * Logs that write each line of a reply as a line of their own (Courier): only its first keeps what stands before it, and that of
 * another session is parted from it.
 */
function unlogged(text: string): string {
  let before: RegExpExecArray | null = null;
  const lines = text.split("\n").map((line) => {
    const found = loggedReply.exec(line);
    const [last, [, prefix = "", code = ""]] = [before, found ?? []];
    before = found;
    if (!last || prefix.length <= stampLength) return line;
    const isNext = last[3] === "-" && last[2] === code && last[1]?.slice(stampLength) === prefix.slice(stampLength);
    return isNext ? line.slice(prefix.length) : `\n${line}`;
  });
  return lines.join("\n");
}

/** So many are looked at. */
const maxQuoted = 200;

/** The replies that are quoted, each with where it begins. */
function* repliesIn(text: string): Generator<{ readonly reply: Reply; readonly start: number }> {
  let count = 0;
  for (const found of text.matchAll(replyStart)) {
    const start = found.index + found[0].lastIndexOf(found[1] ?? "");
    const reply = replyAt(text, start, found[1] ?? "");
    if (reply) yield { reply, start };
    if (++count > maxQuoted) return;
  }
}

function replyIn(text: string): Reply | undefined {
  let best: Reply | undefined;
  let most = 0;
  for (const { reply, start } of repliesIn(text)) {
    const worth = isSaid(reply) ? worthOf(reply, heard.test(text.slice(Math.max(0, start - 20), start))) : 0;
    if (worth > most) [best, most] = [reply, worth];
  }
  return best;
}

/** The reply of several lines of which that one is the first, where the text has it: reports may keep no more (Sendmail). */
export function wholeOf(first: Reply, text: string): Reply | undefined {
  if (first.text === "" || first.text.includes("\n")) return undefined;
  for (const { reply } of repliesIn(text.slice(0, maxText)))
    if (reply.code === first.code && reply.text.startsWith(`${first.text}\n`)) return reply;
  return undefined;
}

/** Where a program marks what it heard, other lines with a number are its own (Sendmail). */
const heard = /(?:<<<|\(reason:) ?$/;

/** A number and a word are no reply: "250 euros", "500 messages". */
const isSaid = ({ enhanced, text }: Reply): boolean =>
  enhanced !== undefined || /[a-z]{2}.*[\s<@]|^#?\S{5,}|[^\x00-\x7f]/i.test(text);

/** What follows from a refusal before: nobody is left to send to, and nobody to be told of it. */
const sequel =
  /^(?:postmaster|mailer-daemon|root)\.{3} user unknown|\bno (?:valid )?recipients?\b|(?:need|send|requires?|missing|valid) rcpt|rcpt (?:first|command)|^local configuration error$/i;

/** A refusal says more than a 2xx or 3xx, a longer one with an enhanced code more than the bare line of a program. */
const worthOf = ({ code, enhanced, text }: Reply, isHeard: boolean): number =>
  1 +
  (code >= 400 ? (sequel.test(text) ? 50 : 100) : 0) +
  (isHeard ? 20 : 0) +
  (enhanced && !enhanced.endsWith(".0.0") ? 10 : enhanced ? 5 : 0) +
  (text.length > 12 ? 2 : 0) +
  // One that is quoted whole says more than its first line.
  (text.length > 120 ? 1 : 0);

const codeLength = "550', ".length;
/** Where a quote ends in which a reply stands; an apostrophe in a word ends none. */
const quoteEnd: Readonly<Record<string, RegExp>> = { '"': /"(?=[\s.,;:)\]']|$)/, "'": /'(?=["'.,;:)\]]|\s{0,9}$)/ };

/** The reply that begins there, over all lines that go on with it: its code again, or a line folded by a mail program. */
function replyAt(text: string, start: number, code: string): Reply | undefined {
  const rest = text.slice(start, start + maxSaid);
  // Some programs close a quote behind the number, and open another.
  const closed = quoteEnd[text[start - 1] ?? ""]?.exec(rest.slice(codeLength));
  const ends = [closed ? codeLength + closed.index : undefined, replyEnd.exec(rest)?.index, rest.length];
  const end = Math.min(...ends.filter((found) => found !== undefined));
  const lines: string[] = [];
  for (const raw of rest.slice(0, end).split("\n")) {
    const line = raw.replace(/^[ \t]*(?:<<< ?|<[-~*]{1,2} {1,2})?/, "");
    // Line ends that were doubled on the way leave a reply of several lines what it is.
    if (line.trim() === "" && lines.at(-1)?.[3] === "-") continue;
    const again = line.startsWith(code) && /^[ -]/.test(line.slice(3)) && lines.at(-1)?.[3] !== " ";
    if (lines.length > 0 && (line === "" || (!again && /^[2345]\d\d[ -]/.test(line)))) break;
    if (lines.length === 0 || again) lines.push(line.replace(quotedCode, "$1 ").replace(/^(\d{3}[ -])\1/, "$1"));
    else lines[lines.length - 1] += ` ${line}`;
  }
  const joined = lines.join("\n").replace(/^(\d{3}[ -])#([245]\.\d)/, "$1$2");
  // The bracket in which it was quoted.
  const flat = joined.includes("(") ? joined : joined.replace(/\)$/, "");
  return parseReply(
    /^\d{3}-/.test(flat) && lines.length === 1 && !flat.slice(3).includes(` ${code}`) ? flat.replace("-", " ") : flat,
  );
}

/** As mail programs show a reply: its number behind, in front of other words, or left out. Pages have errors from 400 and 500 on. */
const apart: readonly RegExp[] = [
  /\b(?<enhanced>[45]\.\d{1,3}\.\d{1,3}) (?<text>\S[^\n]{3,1000}?) ?\((?<code>[245]\d\d)\)/,
  /\b(?:error|code):? ?[([]?(?<code>[45]\d\d)[)\]]?[:.][^\n(]{0,200}\((?<enhanced>[45]\.\d{1,3}\.\d{1,3}) (?<text>[^\n]{3,1000}?)\)\.?\s{0,9}$/im,
  /\b(?:MAIL|RCPT|DATA|AUTH|EHLO|HELO) failed: (?<code>[45]\d\d)(?<text>)(?=\s|$)/,
  /\bsmtp-server response: (?<code>[45]\d\d)(?<text>)(?=\s|$)/,
  /\b(?:error|errore|fehler|erreur|código|codice|code)(?: code)? ?[([]?(?<code>421|4[35]\d|5[2-7]\d)[)\]]? ?[:–-] ?(?:(?<enhanced>[45]\.\d{1,3}\.\d{1,3}) )?(?<text>[^\s\d][^\n]{3,1000})/i,
  /(?:\b(?:response was|respon(?:ded|se)|replied|returned|said|error|antwortete|ha risposto|odpowiedział|respondeu|antwoordde)|\ba répondu|\brespondió) ?:?\s{1,3}["']?(?<enhanced>[45]\.\d{1,3}\.\d{1,3}) (?<text>\S[^\n]{3,1000})/i,
];

/** A reply whose number does not stand before it; its code is 0 where there is none. */
export function replyApart(text: string): Reply | undefined {
  const groups = apart.map((form) => form.exec(text.slice(0, 4000))?.groups).find((found) => found !== undefined);
  if (!groups) return undefined;
  const { code, enhanced, text: words = "" } = groups;
  return { code: Number(code ?? 0), ...(enhanced && { enhanced }), text: words };
}

/** How programs part the number from a reply that they quote: Python's pair, and IronPort's, in bounce and log. */
const quotedCode = /^(\d{3})(?:: ?|\] |, b?["']|-["']|', \[["'])/;

/** The log of qmail-send, which writes what happened without blanks and line ends (qsutil.c, logsafe). */
export const unqmailed = (text: string): string =>
  text.replace(
    /(\bdelivery \d{1,10}: (?:failure|deferral): )(\S{1,2000})/g,
    (_, start: string, said: string) => `${start}\n${said.replace(/_/g, " ").replace(/\/(?=[A-Z]|$)/g, "\n")}`,
  );

/** Cut where the reply was folded between two words. */
export const oneLine = (text: string): string => text.replace(/\s{1,1000}/g, " ").trim();
