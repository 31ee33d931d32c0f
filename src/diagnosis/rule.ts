/** The seam for diagnosis: what a rule is told, and what it answers. */
import type { Text } from "../base/saying.ts";
import type { Fact, MailEvent } from "../events/event.ts";
import type { Attempt } from "../journeys/attempt.ts";
import type { Journey } from "../journeys/journey.ts";
import type { Likeness } from "../mail/return-path.ts";
import type { Session } from "../sessions/session.ts";
import type { Coverage } from "../sessions/source.ts";
import type { CauseId } from "./causes.ts";
import type { Question, TimeWindow } from "./question.ts";
import type { SiteReply } from "./replies/site.ts";

/** Everything that is known about one message for one recipient; gathered before, so that rules are pure. */
export interface Inquiry {
  readonly question: Question;
  readonly window: TimeWindow;
  /** The asked recipient; "" where nobody in particular was asked for. */
  readonly recipient: string;
  /** Attempts for this recipient, oldest first; empty where nothing was found. */
  readonly attempts: readonly Attempt[];
  readonly last: Attempt | undefined;
  /** Facts of the message and of its sessions, oldest first. */
  readonly facts: readonly Fact[];
  /** Facts of the session of the last attempt (or of the session asked for) alone. */
  readonly lastSession: readonly Fact[];
  /** Queue id of the message that this one reports about. */
  readonly reportsOn?: string;
  /** Attempts of the same message for other recipients. */
  readonly others: readonly Attempt[];
  /** What earlier sessions of the same peer did, and what policy servers said of it, oldest first. */
  readonly earlierFromPeer: readonly Fact[];
  /** How the sender in the log stands to the one asked for (`mail/return-path.ts`); undefined where one of them is not known. */
  readonly like: Likeness | undefined;
  /** Attempts of other messages in the window that share the sender or the recipient. */
  readonly near: readonly Attempt[];
  /**
   * Where the message was not taken: what became of others' in those minutes, oldest first; some hundred at most. Of a message that is
   * only listed: where it went to another host, or its recipient was unknown.
   */
  readonly around: readonly Attempt[];
  /** How many messages of those minutes the program that took this one gave back to the queue, and how many it kept. */
  readonly habit?: { readonly back: number; readonly kept: number };
  /** What mail programs did in its mailbox then and on the day before (`visitsOf`); where nothing was found, in the asked one (`visitsTo`). */
  readonly visits: readonly Fact[];
  readonly coverage: Coverage;
  /** Where nothing was found: the lines on both sides of the asked time. */
  readonly neighbours: readonly MailEvent[];
  /** Where nothing was found and a listener had failed: when the last client before the asked time was served. */
  readonly servedAt?: number;
  /** Where nothing was found: what hosts of the sender's domain did at that time. */
  readonly visitors: readonly Session[];
  /** Where nothing was found, or what arrived came in another minute than the one that was told: the sessions of that time that had, or would have had, a recipient whom the log does not name. */
  readonly nameless: readonly Journey[];
  /** Of the domains of the try those that have mailboxes here, where that was in doubt (`home.ts`). */
  readonly home?: ReadonlySet<string>;
  /** What the administrator knows of replies. */
  readonly site?: readonly SiteReply[];
}

/** What speaks for a cause: the facts that prove it, the most decisive first. */
export interface Evidence {
  readonly facts: readonly Fact[];
  /** What proves it and belongs to no session. */
  readonly told?: readonly MailEvent[];
  /** 0 to 1; without it, that of an explicit line (`confidence.ts`). */
  readonly confidence?: number;
  /** What would have told more. */
  readonly missing?: readonly Text[];
  /** What the sentence quotes: a setting, a distance, the other address. */
  readonly detail?: Text;
}

/** One reason why a message did not arrive, where it must be inferred. (What a reply alone decides is a row of `replies/`.) */
export interface DiagnosisRule {
  readonly cause: CauseId;
  /** Causes that say the same less precisely; they stay silent when this one speaks. */
  readonly refines?: readonly CauseId[];
  readonly evidence: (inquiry: Inquiry) => Evidence | undefined;
}

/** Declares a rule; its cause is its path below `rules/` with dots. */
export const defineRule = (rule: DiagnosisRule): DiagnosisRule => rule;
