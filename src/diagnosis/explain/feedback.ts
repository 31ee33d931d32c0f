/** A complaint or a failure of authentication that a provider reports (feedback reports, RFC 5965 and RFC 6591). */
import { inCatalogue, say, type Text, together } from "../../base/saying.ts";
import { bareAddress } from "../../mail/address.ts";
import { parseFields } from "../../mail/dsn.ts";
import type { MessageParts } from "../../mail/message-parts.ts";
import { fieldNamed } from "../../mail/message-parts.ts";
import { type CauseId, causes } from "../causes.ts";
import { confidence } from "../confidence.ts";
import { remedyOf } from "../step.ts";
import type { ExplainedRecipient, ExplainOptions, Explanation } from "./explanation.ts";
import { aboutMessage, returnedHeader } from "./made-by.ts";

const meanings: Readonly<Record<string, Text>> = {
  abuse: say`marked the message as spam`,
  fraud: say`reported the message as fraud`,
  virus: say`reported a virus in the message`,
  "not-spam": say`says that the message is no spam`,
  "opt-out": say`wants no more of these messages`,
  other: say`complained about the message`,
};

const authCauses: Readonly<Record<string, CauseId>> = {
  dmarc: "eod.dmarc",
  spf: "mail.spf",
  dkim: "eod.dkim",
  bodyhash: "eod.dkim",
  signature: "eod.dkim",
  revoked: "eod.dkim",
  adsp: "eod.dkim",
};

const complaintRemedy = [
  say`Take this recipient off the list, and make leaving it easy (List-Unsubscribe)`,
  say`Look whether others complain about the same message: providers throttle senders by their share of complaints`,
];

export function explainFeedback(parts: MessageParts, options: ExplainOptions): Explanation<Text> | undefined {
  const report = parts.reports["message/feedback-report"] ?? fieldsInWords(parts.words) ?? complaintBySubject(parts);
  if (!report) return undefined;
  const fields = parseFields(report);
  const type = (fields.get("feedback-type") ?? "other").toLowerCase();
  const about = aboutMessage(returnedHeader(parts.original), options, bare(fields.get("original-mail-from")));
  const returned = returnedHeader(parts.original);
  const address =
    bare(fields.get("original-rcpt-to")) ??
    bare(fieldNamed(returned, "x-hmxmroriginalrecipient")) ??
    bare(fieldNamed(returned, "to"));
  const reporter = fields.get("reporting-mta")?.replace(/^dns;\s*/i, "") ?? fields.get("user-agent") ?? null;
  const isAuth = type === "auth-failure" || type === "dmarc";
  const cause: CauseId = isAuth
    ? (authCauses[fields.get("auth-failure")?.toLowerCase() ?? "dmarc"] ?? "eod.dmarc")
    : "store.delivered";
  const who = address ?? say`A recipient`;
  const told = isAuth
    ? say`The message failed authentication (${fields.get("auth-failure") ?? "dmarc"}) at ${reporter ?? say`the receiving server`}: ${inCatalogue(causes[cause].name)}.`
    : say`${who} received the message and ${meanings[type] ?? say`reported it (${type})`}.`;
  const recipient: ExplainedRecipient<Text> = {
    address,
    finalAddress: null,
    cause,
    family: causes[cause].family,
    party: isAuth ? causes[cause].party : "sender",
    confidence: confidence.explicitByEnvelope,
    alternatives: [],
    status: null,
    reply: null,
    command: null,
    remoteHost: null,
    retryUntil: null,
    sentence: told,
    remedy: isAuth ? remedyOf(cause) : complaintRemedy,
  };
  return {
    kind: "feedback",
    sentence: together([say`This is a feedback report, no bounce.`, told]),
    recipients: [recipient],
    originalMessageId: about.messageId,
    noticedAt: null,
    reportingHost: reporter,
    about,
    madeBy: null,
    headers: null,
  };
}

const bare = (text: string | undefined): string | null => {
  const found = text && bareAddress(text.replace(/^rfc822;\s*/i, "").replace(/^[^<]{0,200}(?=<)/, ""));
  return found?.includes("@") ? found : null;
};

/** Hotmail and others send the message back with nothing but a subject. */
const complaintBySubject = ({ fields, original }: MessageParts): string | undefined =>
  original !== undefined &&
  /^\s*(?:complaint about message from|e-?mail feedback report)/i.test(fieldNamed(fields, "subject") ?? "")
    ? "Feedback-Type: abuse"
    : undefined;

/** Where only the middle part was pasted. */
const fieldsInWords = (words: string): string | undefined =>
  /^feedback-type:/im.test(words.slice(0, 20_000)) &&
  /^(?:user-agent|version|original-mail-from|source-ip):/im.test(words.slice(0, 20_000))
    ? words.slice(0, 64 * 1024)
    : undefined;
