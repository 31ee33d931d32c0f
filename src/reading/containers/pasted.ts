/** What a person copied from a terminal, a page or a thread: lines of any other kind behind marks of quoting and of pages, and texts whose program nobody copied. */
import { Buffer } from "node:buffer";
import { plainLetters } from "../../mail/pasted.ts";
import type { Container, ContainerContext } from "../container.ts";
import type { LineView } from "../view.ts";
import { bare } from "./bare.ts";
import { procmailFile } from "./deliverer.ts";
import { eximStream } from "./exim.ts";
import { mixed } from "./mixed.ts";
import { ownFiles } from "./own-files.ts";
import { wrapped } from "./wrapped.ts";

/** Of a line that is longer nothing is undone: nobody copies such. */
const maxBytes = 16 * 1024;

const tag = "</?(?:code|pre|p|b|i|em|strong|li|span|tt|br ?/?)>";
const elided = String.raw`(?:\[(?:\.{2,3}|…)\]|\((?:\.{2,3}|…)\)|\.{3,5}|…)`;
/** What stands before a line that was quoted, made a list, set as code, or cut; each is taken off as often as it is there. */
const marksBefore = new RegExp(
  `^(?:[ \\t]|[>|](?!>>)|\`{1,3}(?:\\w{1,10}$)?|${tag}|${elided} |[•–-] (?=\\S{3}))+`,
  "i",
);
const markBehind = new RegExp(`(?:\`{1,3}|${tag})$`, "i");
const mostBehind = 8;

/** So few blanks and marks are looked at one by one: together they would cost more the more there are. */
function withoutMarks(text: string): string {
  let rest = text.replace(marksBefore, "").trimEnd();
  for (let nth = 0; nth < mostBehind; nth++) {
    const shorter = rest.replace(markBehind, "").trimEnd();
    if (shorter.length === rest.length) break;
    rest = shorter;
  }
  return rest;
}

/** `**words**`, in a line that begins with such. */
const emphasis = /\*{1,3}([^*\s](?:[^*]{0,300}[^*\s])?)\*{1,3}/g;
/** `[a@b](mailto:a@b)`. */
const link = /\[(<?[^\s[\]()]{1,320}>?)\]\((?:mailto:|https?:\/\/)[^\s()]{1,1000}\)/gi;
const stamp = String.raw`(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d |\d{4}-\d\d-\d\d[T ]\d\d:\d\d)`;
/** The name that grep puts before what it found in several files, and the line's number; or the heading of a page's table. */
const found = new RegExp(String.raw`^(?:[\w./@+-]{1,200}(?::\d{1,9})?[:-]|[A-Za-z][\w ]{1,40}:[ \t]{1,8})(?=${stamp})`);
/** Dovecot's service and user, behind which a panel leaves a blank too many. */
const afterUser = /^([a-z][a-z0-9-]{1,20}\([^()]{1,200}\)(?:<[^<>]{1,60}>){0,2}:) {2,4}/;
/** An address as archives of lists show it. */
const spelledOut = /<([\w.+-]{1,64}) at ([\w.-]{1,255})>/g;
const entities: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };

/** The line as its program wrote it. */
function unmarked(raw: string): string {
  const letters = withoutMarks(plainLetters(raw)).replace(found, "");
  const named = letters.includes("&lt;")
    ? letters.replace(/&(?:lt|gt|amp|quot);/g, (name) => entities[name] ?? name)
    : letters;
  const linked = named.includes("](") ? named.replace(link, "$1") : named;
  const plain = linked.startsWith("*") ? linked.replace(emphasis, "$1").replace(/^\*{1,3}(?=\S)/, "") : linked;
  return plain.replace(afterUser, "$1 ").replace(spelledOut, "<$1@$2>");
}

/** Did somebody copy the line? */
export const isCopied = (raw: string): boolean =>
  raw.length <= maxBytes && plainLetters(raw).trim() !== unmarked(raw).trim();

/** A page of a mail server's panel: "24.11.2026, 10:00:00 | info | text", "11/24/2026, 10:00:00 AM | info | text". */
const panel =
  /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}),? (\d{1,2}):(\d\d):(\d\d)(?: ([AP])M)? \| (?:info|notice|warn(?:ing)?|err(?:or)?|crit|debug) \| /i;

const id = "(?:[0-9A-F]{5,20}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20})";
/** What was refused, where the id before it was not copied. */
const withoutId = /^(?:milter-reject|reject): [A-Z-]{4,16} from [^\s[]{1,255}\[[^\]]{1,60}\]: /;
/** Texts that only Postfix writes, and the service that does. */
const services: readonly (readonly [service: string, text: RegExp])[] = [
  ["postscreen", /^NOQUEUE: reject: \w+ from \[[^\]]{1,60}\]:\d+: \d{3} /],
  ["smtpd", /^NOQUEUE: (?:reject|milter-reject|client=|filter:|warn:|discard:|hold:)/],
  ["smtpd", withoutId],
  ["smtpd", new RegExp(`^${id}: (?:client=|reject: (?:RCPT|DATA|MAIL|END-OF-MESSAGE) from )`)],
  ["smtpd", /^(?:dis)?connect from [^\s[]{1,255}\[[^\]]{1,60}\](?:$| \w+=\d)/],
  [
    "smtpd",
    /^(?:(?:lost connection|timeout|too many errors) after \S+(?: \(\d+ bytes\))? from |SSL_accept error from |Anonymous TLS connection established from )[^\s[]{1,255}\[/,
  ],
  ["smtpd", /^warning: [^\s[]{1,255}\[[^\]]{1,60}\]: SASL \S+ authentication failed: /],
  [
    "cleanup",
    new RegExp(
      `^${id}: (?:message-id=|milter-(?:reject|hold|discard): |(?:reject|hold|discard|warning): (?:header|body) )`,
    ),
  ],
  ["qmgr", new RegExp(`^${id}: (?:from=<[^>]{0,320}>, (?:size=\\d+, nrcpt=|status=expired)|removed$)`)],
  ["lmtp", new RegExp(`^${id}: to=<.{1,700}, relay=[^,]{0,300}(?:\\[private/|\\[/|lmtp)`)],
  ["local", new RegExp(`^${id}: to=<.{1,700}, relay=local, `)],
  ["virtual", new RegExp(`^${id}: to=<.{1,700}, relay=virtual, `)],
  [
    "smtp",
    new RegExp(
      `^(?:${id}: (?:to=<.{1,700}, relay=|host \\S{1,300} (?:said|refused to talk to me): )|connect to [^\\s[]{1,255}\\[[^\\]]{1,60}\\]:\\d+: )`,
    ),
  ],
];
/** Of other programs: OpenSMTPD in a terminal (`smtpd -dv`), and postgrey. */
const others: readonly (readonly [program: string, text: RegExp])[] = [
  ["smtpd", /^(?:smtp-(?:in|out): [A-Z]|(?:relay|delivery): \w{1,10} for [0-9a-f]{16}: )/],
  ["postgrey", /^action=\w{1,12}, reason=.{1,200}, client_name=/],
];
/** A program that is known by its name alone, as lines are shown without their time: process id and host may be left out. */
const named = /^(?:[\w.-]{1,100} )?(dovecot|postfix[\w-]{0,20}(?:\/[\w-]{1,40}){1,3})(?:\[(\d{1,10})\])?: /;

/** Names the program of a text without one; false where the text is none that is known. */
function recognised(line: LineView): boolean {
  const text = line.bytes.toString("latin1", line.textStart, line.end);
  const [head = "", program, pid] = named.exec(text) ?? [];
  const service = services.find(([, shape]) => shape.test(text))?.[0];
  const other = others.find(([, shape]) => shape.test(text))?.[0];
  line.program = program ?? (service === undefined ? other : `postfix/${service}`);
  if (line.program === undefined) return false;
  line.pid = pid === undefined ? undefined : Number(pid);
  line.textStart += head.length;
  if (withoutId.test(text)) line.unwrap(Buffer.from(`NOQUEUE: ${text}`, "latin1"));
  return true;
}

/** Exim in a terminal (`exim -bd -v`, in a container without a log): what it logs stands behind the process and "LOG:", and bears no time. */
const eximTerminal =
  /^(?: {0,6}(\d{1,7}) )?(LOG: [\w ]{3,60}$|delivering (\w{6}-\w{6}-\w\w|\w{6}-\w{11}-\w{4})$| {2}\S.*)/s;

/** Opens what reads such lines: true for one that belongs to it. What is no part of the log has a program that nobody reads. */
function eximLogged(): (line: LineView, raw: string) => boolean {
  const messages = new Map<string, string>();
  let logging: string | undefined;
  return (line, raw) => {
    const [, process = "", text = "", id] = eximTerminal.exec(raw) ?? [];
    const isLogged = text.startsWith("  ") && logging === process;
    if (id !== undefined) messages.set(process, id);
    const isHead = text.startsWith("LOG: ");
    if (isHead) logging = process;
    else if (!isLogged) logging = undefined;
    if (isLogged) {
      const message = messages.get(process);
      const logged = text.trim();
      line.unwrap(
        Buffer.from(/^(?:\*\*|==|=>|->|Completed)/.test(logged) && message ? `${message} ${logged}` : logged),
      );
      line.program = "exim";
      line.pid = process === "" ? undefined : Number(process);
    } else if (isHead || id !== undefined) line.program = "exim debug";
    return isLogged || isHead || id !== undefined;
  };
}

/** Opens what reads the stamp of a panel's page: it gives the instant, and NaN for another line. */
const panelStamps =
  ({ zone }: ContainerContext) =>
  (line: LineView): number => {
    const text = line.bytes.toString("latin1", line.textStart, Math.min(line.end, line.textStart + 60));
    const [head, first, mark, second, year, hours, minutes, seconds, half] = panel.exec(text) ?? [];
    if (head === undefined) return Number.NaN;
    const [day, month] = mark === "/" && half !== undefined ? [second, first] : [first, second];
    const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toUpperCase() === "P" ? 12 : 0);
    line.textStart += head.length;
    return zone.toEpoch(
      Date.UTC(Number(year), Number(month) - 1, Number(day), hour, Number(minutes), Number(seconds)),
      false,
    );
  };

/** A line without a time is of the one before it, or of the file's where there is none. */
export const pasted: Container = {
  id: "pasted",
  open: (context) => {
    const own = ownFiles.filter((container) => container !== procmailFile);
    const inside = [eximStream, wrapped, ...own, mixed].map((container) => container.open(context));
    const stripProcmail = procmailFile.open(context);
    const stripExim = eximLogged();
    const stripBare = bare.open(context);
    const stampOf = panelStamps(context);
    const { date, modified } = context.file;
    let lastAt = Number.NaN;
    return (line) => {
      if (line.end - line.start > maxBytes) return false;
      // Blanks before its lines are procmail's own.
      if (stripProcmail(line)) {
        if (Number.isNaN(line.at)) line.at = lastAt;
        else lastAt = line.at;
        return true;
      }
      const raw = line.raw();
      line.unwrap(Buffer.from(unmarked(raw)));
      if (inside.some((strip) => strip(line)) && (line.program !== undefined || !Number.isNaN(line.at))) {
        if (!Number.isNaN(line.at)) lastAt = line.at;
        return true;
      }
      line.host = undefined;
      line.escaped = false;
      line.textStart = line.start;
      const at = stampOf(line);
      const isKnown = stripBare(line) || recognised(line) || stripExim(line, raw);
      if (!Number.isNaN(at)) lastAt = at;
      line.at = Number.isNaN(lastAt) ? (date ?? modified ?? 0) : lastAt;
      return isKnown || !Number.isNaN(at);
    };
  },
};
