/** What a header says plainly of why its message was late or not seen: a folder of spam, a proof of origin that failed, greylisting. */
import { say, type Text } from "../../base/saying.ts";
import { bareAddress, domainOf } from "../../mail/address.ts";
import type { AuthenticationResult } from "../../mail/authentication-results.ts";
import { fieldValue, type HeaderField } from "../../mail/header-block.ts";
import { fieldNamed, fieldsNamed } from "../../mail/message-parts.ts";
import { sameOrganisation, senderBehind } from "../../mail/return-path.ts";
import type { CauseId } from "../causes.ts";
import { duration } from "./duration.ts";
import type { ExplainedHop } from "./explanation.ts";

/** Of moderate confidence at most: a header is what the owner of the last server claims. */
export interface HeaderFinding {
  readonly cause: CauseId;
  readonly confidence: number;
  /** What the header tells, as the end of a sentence about the message. */
  readonly tells: Text;
}

export interface HeaderFacts {
  readonly fields: readonly HeaderField[];
  /** Of the last server first. */
  readonly authentication: readonly AuthenticationResult[];
  /** Oldest first. */
  readonly hops: readonly ExplainedHop[];
}

/** What hides a message counts before what delayed it; a proof of origin that failed may do either, or nothing. */
export const headerFinding = (facts: HeaderFacts): HeaderFinding | undefined =>
  junk(facts.fields) ?? unaligned(facts) ?? greylisted(facts) ?? unproven(facts);

/** Whom the message was for in the end, as far as the header tells. */
export function headerRecipient({ fields, hops }: HeaderFacts): string | null {
  const named = [
    fieldNamed(fields, "delivered-to"),
    hops.findLast((hop) => hop.for?.includes("@"))?.for,
    fieldNamed(fields, "x-original-to"),
    fieldNamed(fields, "to"),
  ];
  return named.flatMap((text) => (text ? (addressOf(text) ?? []) : []))[0] ?? null;
}

const addressOf = (text: string): string | undefined => {
  const address = bareAddress(/<([^<>\s]{3,320})>/.exec(text)?.[1] ?? text.trim().split(/[\s,;]/)[0] ?? "");
  return address.includes("@") ? address : undefined;
};

/** Fields by which filters and mailboxes say that a message is spam, and what they then say. */
const junkMarks: readonly (readonly [name: string, says: RegExp, confidence: number])[] = [
  // Microsoft's last word is the folder; without it the verdict, and the level from 5 on.
  ["x-microsoft-antispam-mailbox-delivery", /\bdest:J\b/, 0.8],
  ["x-forefront-antispam-report", /\bSFV:(?:SPM|SKS|SKB)\b|\bSCL:[5-9]\b/, 0.75],
  ["x-ms-exchange-organization-scl", /^\s*[5-9]\b/, 0.7],
  // Mailboxes that say where they put it: Yahoo, iCloud, GMX and web.de.
  ["x-yahoofilteredbulk", /\S{1,45}/, 0.75],
  ["x-apple-movetofolder", /^\s*junk/i, 0.75],
  ["x-ui-filterresults", /^\s*junk:/i, 0.75],
  // Filters: SpamAssassin, amavis and most others, rspamd, Barracuda, bogofilter, DSPAM, Proofpoint.
  ["x-spam-flag", /^\s*yes\b/i, 0.7],
  ["x-spam-status", /^\s*yes\b/i, 0.7],
  ["x-spam", /^\s*yes\b/i, 0.7],
  ["x-spamd-result", /(?:^|\s)default: true\b/i, 0.7],
  ["x-barracuda-spam-status", /^\s*yes\b/i, 0.7],
  ["x-bogosity", /^\s*(?:spam|yes)\b/i, 0.65],
  ["x-dspam-result", /^\s*spam\b/i, 0.65],
  ["x-proofpoint-spam-details", /\brule=(?:\w{1,20}_)?spam\b/i, 0.65],
];
/** What Microsoft's mailbox says of it, where it does not put it into the junk folder. */
const keptOutOfJunk = /\bdest:(?:I|C)\b/;

function junk(fields: readonly HeaderField[]): HeaderFinding | undefined {
  const isKept = keptOutOfJunk.test(fieldNamed(fields, "x-microsoft-antispam-mailbox-delivery") ?? "");
  for (const [name, says, confidence] of junkMarks) {
    const field = fields.find((candidate) => candidate.name === name);
    const said = field && says.exec(fieldValue(field).slice(0, 4000))?.[0];
    if (!field || said === undefined || (isKept && /^x-(?:ms|forefront)/.test(name))) continue;
    const tells = say`it was called spam (${`${nameOf(field)}: ${said.trim()}`}), which puts it into the spam folder`;
    return { cause: "local.spam-folder", confidence, tells };
  }
  return undefined;
}

const nameOf = ({ text }: HeaderField): string => text.slice(0, Math.max(0, text.indexOf(":"))).trim();

const isFailed = ({ result }: AuthenticationResult): boolean => /^(?:hard|soft)?fail$/.test(result);
const hasPassed = ({ result }: AuthenticationResult): boolean => result === "pass";
const resultsOf = ({ authentication }: HeaderFacts, method: string): readonly AuthenticationResult[] =>
  authentication.filter((result) => result.method === method);

/** DMARC, or what Microsoft makes of all proofs together where a domain has no DMARC. */
function unaligned(facts: HeaderFacts): HeaderFinding | undefined {
  const [dmarc] = resultsOf(facts, "dmarc");
  const [together] = resultsOf(facts, "compauth");
  const isImplicit = dmarc?.result !== "pass" && together?.result === "fail";
  if (!(dmarc && isFailed(dmarc)) && !isImplicit) return undefined;
  const what = isImplicit ? say`no proof of its origin holds` : say`it fails DMARC`;
  const forwarder = forwarderOf(facts);
  if (forwarder) return sentOn(0.7, what, forwarder);
  const policy = policyOf(facts.fields);
  const isStrict = policy === "quarantine" || policy === "reject";
  const named = policy && !isImplicit ? say`${what} (the policy is ${policy})` : what;
  return {
    cause: "eod.dmarc",
    confidence: isStrict ? 0.75 : 0.65,
    tells: say`${named}, so that servers may refuse it or put it into the spam folder`,
  };
}

const sentOn = (confidence: number, what: Text, forwarder: Text): HeaderFinding => ({
  cause: "local.forward-auth",
  confidence,
  tells: say`${what}, because ${forwarder}`,
});

/** The policy of the domain, or what was done because of it, as the receiving server writes it. */
function policyOf(fields: readonly HeaderField[]): string | undefined {
  const values = fieldsNamed(fields, "authentication-results").concat(
    fieldsNamed(fields, "arc-authentication-results"),
  );
  const form = /\bdmarc=fail\b[^;]{0,100}?(?:\(p=|\bpolicy\.dmarc=|\baction=)(none|quarantine|reject|oreject)\b/i;
  return values
    .flatMap((value) => form.exec(value.slice(0, 8000))?.[1] ?? [])[0]
    ?.toLowerCase()
    .replace("oreject", "reject");
}

/** SPF or DKIM alone: where neither the other nor DMARC speaks for the sender. */
function unproven(facts: HeaderFacts): HeaderFinding | undefined {
  const [spf, dkim] = [resultsOf(facts, "spf"), resultsOf(facts, "dkim")];
  if (resultsOf(facts, "dmarc").some(hasPassed) || dkim.some(hasPassed)) return undefined;
  const failed = spf.some(hasPassed) ? undefined : spf.find(isFailed);
  if (failed) {
    const forwarder = forwarderOf(facts);
    if (forwarder) return sentOn(0.65, say`it fails SPF`, forwarder);
    const tells = say`it fails SPF (${failed.result}): the host that sent it may not send for that domain`;
    return { cause: "mail.spf", confidence: failed.result === "softfail" ? 0.6 : 0.65, tells };
  }
  const tells = say`its DKIM signature is broken, or the key does not fit`;
  // Lists change what they pass on: that breaks signatures, and is no fault.
  return dkim.some(isFailed) && fieldNamed(facts.fields, "list-id") === undefined
    ? { cause: "eod.dkim", confidence: 0.6, tells }
    : undefined;
}

/** By what is known that somebody received the message first and sent it on; undefined where nothing says so. */
function forwarderOf({ fields, hops }: HeaderFacts): Text | undefined {
  if (fieldNamed(fields, "list-id") !== undefined) return undefined;
  const returnPath = addressOf(fieldNamed(fields, "return-path") ?? "");
  if (returnPath && (senderBehind(returnPath) || /\+caf_=|\+srs=/i.test(returnPath)))
    return say`it was sent on by ${domainOf(returnPath) ?? ""}`;
  const resent = ["x-forwarded-for", "x-forwarded-to", "resent-from"].find((name) => fieldNamed(fields, name));
  if (resent) return say`it was sent on by somebody (${resent})`;
  const last = domainOf(headerRecipient({ fields, hops, authentication: [] }) ?? "");
  const before = [
    ...hops.flatMap((hop) => hop.for ?? []),
    ...fieldsNamed(fields, "delivered-to"),
    ...fieldsNamed(fields, "x-original-to"),
  ].flatMap((text) => domainOf(addressOf(text) ?? "") ?? []);
  const first = last && before.find((domain) => !sameOrganisation(domain, last));
  if (first) return say`it was received for ${first} first, and sent on`;
  const written = domainOf(addressOf(fieldNamed(fields, "to") ?? "") ?? "");
  const from = hops.at(-1)?.from?.toLowerCase();
  const isPassedOn = last && written && from && !sameOrganisation(written, last) && sameOrganisation(from, written);
  return isPassedOn ? say`it was received for ${written} first, and sent on` : undefined;
}

/** Postgrey, SQLgrey, milter-greylist and rmilter say how long it took since the first try of that sender. */
const delays = /^\s*(?:delayed(?: for)?|greylisted for) (?:(\d{1,3}):(\d\d):(\d\d)|(\d{1,8}) seconds)\b/i;
/** A server tries again sooner, from the same address: longer waits are those of senders with many. */
const poolSeconds = 3 * 3600;
const manyAddresses =
  /(?:^|\.)(?:outlook|hotmail|office365|google|googlemail|yahoo|yahoodns|amazonses|sendgrid|mailgun|icloud|facebook|messagingengine)\.(?:com|net|org)$/i;

function greylisted({ fields, hops }: HeaderFacts): HeaderFinding | undefined {
  const told = ["x-greylist", "x-rmilter-greylist"].flatMap((name) => fieldsNamed(fields, name));
  const found = told.map((value) => delays.exec(value)).find((match) => match !== null);
  if (!found) return undefined;
  const [, hours, minutes, rest, whole] = found;
  const seconds = whole ? Number(whole) : Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
  // The first try may have been that of another message of the same sender: then this one was not late.
  const slowest = hops.toSorted((a, b) => (b.delaySeconds ?? 0) - (a.delaySeconds ?? 0))[0];
  const waited = slowest?.delaySeconds ?? null;
  if (seconds < 60 || (waited !== null && waited * 2 < seconds)) return undefined;
  const isPool = seconds >= poolSeconds && hops.some(({ from }) => from !== null && manyAddresses.test(from));
  return {
    cause: isPool ? "rcpt.greylist-pool" : "rcpt.greylist",
    confidence: isPool ? 0.7 : 0.8,
    tells: isPool
      ? say`greylisting held it up for ${duration(seconds)}, as its sender tries from many addresses`
      : say`greylisting held it up for ${duration(seconds)}`,
  };
}
