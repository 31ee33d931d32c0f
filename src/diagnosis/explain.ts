/** Explains what somebody pasted: a bounce, or a server's reply. */
import type { Stage } from "../events/event.ts";
import { type DsnRecipient, parseDsn } from "../mail/dsn.ts";
import { parseReply, type Reply, replyClass } from "../mail/reply.ts";
import { enhancedCode } from "../mail/status-codes.ts";
import { type CauseId, causes } from "./causes.ts";
import { confidence } from "./confidence.ts";
import { recogniseReply } from "./replies/recognise.ts";

export interface ExplainedRecipient {
  readonly address: string | null;
  readonly cause: CauseId | null;
  readonly family: string | null;
  readonly party: string | null;
  readonly confidence: number;
  /** The enhanced status code. */
  readonly status: string | null;
  readonly reply: Reply | null;
  readonly remoteHost: string | null;
  readonly sentence: string;
  readonly remedy: readonly string[];
}

export interface Explanation {
  readonly kind: "bounce" | "delay-notice" | "reply" | "unknown";
  readonly recipients: readonly ExplainedRecipient[];
  readonly originalMessageId: string | null;
  readonly reportingHost: string | null;
}

/**
 * In a pasted line a reply stands behind a mark (`said: `, `>>> `, a quote) or, with an enhanced code, behind a space; a
 * number in prose is none. The further lines of a reply repeat its code.
 */
const replyInText =
  /(?:^|[:<>] |["']|\s(?=\d{3}[ -][245]\.\d{1,3}\.\d))([245]\d\d)[ -](?:[245]\.\d{1,3}\.\d{1,3} )?\S.*(?:\r?\n\1[ -].*)*/m;

export function explain(text: string): Explanation {
  const dsn = parseDsn(text);
  if (dsn) {
    const told = dsn.recipients.filter(({ action }) => action === "failed" || action === "delayed");
    return {
      kind: told.some(({ action }) => action === "failed") ? "bounce" : "delay-notice",
      recipients: told.map(fromDsn),
      originalMessageId: dsn.originalMessageId ?? null,
      reportingHost: dsn.reportingHost ?? null,
    };
  }
  const found = replyInText.exec(text.trim());
  const reply = found ? parseReply(found[0].slice(found[0].indexOf(found[1] ?? "")).trim()) : undefined;
  if (!reply) return { kind: "unknown", recipients: [], originalMessageId: null, reportingHost: null };
  const address = /<([^<>\s]+@[^<>\s]+)>/.exec(reply.text)?.[1];
  return {
    kind: "reply",
    recipients: [explained(address ?? null, reply, undefined, null, fates[replyClass(reply)] ?? "failed")],
    originalMessageId: null,
    reportingHost: null,
  };
}

const fromDsn = ({ address, originalAddress, reply, status, remoteHost, action }: DsnRecipient): ExplainedRecipient =>
  explained(originalAddress ?? address, reply, status, remoteHost ?? null, action === "delayed" ? "delayed" : "failed");

type Fate = "taken" | "delayed" | "failed";
/** By the first digit of a reply; a bounce says itself whether the message is tried again. */
const fates: Readonly<Record<number, Fate>> = { 2: "taken", 4: "delayed" };
const fateInWords: Readonly<Record<Fate, string>> = {
  taken: "was taken",
  delayed: "is delayed and is tried again",
  failed: "was refused for good",
};

/** Without a stage every stage is tried, from the most common on. */
const stages: readonly Stage[] = ["rcpt", "eod", "mail", "connect", "queue", "helo", "data", "auth"];

function explained(
  address: string | null,
  reply: Reply | undefined,
  status: string | undefined,
  remoteHost: string | null,
  fate: Fate,
): ExplainedRecipient {
  const enhanced = status ?? reply?.enhanced;
  const known = reply ?? (enhanced ? { code: enhanced.startsWith("4") ? 451 : 550, enhanced, text: "" } : undefined);
  const judged = known ? stages.map((stage) => recogniseReply(known, stage)) : [];
  const best =
    judged.find((found) => found && found.confidence === undefined) ?? judged.find((found) => found !== undefined);
  const cause = best?.cause ?? null;
  const meaning = enhanced ? enhancedCode(enhanced)?.meaning : undefined;
  const told = `The message for ${address ?? "the recipient"} ${fateInWords[fate]}`;
  const why = cause ? causes[cause].name : (meaning ?? "the reply says too little to name a cause");
  return {
    address,
    cause,
    family: cause && causes[cause].family,
    party: cause && causes[cause].party,
    confidence: best ? (best.confidence ?? confidence.explicitByEnvelope) : 0,
    status: enhanced ?? null,
    reply: reply ?? null,
    remoteHost,
    sentence: `${told}${remoteHost ? ` by ${remoteHost}` : ""}: ${why.replace(/\.$/, "")}.`,
    remedy: cause ? causes[cause].remedy : [],
  };
}
