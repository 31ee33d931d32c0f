/** What `explain` answers: the seam between what was pasted and whoever shows it. */
import { type Catalogue, say, type Text, told } from "../../base/saying.ts";
import type { Zone } from "../../base/zone.ts";
import type { Stage } from "../../events/event.ts";
import type { AuthenticationResult } from "../../mail/authentication-results.ts";
import type { Hop } from "../../mail/received.ts";
import type { Reply } from "../../mail/reply.ts";
import type { Party } from "../../mail/status-codes.ts";
import { type CauseFamily, type CauseId, causes } from "../causes.ts";
import type { SiteReply } from "../replies/site.ts";
import { remedyOf, type Step, stepOf } from "../step.ts";

/** With texts of `T`: strings, or `Text` before they are told in a language. */
export interface ExplainedRecipient<T extends Text = string> {
  /** As the sender wrote it, where that is known. */
  readonly address: string | null;
  /** Where it led to in the end: another address after an alias or a forward. */
  readonly finalAddress: string | null;
  readonly cause: CauseId | null;
  readonly family: CauseFamily | null;
  readonly party: Party | null;
  readonly confidence: number;
  /** What it may be as well, where nothing but a code tells. */
  readonly alternatives: readonly { readonly cause: CauseId; readonly title: T; readonly confidence: number }[];
  /** The enhanced status code. */
  readonly status: string | null;
  readonly reply: Reply | null;
  /** What drew the reply: "RCPT TO" and its like. */
  readonly command: T | null;
  readonly remoteHost: string | null;
  /** Until when it is tried again, ISO 8601 in UTC; where a warning says so. */
  readonly retryUntil: string | null;
  readonly sentence: T;
  readonly remedy: readonly T[];
}

/** The message that a notice is about. */
export interface AboutMessage<T extends Text = string> {
  readonly messageId: string | null;
  readonly sender: string | null;
  readonly subject: string | null;
  /** Was it sent from one of the asker's domains? Null where he named none, or the notice does not tell. */
  readonly ours: boolean | null;
  readonly sentence: T | null;
}

/** Who made the notice, and on whose word. */
export interface MadeBy<T extends Text = string> {
  readonly host: string | null;
  /** Whose server that is, as far as addresses tell. */
  readonly whose: "sender" | "recipient" | "third-party" | "unknown";
  /** `itself`: it is its own opinion; `remote`: it passes on what another server said. */
  readonly opinion: "itself" | "remote" | "unknown";
  readonly sentence: T;
}

export interface ExplainedHop extends Hop {
  /** Since the hop before; negative where a clock is wrong. */
  readonly delaySeconds: number | null;
}

/** What a header tells of the way of a message. */
export interface HeaderStory<T extends Text = string> {
  /** Oldest first. */
  readonly hops: readonly ExplainedHop[];
  readonly totalSeconds: number | null;
  readonly authentication: readonly AuthenticationResult[];
  /** What filters wrote, a sentence each. */
  readonly spam: readonly T[];
}

export type ExplanationKind =
  | "bounce"
  | "delay-notice"
  | "reply"
  | "headers"
  | "log"
  | "feedback"
  | "auto-reply"
  | "unknown";

export interface Explanation<T extends Text = string> {
  readonly kind: ExplanationKind;
  /** What it is, in one sentence. */
  readonly sentence: T;
  readonly recipients: readonly ExplainedRecipient<T>[];
  readonly originalMessageId: string | null;
  /** When the notice was made, else when the message was sent, ISO 8601 in UTC; null where it does not say. */
  readonly noticedAt: string | null;
  readonly reportingHost: string | null;
  readonly about: AboutMessage<T> | null;
  readonly madeBy: MadeBy<T> | null;
  readonly headers: HeaderStory<T> | null;
}

export interface ToldRecipient extends ExplainedRecipient {
  /** The remedy, with who may do what. */
  readonly steps: readonly Step[];
}

/** In a language: as programs and pages get it. */
export interface ToldExplanation extends Explanation {
  readonly recipients: readonly ToldRecipient[];
}

/** What the asker knows. */
export interface ExplainOptions {
  /** Domains that are the asker's own, in lower case. */
  readonly ours: readonly string[];
  /** The administrator's own table of replies. */
  readonly site?: readonly SiteReply[];
  /** The asker's zone, in which a notice may tell a time, and his time now, in milliseconds since the epoch. */
  readonly zone?: Zone;
  readonly now?: number;
  /** The language of the explanation; without it English. */
  readonly catalogue?: Catalogue | undefined;
}

/** How people name what drew a reply. */
export const commandOf: Readonly<Partial<Record<Stage, Text>>> = {
  connect: say`the connection`,
  helo: "EHLO",
  auth: "AUTH",
  mail: "MAIL FROM",
  rcpt: "RCPT TO",
  data: "DATA",
  eod: say`end of DATA`,
  tls: "STARTTLS",
};

/** One that says nothing but its kind. */
export const bare = (kind: ExplanationKind, sentence: Text): Explanation<Text> => ({
  kind,
  sentence,
  recipients: [],
  originalMessageId: null,
  noticedAt: null,
  reportingHost: null,
  about: null,
  madeBy: null,
  headers: null,
});

/** Somebody of whom no reply tells, but something else: what he wrote himself, or a header. */
export const supposed = (
  address: string | null,
  cause: CauseId,
  confidence: number,
  sentence: Text,
): ExplainedRecipient<Text> => ({
  address,
  finalAddress: address,
  cause,
  family: causes[cause].family,
  party: causes[cause].party,
  confidence,
  alternatives: [],
  status: null,
  reply: null,
  command: null,
  remoteHost: null,
  retryUntil: null,
  sentence,
  remedy: remedyOf(cause),
});

/** In a language, at the very end. */
export function explanationIn(untold: Explanation<Text>, catalogue: Catalogue | undefined): ToldExplanation {
  const tell = (text: Text) => told(text, catalogue);
  const maybe = (text: Text | null) => (text === null ? null : tell(text));
  const { sentence, recipients, about, madeBy, headers } = untold;
  return {
    ...untold,
    sentence: tell(sentence),
    recipients: recipients.map((one) => ({
      ...one,
      command: maybe(one.command),
      sentence: tell(one.sentence),
      alternatives: one.alternatives.map((other) => ({ ...other, title: tell(other.title) })),
      remedy: one.remedy.map(tell),
      steps: one.remedy.map((step) => stepOf(step, tell)),
    })),
    about: about && { ...about, sentence: maybe(about.sentence) },
    madeBy: madeBy && { ...madeBy, sentence: tell(madeBy.sentence) },
    headers: headers && { ...headers, spam: headers.spam.map(tell) },
  };
}
