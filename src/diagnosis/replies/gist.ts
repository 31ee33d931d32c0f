/** The gist of a refusal in words that no table knows: what it speaks of, and what it says of that; the two that stand nearest belong together. */
import { BoundedMap } from "../../base/bounded.ts";
import type { CauseId } from "../causes.ts";
import { complaintTongues, isForeign, thingTongues } from "./gist-tongues.ts";
import { withoutNames } from "./wording.ts";

/** What a refusal complains of, in any form of the words. */
const complaints = {
  unknown:
    /\b(?:unknown|no such|(?:not?|never) (?:been |be |a |an |any |our |one of our |yet )?(?:\w{1,12}ly )?(?:exist\w{0,4}|found|known|recogni[sz]ed|listed|registered|present|defined|mapped|allocated|assigned|match\w{0,3}|found|valid|member|ok|here|local|used|our\b|hosted|resolvable)|(?:does|do|did|has|have|is|are)n'?t (?:exist|found|known|recogni[sz]ed|registered|valid|have)|not (?:one )?(?:among|of) (?:the|our)|non-?exist[ae]nt|no exist|inexist[ae]nt|fictitious|no longer (?:exists?|here|on|at|valid|with)|undeliverable|unroute?able|unresolvable|undefined|unassigned|unallocated|deleted|removed|gone|deceased|never heard|nobody|no ?one|no (?:\w{1,12} )?(?:account|mail-? ?box|user|recipient|entry|person)\b|(?:not|\w{2,6}n't|unable to|failed to) (?:be )?(?:able to )?(?:find|locate|resolve|identify|know|have|belong|live|reside|work here)\w{0,2}|no (?:record|match|trace)|(?:not|\w{2,6}n't) (?:at|on|in) (?:this|our|the|my)|misspel\w{1,4}|mistyped|typo|check the (?:spelling|address)|has left)/,
  wrong: /\b(?:invalid|wrong|incorrect|improper|bogus|missing|erroneous|bad|not (?:an? )?valid)\b/,
  ended:
    /\b(?:disabled|deactivated|de-activated|suspend(?:ed)?|inactiv\w{1,4}|not active|unactive|closed|locked|frozen|expired|cancell?ed|terminated|discontinued|dormant|parked|asleep|sleeping|idle|unpaid|ran out|abandoned|retired|switched off|turned off|unused|not (?:been )?(?:in use|used|activated|enabled)|(?:not|\w{2,6}n't|never) (?:been )?(?:log(?:ged)? ?(?:in|on|onto)|sign(?:ed)? in|enter\w{0,2}|visit\w{0,2}|access\w{0,2}|open\w{0,2})|no (?:recipient |user |login )?activit\w{1,3}|out of service|unpaid|on hold|archived|deprovisioned|decommissioned|withdrawn|lapsed|shut|overdue|(?:can|could)(?:not|\w{2,6}n't| not) receive|not receiv\w{1,3})\b/,
  away: /\b(?:unavailable|not available|not ready|offline|not reachable|unreachable)\b/,
  full: /\b(?:full|over-?quota|over (?:its |the |his )?(?:quota|limit)|quota|overdrawn|overflow\w{0,3}|exceeded (?:its|his|the|their) (?:\w{1,10} )?(?:space|storage|limit)|(?:disk ?)?space|storage|exhausted|at capacity|allocation|allotted|insufficient|too (?:many|much) (?:messages|mail|e-?mails) (?:in|on|stored)|message count|capacity|no (?:more )?room)\b/,
  unwanted:
    /\b(?:refus\w{1,4}|reject\w{0,3}|declin\w{1,3}|den(?:y|ies|ied)|barred|block\w{0,3}|bann?(?:s|ed|ing)?|black-?list\w{0,3}|blocklist\w{0,3}|forbid\w{0,5}|prohibit\w{0,3}|disallow\w{0,3}|unwelcome|unwanted|untrusted|unauthori[sz]ed|unacceptable|no permi\w{1,6}|black listed|restrict\w{0,3}|exclud\w{1,3}|turned (?:away|down)|unable to accept|(?:not|\w{2,6}n't|never|no longer|nor) (?:be |been |being |yet )?(?:welcome|allow\w{0,3}|accept\w{0,4}|permit\w{0,4}|want\w{0,3}|tak\w{1,3}|support\w{0,3}|like\w{0,3}|trust\w{0,3}|authori[sz]ed|eligible|entitled))\b/,
  many: /\b(?:too (?:many|much|fast|often|quickly|frequent\w{0,2})|exceed\w{0,3}|limit\w{0,3}|rates?|frequen\w{1,5}|throttl\w{1,4}|maximum|max\b|out of allow\w{0,2}|excessive|(?:per|an?|each|last|this) (?:second|minute|hour|day)|hourly|daily|flood\w{0,3}|volume|burst|threshold|no more|too high|over (?:the |your )?limit|slow(?:er|ly| down))\b/,
  unverified:
    /\b(?:un)?(?:verif\w{1,8}|confirm\w{0,6}|validat\w{1,5})|\b(?:could not|cannot|can't|unable to) check\b|\bunvalidated\b|\bcall-?(?:out|back)s?\b/,
  illformed:
    /\b(?:syntax|malformed|ill-?formed|badly formed|format(?:ted|ting)?|improper\w{0,2}|illegal|characters?|fully[- ]qualified|incomplete|reserved|duplicate\w{0,1}|multiple|parse|parsing|corrupt\w{0,3}|violat\w{1,5}|compl(?:y|ies|iant)|conform\w{0,3}|non-?standard)\b/,
  busy: /\b(?:busy|overload\w{0,3}|(?:temporar\w{1,3}|currently|momentarily) (?:not available|unavailable|unable|out of)|difficult(?:y|ies)|maintenance|try (?:again|another|later)|try \w{1,12} later|later|deferred|delayed|shutting down|resources?|down|backlog|saturated|restarting|starting up|reload\w{0,3}|not respond\w{0,3}|in progress)\b/,
  broken:
    /\b(?:errors?|fail(?:s|ed|ure|ures|ing)?|faults?|trouble|problems?|crash\w{0,3}|wrong|broken|unable|(?:can|could)(?:not|\w{2,6}n't| not)|mis-?configur\w{1,5}|config(?:uration)? error|interrupted|abort(?:ed)?|exception|unexpected|internal|corrupt\w{0,3}|(?:timed?|time) ?out)\b/,
  spammy:
    /\b(?:spam\w{0,5}|junk|unsolicited|bulk|abus\w{1,4}|suspicious|phish\w{0,3}|malicious|harmful|attacks?|bad reputation|reputation|security (?:reason|issue|risk|threat)s?|complaints?|forg(?:ery|ed)|spoof\w{0,3}|black-?listed|botnets?|compromised|hacked|open (?:relay|proxy)|fraud\w{0,5}|scam)\b/,
  big: /\b(?:too (?:big|large|long|heavy)|oversized?|size|larger than|bigger than)\b/,
  needed: /\b(?:first|before|required?|requires|needed|needs?|must|mandatory|only|please|should|have to)\b/,
} as const satisfies Readonly<Record<string, RegExp>>;
type Complaint = keyof typeof complaints;

/** What a refusal can speak of, and which cause each complaint of it is; two: said for good, and for now. */
interface Thing {
  readonly words: RegExp;
  readonly causes: Readonly<Partial<Record<Complaint, CauseId | readonly [CauseId, CauseId]>>>;
}

/** What is more telling stands before what is less: of two that stand equally near the first speaks. */
const things: readonly Thing[] = [
  {
    words: /\b(?:tls|ssl|starttls|encrypt\w{0,4}|ciphers?)\b/,
    causes: { broken: "tls.handshake", unwanted: "tls.handshake", needed: "tls.required-missing" },
  },
  {
    words:
      /\b(?:auth(?:enticat\w{1,4})?|log-? ?(?:in|on|ging in)|sign-? ?in|passwords?|credentials?|user ?names?|sasl)\b/,
    causes: {
      needed: "submission.auth-required",
      broken: ["submission.auth-failed", "submission.auth-backend"],
      unknown: "submission.auth-failed",
      wrong: "submission.auth-failed",
      illformed: "submission.auth-failed",
      unwanted: "submission.auth-failed",
      busy: "submission.auth-backend",
    },
  },
  {
    words: /\b(?:receive|check|collect|fetch) your (?:e-?)?mails?\b/,
    causes: { needed: "submission.auth-required" },
  },
  {
    words:
      /\b(?:(?:message|mail|e-?mail) sending|sending (?:of )?(?:messages?|mails?|e-?mails?)|outgoing|outbound|send quota)\b/,
    causes: {
      ended: "submission.account-blocked",
      unwanted: "submission.account-blocked",
      many: "submission.rate-limit",
    },
  },
  {
    words:
      /\b(?:attach\w{1,6}|enclosures?|files?|archives?|zip|macros?|executables?|extensions?|embedded images?|images?)\b/,
    causes: { unwanted: "eod.attachment", spammy: "eod.attachment", many: "eod.attachment", big: "eod.attachment" },
  },
  {
    words: /\b(?:urls?|uris?|links?|web-? ?sites?)\b/,
    causes: { unwanted: "eod.url-listed", spammy: "eod.url-listed" },
  },
  {
    words:
      /\b(?:headers?|subject|mime|encod\w{1,5}|charset|html|body|structure|message-id|date field|rfc ?-?\d{3,4})\b/,
    causes: {
      illformed: "eod.malformed",
      wrong: "eod.malformed",
      broken: "eod.malformed",
      many: "eod.malformed",
      big: "eod.malformed",
      unwanted: "eod.content-rule",
      spammy: "eod.spam",
    },
  },
  {
    words:
      /\b(?:senders?|mail ?from|from (?:address|domain|line|field)|return[- ]?path|reverse[- ]?path|envelope(?! recipient)|originator|your (?:e-?mail )?(?:address|domain)(?: name)?)\b/,
    causes: {
      unverified: "mail.sender-verify",
      illformed: "mail.sender-syntax",
      wrong: "mail.sender-syntax",
      unknown: "mail.sender-domain-unresolvable",
      unwanted: "mail.sender-blocked",
      spammy: "mail.sender-blocked",
      ended: "mail.sender-blocked",
      many: "mail.rate-limit",
    },
  },
  {
    words:
      /\b(?:(?:recipient|rcpt)(?:'s)? (?:numbers?|count|limit)|number of (?:recipients|rcpts?)|(?:recipients|rcpts|addressees))\b/,
    causes: { many: "rcpt.too-many" },
  },
  {
    words:
      /\b(?:(?:recipient|user|customer|remote|destination|target)(?:'s)? (?:mail ?)?(?:servers?|hosts?|systems?)|back-?end)\b/,
    causes: { busy: "rcpt.temp-unverified", away: "rcpt.temp-unverified", broken: "rcpt.temp-unverified" },
  },
  {
    words:
      /<a@a\.example>(?= ?\.\.\.)|\b(?:users?|recipients?|rcpts?|addressees?|receivers?|mail-? ?box(?:es)?|mbox(?:es)?|inbox|mail ?drop|mail ?dir|home directory|accounts?|subscribers?|customers?|person|employees?|local[- ]part|alias(?:es)?|(?:this|that|the|target|destination|e-?mail|mail) address(?:es)?|addresse?s?|user ?id)\b/,
    causes: {
      unknown: "rcpt.user-unknown",
      wrong: "rcpt.user-unknown",
      ended: "rcpt.disabled",
      full: "rcpt.quota",
      away: ["rcpt.user-unknown", "rcpt.disabled"],
      unverified: ["rcpt.user-unknown", "rcpt.temp-unverified"],
      illformed: "rcpt.syntax",
      unwanted: "rcpt.restricted",
      busy: "rcpt.disabled",
      many: "rcpt.rate",
      broken: ["rcpt.user-unknown", "local.delivery-defer"],
    },
  },
  {
    words:
      /\b(?:ips?|ip[- ]address(?:es)?|mtas?|networks?|clients?|machine|isp|provider|(?:your|sending|remote|client|connecting|sender|peer) (?:mail )?(?:servers?|hosts?|relay|address)|regions?|countr(?:y|ies))\b/,
    causes: {
      spammy: "greeting.reputation",
      unwanted: "greeting.reputation",
      unknown: "greeting.no-ptr",
      many: "mail.rate-limit",
    },
  },
  {
    words: /\b(?:connections?|sessions?|concurrency)\b/,
    causes: { many: "connect.too-many", busy: "greeting.busy", unwanted: "greeting.reputation" },
  },
  {
    words: /\b(?:mail exchangers?|mx(?: records?)?)\b/,
    causes: { unknown: "dns.no-mx-no-a", wrong: "dns.mx-wrong", broken: "dns.servfail" },
  },
  {
    words: /\b(?:licen[cs]e|subscription|contract|hosting|trial)\b/,
    causes: { ended: "rcpt.disabled" },
  },
  {
    words: /\b(?:domains?(?: names?)?|tlds?|hosts?)\b/,
    causes: {
      unknown: "dns.nxdomain",
      wrong: "dns.nxdomain",
      illformed: "dns.nxdomain",
      ended: "rcpt.disabled",
      unwanted: "rcpt.relay-denied",
    },
  },
  {
    words: /\b(?:commands?|smtp protocol|protocol|data|rcpt to)\b/,
    causes: {
      many: "session.too-many-errors",
      illformed: "session.protocol-error",
      wrong: "session.protocol-error",
      unknown: "session.protocol-error",
      needed: "session.protocol-error",
    },
  },
  {
    words: /\b(?:helo|ehlo)\w{0,6}\b/,
    causes: {
      wrong: "greeting.helo",
      unknown: "greeting.helo",
      broken: "greeting.helo",
      illformed: "greeting.helo",
      unwanted: "greeting.helo",
      needed: "session.protocol-error",
    },
  },
  {
    words: /\b(?:my ?sql|postgres\w{0,4}|sql server)\b/,
    causes: {
      broken: "rcpt.directory-down",
      busy: "rcpt.directory-down",
      away: "rcpt.directory-down",
      unknown: "rcpt.directory-down",
    },
  },
  {
    words: /\b(?:director(?:y|ies)|ldap|data ?base|look-?ups?)\b/,
    causes: { broken: "rcpt.directory-down", busy: "rcpt.directory-down", away: "rcpt.directory-down" },
  },
  {
    words: /\b(?:disk|spool|queue|file ?system|mail system|system storage|volume|partition|device)\b/,
    causes: { full: "eod.system-full", broken: "eod.tempfail", busy: "greeting.busy", away: "greeting.busy" },
  },
  {
    words: /\b(?:stor(?:e|ing)|sav(?:e|ing)|writ(?:e|ing) to|append\w{0,3}|lock|mail ?drop|local delivery|document)\b/,
    causes: { broken: ["local.delivery-failed", "local.delivery-defer"] },
  },
  {
    words: /\b(?:service|servers?|systems?|smtp|esmtp|host|technical)\b/,
    causes: { busy: "greeting.busy", away: "greeting.busy", ended: "greeting.busy", broken: "eod.tempfail" },
  },
  {
    words: /\b(?:messages?|e-?mails?|mails?|content|text|letter|data)\b/,
    causes: {
      spammy: "eod.spam",
      big: "mail.size-declared",
      illformed: "eod.malformed",
      wrong: "eod.malformed",
      many: "mail.rate-limit",
      busy: "eod.tempfail",
      broken: "eod.tempfail",
      unwanted: "eod.content-rule",
    },
  },
];

interface Found {
  readonly from: number;
  readonly to: number;
}

const everywhere = (words: RegExp): RegExp => new RegExp(words.source, "gi");

/** What can be said, and of what, in a language or several. */
interface Speech {
  readonly complained: readonly (readonly [string, RegExp])[];
  readonly named: readonly { readonly words: RegExp; readonly causes: Readonly<Record<string, Meant | undefined>> }[];
}
type Meant = CauseId | readonly [CauseId, CauseId];

const speechOf = (said: Readonly<Record<string, RegExp>>, of: Speech["named"]): Speech => ({
  complained: Object.entries(said).map(([name, words]) => [name, everywhere(words)] as const),
  named: of.map(({ words, causes }) => ({ words: everywhere(words), causes })),
});
const english = speechOf(complaints, things);
const tongues = speechOf(complaintTongues, thingTongues);

const placesOf = (words: RegExp, text: string): readonly Found[] =>
  [...text.matchAll(words)].map((found) => ({ from: found.index, to: found.index + found[0].length }));

/** How far apart, a complaint before its thing ("no such user") as far as one behind it; what overlaps belongs together. */
const gap = (one: Found, other: Found): number => Math.max(0, one.from - other.to, other.from - one.to);
/** Further apart nothing belongs together. */
const farthest = 60;

/** What a server says it says to many, and a question looks at what became of hundreds. */
const known = new BoundedMap<string, CauseId | "none">(500);

/**
 * The cause that a text on one line has the gist of; undefined where it names nothing, or says nothing of what it names. `of`
 * is the reply's class, 4 or 5.
 */
export function gistOf(text: string, of: number): CauseId | undefined {
  const words = withoutNames(text).slice(0, 600);
  const key = `${of} ${words}`;
  const cause = known.get(key) ?? nearestIn(english, words, of) ?? "none";
  if (!known.has(key)) known.add(key, cause);
  return cause === "none" ? undefined : cause;
}

/** The same in other languages; undefined for what seems to be English. */
export function foreignGistOf(text: string, of: number): CauseId | undefined {
  const words = withoutNames(text).slice(0, 600);
  return isForeign(words) ? nearestIn(tongues, words, of) : undefined;
}

function nearestIn({ complained, named }: Speech, words: string, of: number): CauseId | undefined {
  const said = complained
    .map(([name, pattern]) => [name, placesOf(pattern, words)] as const)
    .filter(([, where]) => where.length > 0);
  let best: { readonly cause: CauseId; readonly distance: number } | undefined;
  for (const { words: thing, causes } of said.length === 0 ? [] : named) {
    const places = placesOf(thing, words);
    for (const [complaint, where] of places.length === 0 ? [] : said) {
      const meant = causes[complaint];
      const cause = typeof meant === "object" ? meant[of === 4 ? 1 : 0] : meant;
      if (!cause) continue;
      for (const place of places)
        for (const other of where) {
          const distance = gap(place, other);
          if (distance <= farthest && (!best || distance < best.distance)) best = { cause, distance };
        }
    }
  }
  return best?.cause;
}
