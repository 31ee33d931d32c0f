/** A header block: the way of a message from server to server, what took how long, and what was found of it. */

import { numbered, say, type Text, together } from "../../base/saying.ts";
import {
  type AuthenticationResult,
  parseAuthenticationResults,
  parseReceivedSpf,
} from "../../mail/authentication-results.ts";
import type { HeaderField } from "../../mail/header-block.ts";
import { parseMailDate } from "../../mail/mail-date.ts";
import { fieldNamed, fieldsNamed } from "../../mail/message-parts.ts";
import { parseReceived } from "../../mail/received.ts";
import { duration } from "./duration.ts";
import {
  bare,
  type ExplainedHop,
  type ExplainedRecipient,
  type Explanation,
  type HeaderStory,
  supposed,
} from "./explanation.ts";
import { type HeaderFinding, headerFinding, headerRecipient } from "./header-cause.ts";

/** More hops than any server lets through. */
const maxHops = 100;
/** A step that takes longer is worth a word, and a clock that is wrong by less is usual. */
const slowSeconds = 60;
const clockSeconds = -5;

export function explainHeaders(fields: readonly HeaderField[]): Explanation<Text> {
  const story = storyOf(fields);
  const facts = { ...story, fields };
  const found = headerFinding(facts);
  return {
    ...bare("headers", summary(story, fields, found)),
    recipients: found ? [toldOf(found, headerRecipient(facts))] : [],
    originalMessageId: /<[^<>\s]{1,500}>/.exec(fieldNamed(fields, "message-id") ?? "")?.[0] ?? null,
    headers: story,
  };
}

/** Whom it was for, where the header says plainly what hid or delayed it. */
const toldOf = ({ cause, confidence, tells }: HeaderFinding, address: string | null): ExplainedRecipient<Text> =>
  supposed(address, cause, confidence, say`The message for ${address ?? say`the recipient`}: ${tells}.`);

function storyOf(fields: readonly HeaderField[]): HeaderStory<Text> {
  const received = fieldsNamed(fields, "received").slice(0, maxHops).map(parseReceived).reverse();
  const written = parseMailDate(fieldNamed(fields, "date") ?? "");
  let before = written;
  const hops = received.map((hop): ExplainedHop => {
    const delay = hop.at === null || before === undefined ? null : Math.round((hop.at - before) / 1000);
    if (hop.at !== null) before = hop.at;
    return { ...hop, delaySeconds: delay };
  });
  const times = hops.flatMap(({ at }) => at ?? []);
  const first = written ?? times[0];
  const last = times.at(-1);
  return {
    hops,
    totalSeconds: first === undefined || last === undefined ? null : Math.round((last - first) / 1000),
    authentication: distinct(authenticationOf(fields)),
    spam: spamOf(fields),
  };
}

function authenticationOf(fields: readonly HeaderField[]): readonly AuthenticationResult[] {
  const results = fields.filter(({ name }) => name === "authentication-results");
  // Who forwards writes his own into the chain (RFC 8617): it speaks where nothing else does.
  const sealed = fields.filter(({ name }) => name === "arc-authentication-results").slice(0, 1);
  const own = (results.length > 0 ? results : sealed).flatMap(({ text }) =>
    parseAuthenticationResults(text.slice(text.indexOf(":") + 1).replace(/\n/g, "")),
  );
  const spf = fieldsNamed(fields, "received-spf").flatMap((value) => parseReceivedSpf(value) ?? []);
  return [...own, ...spf.filter(() => !own.some(({ method }) => method === "spf"))];
}

const distinct = (results: readonly AuthenticationResult[]): readonly AuthenticationResult[] =>
  results.filter(
    (one, index) =>
      results.findIndex(
        (other) => other.method === one.method && other.result === one.result && other.of === one.of,
      ) === index,
  );

/** Microsoft's filter verdicts (SFV) that people ask about. */
const verdicts: Readonly<Record<string, Text>> = {
  NSPM: say`no spam`,
  SPM: "spam",
  SKN: say`let through by a rule before the filter`,
  SKS: say`marked as spam by a rule`,
  SKA: say`let through by an allow list`,
  SKB: say`marked as spam by a block list`,
  SKQ: say`released from quarantine`,
  BLK: say`blocked by the recipient's own list`,
  SFE: say`let through by the recipient's list of safe senders`,
  SKI: say`not filtered, it came from within`,
};

/** What filters wrote, each program in its own field. */
function spamOf(fields: readonly HeaderField[]): readonly Text[] {
  const value = (name: string) => (fieldNamed(fields, name) ?? "").slice(0, 4000);
  const told: Text[] = [];
  const noSpam = say`no spam`;
  const status = value("x-spam-status");
  const [, answer, score, limit] =
    /^(yes|no)\b(?:[^=]{0,40}score=(-?[\d.]{1,10}))?(?:[^=]{0,40}(?:required|tag2)=(-?[\d.]{1,10}))?/i.exec(status) ??
    [];
  if (answer)
    told.push(
      together(
        [
          "SpamAssassin: ",
          /yes/i.test(answer) ? "spam" : noSpam,
          score ? (limit ? say` (score ${score} of ${limit})` : say` (score ${score})`) : "",
        ],
        "",
      ),
    );
  else if (/yes/i.test(value("x-spam-flag"))) told.push(say`marked as spam (X-Spam-Flag)`);
  const forefront = value("x-forefront-antispam-report") || value("x-forefront-antispam-report-untrusted");
  const verdict = /\bSFV:(\w{2,6})/.exec(forefront)?.[1];
  const level = /\bSCL:(-?\d)/.exec(forefront)?.[1] ?? /^-?\d/.exec(value("x-ms-exchange-organization-scl"))?.[0];
  if (verdict || level !== undefined)
    told.push(
      together(
        [
          "Microsoft: ",
          verdicts[verdict ?? ""] ?? verdict ?? say`judged`,
          level === undefined ? "" : ` (SCL ${level})`,
        ],
        "",
      ),
    );
  const rspamd = /(?:^|\s)default: (\w{4,5}) \[(-?[\d.]{1,10}) ?\/ ?(-?[\d.]{1,10})\]/.exec(value("x-spamd-result"));
  if (rspamd)
    told.push(
      together(
        [
          "rspamd: ",
          /true/i.test(rspamd[1] ?? "") ? "spam" : noSpam,
          say` (score ${rspamd[2] ?? ""} of ${rspamd[3] ?? ""})`,
        ],
        "",
      ),
    );
  const iceWarp = value("x-icewarp-spam-score") || value("x-spam-score");
  if (!answer && iceWarp && /^-?[\d.]{1,10}/.test(iceWarp))
    told.push(say`score ${/^-?[\d.]{1,10}/.exec(iceWarp)?.[0] ?? ""}`);
  if (/\S/.test(value("x-spam-reasons"))) told.push(say`reasons: ${value("x-spam-reasons").slice(0, 200)}`);
  return told;
}

const servers = (count: number): Text => numbered(count, say`${count} server`, say`${count} servers`);

function wayOf({ hops, totalSeconds, authentication }: HeaderStory<Text>, whose: Text): Text {
  if (hops.length === 0)
    return authentication.length > 0
      ? say`${whose} was pasted without its Received fields: its way is not known`
      : say`${whose} bears no trace of any server (no Received field): it was not received by one yet, or that part is not here`;
  return totalSeconds !== null && totalSeconds >= 0
    ? say`${whose} went through ${servers(hops.length)} in ${duration(totalSeconds)}`
    : say`${whose} went through ${servers(hops.length)}`;
}

/** What a help desk reads out. */
function summary(story: HeaderStory<Text>, fields: readonly HeaderField[], found: HeaderFinding | undefined): Text {
  const { hops, authentication, spam } = story;
  const parts: Text[] = [];
  const from = fieldNamed(fields, "from");
  const timed = hops.filter((hop): hop is ExplainedHop & { delaySeconds: number } => hop.delaySeconds !== null);
  const slowest = timed.toSorted((a, b) => b.delaySeconds - a.delaySeconds)[0];
  const wrong = timed.filter(({ delaySeconds }) => delaySeconds < clockSeconds);
  parts.push(wayOf(story, from ? say`The message of ${from}` : say`The message`));
  if (slowest && slowest.delaySeconds >= slowSeconds)
    parts.push(
      say`most of the time, ${duration(slowest.delaySeconds)}, passed before ${slowest.by ?? say`a server without name`} had it`,
    );
  else if (hops.length > 0 && slowest) parts.push(say`no step was slow`);
  for (const hop of wrong.slice(0, 3))
    parts.push(
      say`a clock is wrong: ${hop.by ?? say`a server`} claims to have had it ${duration(hop.delaySeconds)} before the step ahead of it`,
    );
  const main = ["spf", "dkim", "dmarc", "arc"].flatMap((method) => {
    const found = authentication.filter((result) => result.method === method);
    const best = found.find(({ result }) => result === "pass") ?? found[0];
    return best ? `${method.toUpperCase()} ${best.result}` : [];
  });
  if (main.length > 0) parts.push(say`authentication: ${main.join(", ")}`);
  if (spam.length > 0) parts.push(say`filters: ${together(spam, "; ")}`);
  if (found) parts.push(found.tells);
  return together([together(parts, "; "), "."], "");
}
