/** What a sendmail log has told so far: messages by their queue ids, which a message has before its first recipient is named. */

import type { Said } from "../../events/event.ts";
import type { Reply } from "../../mail/reply.ts";
import type { Draft, Pattern } from "../pattern.ts";
import type { Spot } from "../spot.ts";

/** A message whose sender and size were logged: a filter may refuse it still, with words that come behind. */
export interface Arrival extends Spot {
  readonly session: string;
  readonly draft: Draft;
}

/** All that is known of one queue id. */
export interface Message {
  readonly id: string;
  readonly node: string;
  /** Of the client that brings it, where something was refused before the message had come. */
  server?: string;
  /** Of its life in the queue. */
  queue?: string;
  arrival?: Arrival;
  /** It came, or it is known that it did not. */
  arrived?: true;
  sender?: string;
  sizeBytes?: number;
  peer?: string;
  /** The client went away, or was sent away, before the message had come. */
  broken?: true;
  /** All that the client says is put off, for this reason. */
  putOff?: { readonly reply: Reply; readonly decidedBy: string };
  /** What a ruleset or a filter replied to the whole message. */
  objection?: { readonly reply: Reply; readonly decidedBy: string };
  /** Who had it laid aside in the queue. */
  quarantinedBy?: string;
  /** What became of it for one recipient stands in the log. */
  tried?: true;
  messageId?: string;
  /** The last error that was logged of it: some words behind `stat=` say only that there is one. */
  trouble?: string;
  /** It came by SMTP: who was named to the server stands in angle brackets, and whom an alias leads to mostly does not. */
  bySmtp?: true;
  /** Who waits, and why the last try failed. */
  readonly waiting: Map<string, Said>;
  /** By address whose alias or forward it is. */
  readonly origins: Map<string, string>;
}

/** What a pattern may use. */
export interface Scene {
  readonly spot: Spot;
  /** `sendmail`, `sm-mta`. */
  readonly program: string;
  readonly queueId: string | undefined;
  /** The message of the line's queue id, or of that one. */
  message(id?: string): Message;
  /** The session of the client who brings it; opened at first sight. Without a queue id one that ends with its line. */
  server(peer?: string): string;
  /** The session of its life in the queue; opened at first sight. What was held back of its arrival is told. */
  queue(message?: Message): string;
  /** Begins the life of the message of the line, which is told when something is done with it. */
  arrives(draft: Draft): void;
  /** The message that was held back never came: its session is the client's. */
  refusedWhole(): string;
  /** The client's part is over. */
  endServer(ended?: "unknown" | "timeout" | "peer-closed" | "local-closed"): void;
  /** The message has left the queue. */
  forget(): void;
  emit(draft: Draft, session?: string, message?: Message, spot?: Spot): void;
}

export type SendmailPattern = Pattern<Scene>;

/** Messages stay known up to this number, as most logs do not say when one leaves the queue; then the oldest is forgotten. */
export const maxMessages = 100_000;
/** A filter has said its word long before: its time at the end of a message is five minutes (`Milter` timeouts, E:5m). */
export const heldMilliseconds = 600_000;
/** So many addresses are remembered of one message. */
export const maxAddresses = 1000;
