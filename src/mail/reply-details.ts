/** What a reply's text says beside its reason: when to come again, who lists the sender, where to read on, what to quote. */
import { defined } from "../base/defined.ts";
import type { Reply } from "./reply.ts";

export interface ReplyDetails {
  /** Seconds after which the server asked to try again. */
  readonly retryAfterSeconds?: number;
  /** Block lists that it named: zones ("zen.spamhaus.org") or, where it named none, their owners ("Spamhaus"). */
  readonly blockLists?: readonly string[];
  /** What the block list answered, where the answer means that it refused to answer: 127.255.255.x. */
  readonly blockListError?: string;
  readonly links?: readonly string[];
  /** What the server's support wants to be told: ids of the reply, of the session, of the reason. */
  readonly references?: readonly string[];
  /** The message's size and the server's limit, in bytes. */
  readonly sizeBytes?: number;
  readonly limitBytes?: number;
  /** The new address of a recipient who moved. */
  readonly movedTo?: string;
}

/** Characters of a text that are looked at; a reply that is longer explains nothing. */
const maxLength = 2000;
/** Of each kind of detail. */
const most = 5;

/** All that is found; an empty object where there is nothing. */
export function replyDetails({ text }: Reply): ReplyDetails {
  const said = text.slice(0, maxLength).replaceAll("\n", " ");
  const links = some(
    [...said.matchAll(/https?:\/\/[^\s<>"'()[\]]{1,400}/g)].map(([link]) => link.replace(/[.,;:!]+$/, "")),
  );
  const plain = said.replace(/https?:\/\/\S{1,400}/g, " ");
  return defined({
    retryAfterSeconds: retryAfter(said),
    blockLists: blockLists(plain, links ?? []),
    blockListError: /\b127\.255\.255\.\d{1,3}\b/.exec(said)?.[0],
    links,
    references: some(referenceForms.flatMap((form) => [...plain.matchAll(form)].map(([, id = ""]) => id))),
    ...sizes(plain),
    movedTo: movedTo.exec(plain)?.[1],
  });
}

const some = (found: readonly string[]): readonly string[] | undefined =>
  found.length > 0 ? [...new Set(found)].slice(0, most) : undefined;

/** Units by their beginnings, in the languages of the providers: seconds, minutes, hours. */
const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, o: 3600 };
const again =
  /\b(?:retry|retried|again|come back|back later|resend|wait|gr[ae]y-?list\w{0,4}|defer\w{0,3}|room again|riprova\w{0,3}|erneut|wieder|versuchen|r[ée]essay\w{0,3}|int[ée]nte\w{0,3}|reintent\w{0,3})\b/i;
const clockSpan = /\b(\d{1,2}):(\d{2}):(\d{2})\b/;
const worded =
  /\b(\d{1,6})\s?(s(?:ec(?:ond\w{0,2}|s)?)?|s(?:ekunden|egundos)|m(?:in(?:ut\w{0,3}|s)?)?|h(?:ours?|rs?|eures?|oras?)?|ore|ora|stunden?)\b/gi;

/** "try again in 4 minutes 30 seconds", "in 5 Minuten erneut", "Retry after 00:05:00", "retry-after: 300". */
function retryAfter(said: string): number | undefined {
  if (!again.test(said)) return undefined;
  const clock = clockSpan.exec(said);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  let seconds: number | undefined;
  let end = 0;
  for (const { 0: all, 1: count = "", 2: unit = "", index } of said.matchAll(worded)) {
    if (seconds !== undefined && index - end > 5) break;
    const perUnit = /^st/i.test(unit) ? 3600 : (unitSeconds[unit[0]?.toLowerCase() ?? ""] ?? 1);
    seconds = (seconds ?? 0) + Number(count) * perUnit;
    end = index + all.length;
  }
  return seconds ?? numberOf(/\bretry[- ]after:? {0,3}(\d{1,6})\b/i.exec(said)?.[1]);
}

const numberOf = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits);

/** Zones of well-known lists; others are known by the words before them. */
const zone =
  /\b(?:[a-z0-9-]{1,40}\.){0,5}(?:spamhaus\.(?:org|net)|spamcop\.net|barracudacentral\.org|sorbs\.net|uceprotect\.net|mailspike\.(?:net|org)|abuseat\.org|surriel\.com|surbl\.org|uribl\.com|spamrats\.com|manitu\.net|dronebl\.org|blocklist\.de|gbudb\.net|backscatterer\.org|invaluement\.com|njabl\.org|cobion\.com|nszones\.com|s5h\.net|junkemailfilter\.com|prs\.proofpoint\.com|csi\.cloudmark\.com)\b/gi;
const listedBy =
  /(?<!\bconnection )\b(?:blocked|rejected|refused|denied|listed|blacklisted|black ?list|block ?list|dnsbl|rbl) (?:using|by|in|at|on|list at|the rbl at|server response)(?: the)? ?\(?((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})\b/gi;
const owners: readonly (readonly [RegExp, string])[] = [
  [/\bspamhaus\b/i, "Spamhaus"],
  [/\bspamcop\b/i, "SpamCop"],
  [/\bsorbs\b/i, "SORBS"],
  [/\bbarracuda ?(?:central|reputation)/i, "Barracuda"],
  [/\buceprotect/i, "UCEPROTECT"],
  [/\bcloudmark\b/i, "Cloudmark"],
  [/\binvaluement\b/i, "Invaluement"],
  [/\btrend micro rbl/i, "Trend Micro RBL+"],
];

function blockLists(plain: string, links: readonly string[]): readonly string[] | undefined {
  const zones = [
    ...[...plain.matchAll(zone)].map(([name]) => name.toLowerCase()),
    ...[...plain.matchAll(listedBy)].map(([, name = ""]) => name.toLowerCase()),
  ].filter((name) => !name.startsWith("www."));
  const linked = links.map((link) => /^https?:\/\/([^/]{1,255})/.exec(link)?.[1] ?? "").join(" ");
  return (
    some(zones) ?? some(owners.filter(([said]) => said.test(plain) || said.test(linked)).map(([, owner]) => owner))
  );
}

const referenceForms: readonly RegExp[] = [
  / ([\w.-]{6,80}) - g(?:smtp|cdp)\b/g,
  /\[([\w.-]{1,100}\.outlook\.com[^\]]{0,80})\]/g,
  /\((AS ?\(?\d{3,10}\)?|S\d{3,12})\)/g,
  /\[((?:TSS?|PH|BL|CS|HM|IPTS)\d{2})\]/g,
  /\[([\w-]{16,40}\.[a-z]{2}\d{1,4})\]/g,
  /\b(?:error code|reference(?: id| number)?|ref(?:erence)? ?#|session id|case id|ticket|incident|ID|id):? ?=?([A-Za-z0-9][\w.:-]{5,80})/g,
  /\b((?:OFR\w{0,4}|LIB|VIR)_\d{3})\b/gi,
];

/** Of a message's size and the limit, as Postfix, Exim and Sendmail write them. */
const sizeForms: readonly RegExp[] = [
  /\bmessage size (\d{1,12}) exceeds (?:size )?(?:limit|maximum)(?: of)? (\d{1,12})\b/i,
  /\bread=(\d{1,12}) max=(\d{1,12})\b/i,
  /\bmessage of (\d{1,12}) bytes\b.{0,40}?\b(\d{1,12})\b/i,
];
const limitForm = /\b(?:limit|maximum)(?: message size)?(?: is| of|:)? ?(\d{4,12})(?: bytes)?\b/i;

function sizes(plain: string): Pick<ReplyDetails, "sizeBytes" | "limitBytes"> {
  const both = sizeForms.map((form) => form.exec(plain)).find((found) => found !== null);
  if (both) return { sizeBytes: Number(both[1]), limitBytes: Number(both[2]) };
  const limit = numberOf(limitForm.exec(plain)?.[1]);
  return limit === undefined ? {} : { limitBytes: limit };
}

const movedTo = /\b(?:moved to|please try|new address(?: is)?:?|now at) <?([^\s<>]{1,64}@[\w.-]{1,255}\w)>?/i;
