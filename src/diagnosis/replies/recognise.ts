/** What a reply means: by the site's own table, the provider that said it, the common words, its codes. */
import { BoundedMap } from "../../base/bounded.ts";
import type { Stage } from "../../events/event.ts";
import { ownWord, parseReply, type Reply, replyClass } from "../../mail/reply.ts";
import { enhancedCode } from "../../mail/status-codes.ts";
import { type CauseFamily, type CauseId, causes } from "../causes.ts";
import { confidence } from "../confidence.ts";
import { causeOfEnhanced, causeOfVendor, isPlainAt, likeliestCause, meaningsOfCode, saysLittle } from "./codes.ts";
import { foreignGistOf, gistOf } from "./gist.ts";
import { homeCauseOf } from "./home-words.ts";
import { plainCauseOf } from "./plain-words.ts";
import type { Provider, ProviderReply } from "./provider.ts";
import { registry } from "./providers/registry.gen.ts";
import { reasonTongues } from "./reason-tongues.ts";
import { type ReplyRow, replyRows } from "./rows.ts";
import { type SiteReply, speaksOf } from "./site.ts";
import { tongueWords } from "./tongues.ts";
import { type Wording, withoutNames, wordingOf } from "./wording.ts";

/** So much of a reply without known words is looked through for what it names. */
const maxPlain = 2000;

/** Who said it, as far as is known: the host that was spoken to, and where. */
export interface Speaker {
  readonly host?: string;
  readonly port?: number;
}

export interface Recognised {
  readonly cause: CauseId;
  /** Absent: that of an explicit line with a known text. */
  readonly confidence?: number;
  /** What it may mean as well, where nothing but its code tells. */
  readonly next?: CauseId;
  /** Who is known to have said it, and the page that explains what he says. */
  readonly provider?: string;
  readonly source?: string;
  /** The site's own table says so: nobody knows better. */
  readonly bySite?: true;
}

const noSite: readonly SiteReply[] = [];
/** Many rules ask for the meaning of one reply, and a server says the same to many. */
const keptMeanings = 1000;
const keptLetters = 1000;
const meanings = new WeakMap<readonly SiteReply[], BoundedMap<string, { readonly found: Recognised | undefined }>>();

/** The cause that a reply at a stage names; undefined where it says too little. */
export function recogniseReply(
  reply: Reply,
  stage: Stage,
  speaker: Speaker = {},
  site: readonly SiteReply[] = noSite,
): Recognised | undefined {
  const { code, enhanced = "", text } = reply;
  if (replyClass(reply) === 2) return undefined;
  if (text.length > keptLetters) return recognised(reply, stage, speaker, site);
  const known = meanings.getOrInsertComputed(site, () => new BoundedMap(keptMeanings));
  const key = `${code} ${enhanced} ${stage} ${speaker.host ?? ""} ${speaker.port ?? ""} ${text}`;
  const kept = known.get(key);
  if (kept) return kept.found;
  const found = recognised(reply, stage, speaker, site);
  known.add(key, { found });
  return found;
}

/**
 * A provider's words mean what its own page says, also where they are those of everybody else: so they come before the common rows.
 */
function recognised(reply: Reply, stage: Stage, speaker: Speaker, site: readonly SiteReply[]): Recognised | undefined {
  const inner = passedOn(reply);
  const told = inner && recogniseReply(inner.reply, inner.stage ?? stage, {}, site);
  // Whoever refused has the word, if it says anything; who passes it on only frames it.
  if (told && (told.confidence ?? 1) >= confidence.enough) return isLookedUp(reply) ? notTaken(told) : told;
  const said = saidAt(reply, stage);
  const own = site.find((row) => speaksOf(row, reply, said.codes, speaker.host));
  if (own) return { cause: own.cause, bySite: true };
  const known = providersOf(said, speaker.host);
  const found =
    byProvider(said, known) ??
    byTelling(said) ??
    byWords(said) ??
    byOtherWords(said, reply) ??
    byKnownEnhanced(said) ??
    byPlainWords(said, reply) ??
    byKnownCode(said) ??
    byCode(said, reply.code);
  if (!found) return undefined;
  const [whose] = known;
  return throughSmartHost(whose ? { provider: whose.name, source: whose.source, ...found } : found, speaker);
}

/** A reply made ready for matching. */
interface Said extends Wording {
  readonly stage: Stage;
  readonly class: number;
  /** What a row may call its codes: "550", "5.1.1", "550 5.1.1", the class "5", and "0" for a program's own word. */
  readonly codes: readonly string[];
}

/** Whose address was looked up at his own host, and what that said of him: it is no word about the recipient. */
const lookedUp = /(?<=sender address rejected: (?:undeliverable|unverified) address): .*$/is;

/** Was the recipient looked up at his mail store before anything was taken for him? */
const isLookedUp = ({ text }: Reply): boolean =>
  /recipient address rejected: (?:undeliverable|unverified) address: /i.test(text);
/** What it does not know is then no mail that could not be stored. */
const notTaken = (told: Recognised): Recognised =>
  told.cause === "local.delivery-failed" ? { ...told, cause: "rcpt.user-unknown" } : told;

/** Behind it stands what another host had said, word for word. */
const quotes = /\b(?:said|responded|returned|replied|answered)(?:\[[^\]]{1,40}\])?:? ["']?(?=[45]\d\d[ -])/g;
/** Our own login at a host is refused to us, and nothing of it is passed on. */
const ownLogin = /^SASL authentication failed/;
/** What qmail says behind it. */
const givingUp = /\s+Giving up on \S{1,255}$/;
const inReplyTo = / \(in reply to (end of DATA|\S{4,8})[^()]{0,30}\)\)?$/;
const stageOfCommand: Readonly<Record<string, Stage>> = {
  "end of DATA": "eod",
  RCPT: "rcpt",
  MAIL: "mail",
  DATA: "data",
  EHLO: "helo",
  HELO: "helo",
};

/** The reply of a host behind the one that speaks: "undeliverable address: host … said: 550 5.7.1 … (in reply to RCPT TO command)". */
function passedOn({ text }: Reply): { readonly reply: Reply; readonly stage?: Stage | undefined } | undefined {
  const told = text.slice(0, maxPlain).replace(lookedUp, "");
  // The last that is quoted is the first who spoke.
  const last = ownLogin.test(told) ? undefined : [...told.matchAll(quotes)].at(-1);
  if (!last) return undefined;
  const found = told
    .slice(last.index + last[0].length)
    .trimEnd()
    .replace(givingUp, "");
  const command = inReplyTo.exec(found)?.[1] ?? "";
  const reply = parseReply(found.replace(inReplyTo, ""));
  return reply && { reply, stage: stageOfCommand[command] };
}

/** The standard's own words for a code (RFC 5321 §4.2.2): what stands behind them says why. */
const ofTheCode =
  /^(?:requested (?:mail )?action (?:not taken|aborted)[:;.,] ?)?(?:mailbox unavailable|transaction failed|service (?:is )?(?:currently |temporarily )?unavailable)[.;:,] (?!command output)(?=\S{1,60} \S)/i;

function saidAt(whole: Reply, stage: Stage): Said {
  const reply = { ...whole, text: whole.text.replace(lookedUp, "").replace(ofTheCode, "") };
  const wording = wordingOf(reply);
  const [code, of] = [String(reply.code), replyClass(reply)];
  const { enhanced } = wording;
  const codes = [code, String(of), ...(enhanced === undefined ? [] : [enhanced, `${code} ${enhanced}`])];
  return { ...wording, stage, class: of, codes };
}

const fits = ({ stages, codes, text }: Pick<ReplyRow, "stages" | "codes" | "text">, said: Said): boolean =>
  (stages === undefined || stages.includes(said.stage)) &&
  (codes === undefined || codes.some((code) => said.codes.includes(code))) &&
  (text === undefined || text.test(said.text));

const providers: readonly Provider[] = Object.values(registry);
/** What names a cause whoever says it. */
const telling: readonly ProviderReply[] = providers.flatMap(({ replies }) => replies.filter(({ own }) => !own));
/** One look instead of eighty, as most replies are none of them. */
const anyTelling = new RegExp(telling.map(({ text }) => text.source).join("|"), "i");

function byProvider(said: Said, known: readonly Provider[]): Recognised | undefined {
  for (const { name, source, replies } of known) {
    const meant = replies.find((reply) => fits(reply, said));
    if (meant) return { cause: meant.cause, provider: name, source: meant.source ?? source };
  }
  return undefined;
}

/** What a provider says who signs it, quoted without a number: only words of his own table count. */
export function recogniseSigned(text: string): Recognised | undefined {
  const said = saidAt(ownWord(text, "5.0.0"), "eod");
  return byProvider(
    said,
    providers.filter(({ mark }) => mark?.test(said.signed)),
  );
}

function byTelling(said: Said): Recognised | undefined {
  if (!anyTelling.test(said.text)) return undefined;
  const meant = telling.find((reply) => fits(reply, said));
  return meant && { cause: meant.cause };
}

/** Those who are known to speak, the one with the longest name of a host first; without a host, by their marks. */
function providersOf({ signed }: Said, host: string | undefined): readonly Provider[] {
  const named = host?.toLowerCase().replace(/\.$/, "");
  const hosted = named === undefined ? [] : providers.flatMap((provider) => suffixOf(named, provider));
  if (hosted.length === 0) return providers.filter(({ mark }) => mark?.test(signed));
  return hosted.sort((a, b) => b.length - a.length).map(({ provider }) => provider);
}

function suffixOf(host: string, provider: Provider): readonly { provider: Provider; length: number }[] {
  const suffix = provider.hosts.find((name) => host === name || host.endsWith(`.${name}`));
  return suffix === undefined ? [] : [{ provider, length: suffix.length }];
}

const wordRows = replyRows.filter(({ text }) => text !== undefined);
/** They know the code alone. */
const codeRows = replyRows.filter(({ text }) => text === undefined);

/** A vendor's own code says more than common words that mean something else. */
function byWords(said: Said): Recognised | undefined {
  const row = wordRows.find((candidate) => fits(candidate, said));
  const cause = said.enhanced === undefined ? undefined : causeOfVendor(said.enhanced);
  return cause && cause !== row?.cause ? { cause, confidence: confidence.specificCode } : row && { cause: row.cause };
}

function byKnownCode(said: Said): Recognised | undefined {
  const row = codeRows.find((candidate) => fits(candidate, said));
  return row && { cause: row.cause, confidence: confidence.specificCode };
}

/** The same, where it is an enhanced code: nobody gives it for what he has other words for. */
function byKnownEnhanced(said: Said): Recognised | undefined {
  const row = codeRows.find((candidate) => fits(candidate, said));
  const isEnhanced = row?.codes?.some((code) => code.includes(".") && said.codes.includes(code)) ?? false;
  return row && isEnhanced ? { cause: row.cause, confidence: confidence.specificCode } : undefined;
}

/** What words that no table knows name, and say of it: other languages first, as their words are no English ones. */
export const causeOfWords = (text: string, of: number): CauseId | undefined =>
  homeCauseOf(text) ?? tongueCauseOf(text) ?? foreignGistOf(text, of) ?? plainCauseOf(text) ?? gistOf(text, of);

const tongueRows = [...reasonTongues, ...tongueWords];

function tongueCauseOf(text: string): CauseId | undefined {
  const words = withoutNames(text);
  return tongueRows.find((row) => row.text.test(words))?.cause;
}

/** The frame of Postfix around the words of an administrator: it says which of his lists they stand in. */
const frame = /^<[^<>]{0,320}>: (?:(?:recipient|sender) address|client host|helo command) rejected: /i;

const wordsOf = ({ text }: Reply): string => text.replaceAll(/\s+/g, " ").replace(frame, "").slice(0, maxPlain);

/** Codes of one thing each, which nobody gives for another: what checks of the sender's DNS, DKIM and SPF came to (RFC 7372). */
const ofOneThing = /^[45]\.7\.2[0-6]$/;

/** What words say is more than a code that is given for anything. */
function byPlainWords(said: Said, reply: Reply): Recognised | undefined {
  const { enhanced, class: of, stage } = said;
  if (of < 4) return undefined;
  if (enhanced !== undefined && ofOneThing.test(enhanced)) return byCode(said, reply.code);
  const cause = causeOfWords(wordsOf(reply), of);
  // Before a message is spoken of nothing of it was looked at.
  if (cause?.startsWith("eod.") && (stage === "connect" || stage === "helo")) return undefined;
  // Nobody who is not there is told to come again, and no server gives up what it does not hold.
  if (of === 4 && (cause === "rcpt.user-unknown" || cause === "queue.expired")) return undefined;
  const coded = enhanced === undefined || saysLittle(enhanced) ? undefined : causeOfEnhanced(enhanced, of, stage);
  if (cause && coded && causes[cause].family === causes[coded].family) return byCode(said, reply.code);
  return cause && { cause, confidence: confidence.enough };
}

/** That something is not wanted, or that somebody is not there, is said of much: the code says of what. */
const usual: readonly CauseFamily[] = ["policy", "recipient-policy", "recipient-unknown", "blocked", "system", "spam"];
const saysLess = (cause: CauseId): boolean =>
  usual.includes(causes[cause].family) || cause === "mail.null-sender-refused";

/** What rows of words say against an enhanced code that is known: programs give one code for many reasons. */
function byOtherWords(said: Said, reply: Reply): Recognised | undefined {
  // Around a program's status stand footers and greetings, too.
  const coded = reply.code === 0 ? undefined : byKnownEnhanced(said);
  if (!coded) return undefined;
  const told = plainCauseOf(wordsOf(reply));
  const differs = told && causes[told].family !== causes[coded.cause].family && !saysLess(told);
  return differs && byPlainWords(said, reply)?.cause === told
    ? { cause: told, confidence: confidence.specificCode }
    : undefined;
}

function byCode({ enhanced, stage, class: of, text }: Said, code: number): Recognised | undefined {
  if (of < 4) return undefined;
  const meant = enhanced === undefined ? undefined : causeOfEnhanced(enhanced, of, stage);
  if (enhanced !== undefined && meant) {
    const known = enhancedCode(enhanced) !== undefined;
    return { cause: meant, confidence: known ? confidence.specificCode : confidence.genericCode };
  }
  const cause = likeliestCause(code, enhanced, of, stage);
  if (!cause) return undefined;
  // Without a word the step alone decides, where it does.
  const isPlain = text === "" && isPlainAt(code, stage) && (enhanced === undefined || enhanced.endsWith(".0.0"));
  const next = meaningsOfCode(code, stage).find((other) => other !== cause);
  return { cause, confidence: isPlain ? confidence.enough : confidence.genericCode, ...(next && { next }) };
}

/** What a bare code means where nobody knows at which step it was said; undefined where its words or its enhanced code say more. */
export function recogniseCode({ code, enhanced }: Reply): Recognised | undefined {
  if (enhanced !== undefined && !enhanced.endsWith(".0.0")) return undefined;
  const [cause, next] = meaningsOfCode(code);
  return cause && { cause, confidence: confidence.genericCode, ...(next && { next }) };
}

/** Ports at which a server is spoken to as its customer. */
const submissionPorts: readonly number[] = [465, 587];
const customerTrouble: readonly CauseId[] = [
  "submission.auth-failed",
  "submission.auth-required",
  "submission.mechanism",
  "submission.account-blocked",
  "rcpt.relay-denied",
];

/** What a user's program would be told for itself is the smart host's refusal where our server was the customer. */
const throughSmartHost = (found: Recognised, { port }: Speaker): Recognised =>
  port !== undefined && submissionPorts.includes(port) && customerTrouble.includes(found.cause)
    ? { ...found, cause: "queue.smarthost-refused" }
    : found;
