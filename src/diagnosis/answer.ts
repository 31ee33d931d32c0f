/** The answer to a question: what happened, who must act, what to do, and the lines that prove it. */
import type { Outcome, Place, Role, Source, Stage } from "../events/event.ts";
import type { Attempt } from "../journeys/attempt.ts";
import type { Reply } from "../mail/reply.ts";
import type { Party } from "../mail/status-codes.ts";
import type { Coverage } from "../sessions/source.ts";
import type { Match } from "./candidate.ts";
import type { CauseId } from "./causes.ts";
import type { Side } from "./question.ts";
import type { ReplyNotes } from "./replies/notes.ts";
import type { Step } from "./step.ts";

/** A raw line; `text` is fetched from the file when the answer is printed. */
export interface EvidenceLine {
  readonly source?: Source;
  readonly node: string;
  readonly role: Role;
  readonly at: number;
}

export interface Answer {
  readonly recipient: string;
  readonly askedAs: string;
  readonly children: readonly string[];
  readonly outcome: Outcome;
  /** No further attempt will follow by itself. */
  readonly final: boolean;
  readonly stage: Stage | null;
  readonly cause: CauseId;
  /** The cause in a few words. */
  readonly title: string;
  readonly party: Party;
  /** Must the owner of the log that was read act? */
  readonly us: boolean;
  readonly confidence: number;
  readonly sentence: string;
  readonly where: Place | null;
  readonly message: {
    readonly messageId: string | null;
    readonly sender: string | null;
    readonly headerFrom: string | null;
    readonly subject: string | null;
    readonly sizeBytes: number | null;
    readonly transid: string | null;
    readonly queueIds: readonly string[];
    readonly sessions: readonly string[];
  };
  readonly match: Match;
  readonly reply: Reply | null;
  /** What the text of a refusal tells beside its cause; null where it is nothing. */
  readonly replyDetails: ReplyNotes | null;
  readonly decidedBy: string | null;
  readonly attempts: readonly Attempt[];
  readonly evidence: readonly EvidenceLine[];
  readonly timeline: readonly { readonly at: number; readonly text: string; readonly evidence: readonly number[] }[];
  readonly remedy: readonly string[];
  /** The remedy, with who may do what. */
  readonly steps: readonly Step[];
  /** What stood beside it, a sentence each: others' mail in the same minutes, the session before, restarts, blocks. */
  readonly sideways: readonly string[];
  /** The same, with the fields of what was changed; null where a sentence tells of something else. */
  readonly beside: readonly { readonly text: string; readonly change: Change | null }[];
  readonly alternatives: readonly Alternative[];
  readonly missing: readonly string[];
  /** What is missing, with who may see to it. */
  readonly wanted: readonly Step[];
}

/** What an administrator changed before it. */
export interface Change {
  readonly at: number;
  /** Before the message, or before the time that was asked for. */
  readonly secondsBefore: number;
  readonly by: string;
  /** A setting, or "account alice@example.org quotaBytes", as the journal has it. */
  readonly what: string;
  /** Values as text, long ones cut; null where there was or is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Another cause that could be meant, and why it was not chosen. */
export interface Alternative {
  readonly cause: CauseId;
  readonly title: string;
  readonly confidence: number;
  readonly because: string;
}

/** Another message that the question may have meant. */
export interface OtherMessage {
  readonly at: number;
  readonly sender: string | null;
  /** Who brought it, or took it; null where that is not known. */
  readonly peer: string | null;
  /** Null where the log does not name one. */
  readonly recipient: string | null;
  readonly messageId: string | null;
  readonly outcome: Outcome;
  readonly cause: CauseId;
  readonly title: string;
}

export interface Answers {
  readonly side: Side;
  /** How the question was understood where that is not what was said, a sentence each. */
  readonly understood?: readonly string[];
  /** Every asked recipient has a cause that is sure enough. */
  readonly answered: boolean;
  readonly answers: readonly Answer[];
  readonly others: readonly OtherMessage[];
  readonly searched: Omit<Coverage, "heartbeats" | "formats" | "levels" | "blocks" | "changes" | "failures" | "stops">;
}
