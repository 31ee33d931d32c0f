/** What `explain` answers: the seam between what was pasted and whoever shows it. */
import type { Stage } from "../../events/event.ts";
import type { AuthenticationResult } from "../../mail/authentication-results.ts";
import type { Hop } from "../../mail/received.ts";
import type { Reply } from "../../mail/reply.ts";
import type { Party } from "../../mail/status-codes.ts";
import type { CauseFamily, CauseId } from "../causes.ts";

export interface ExplainedRecipient {
  /** As the sender wrote it, where that is known. */
  readonly address: string | null;
  /** Where it led to in the end: another address after an alias or a forward. */
  readonly finalAddress: string | null;
  readonly cause: CauseId | null;
  readonly family: CauseFamily | null;
  readonly party: Party | null;
  readonly confidence: number;
  /** The enhanced status code. */
  readonly status: string | null;
  readonly reply: Reply | null;
  /** What drew the reply: "RCPT TO" and its like. */
  readonly command: string | null;
  readonly remoteHost: string | null;
  /** Until when it is tried again, ISO 8601 in UTC; where a warning says so. */
  readonly retryUntil: string | null;
  readonly sentence: string;
  readonly remedy: readonly string[];
}

/** The message that a notice is about. */
export interface AboutMessage {
  readonly messageId: string | null;
  readonly sender: string | null;
  readonly subject: string | null;
  /** Was it sent from one of the asker's domains? Null where he named none, or the notice does not tell. */
  readonly ours: boolean | null;
  readonly sentence: string | null;
}

/** Who made the notice, and on whose word. */
export interface MadeBy {
  readonly host: string | null;
  /** Whose server that is, as far as addresses tell. */
  readonly whose: "sender" | "recipient" | "third-party" | "unknown";
  /** `itself`: it is its own opinion; `remote`: it passes on what another server said. */
  readonly opinion: "itself" | "remote" | "unknown";
  readonly sentence: string;
}

export interface ExplainedHop extends Hop {
  /** Since the hop before; negative where a clock is wrong. */
  readonly delaySeconds: number | null;
}

/** What a header tells of the way of a message. */
export interface HeaderStory {
  /** Oldest first. */
  readonly hops: readonly ExplainedHop[];
  readonly totalSeconds: number | null;
  readonly authentication: readonly AuthenticationResult[];
  /** What filters wrote, a sentence each. */
  readonly spam: readonly string[];
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

export interface Explanation {
  readonly kind: ExplanationKind;
  /** What it is, in one sentence. */
  readonly sentence: string;
  readonly recipients: readonly ExplainedRecipient[];
  readonly originalMessageId: string | null;
  readonly reportingHost: string | null;
  readonly about: AboutMessage | null;
  readonly madeBy: MadeBy | null;
  readonly headers: HeaderStory | null;
}

/** What the asker knows. */
export interface ExplainOptions {
  /** Domains that are the asker's own, in lower case. */
  readonly ours: readonly string[];
}

/** How people name what drew a reply. */
export const commandOf: Readonly<Partial<Record<Stage, string>>> = {
  connect: "the connection",
  helo: "EHLO",
  auth: "AUTH",
  mail: "MAIL FROM",
  rcpt: "RCPT TO",
  data: "DATA",
  eod: "end of DATA",
  tls: "STARTTLS",
};

/** One that says nothing but its kind. */
export const bare = (kind: ExplanationKind, sentence: string): Explanation => ({
  kind,
  sentence,
  recipients: [],
  originalMessageId: null,
  reportingHost: null,
  about: null,
  madeBy: null,
  headers: null,
});
