/** What a Dovecot log has told so far: visits of mail programs by their session names, deliveries by theirs. */
import type { Ended, EventOf, Service } from "../../events/event.ts";
import type { Line } from "../line.ts";
import type { Draft, Pattern } from "../pattern.ts";
import type { Spot } from "../spot.ts";

/** What stands before the text of a line. */
export interface Head {
  /** `imap-login`, `lmtp`, `auth`. */
  readonly service: string;
  readonly user?: string;
  readonly pid?: number;
  /** Dovecot's name of the session: letters, digits, `+`, `/`; `:T2` and `:R2` are further messages and recipients. */
  readonly name?: string;
  readonly level?: string;
  /** Where the text begins. */
  readonly textAt: number;
}

/** What `auth` said of a login, before it is known of which service it was. */
export interface Remark extends Spot {
  readonly text: string;
}

/** Whose an event is. */
export interface Owner {
  readonly session: string;
  readonly node: string;
  readonly service: Service;
  peer?: string;
}

/** One connection of a mail program; `smtp` is that of one which brings mail to send (`submission`). */
export interface Visit extends Owner {
  readonly service: "imap" | "pop3" | "smtp";
  /** Its beginning stands in the log. */
  opened?: true;
  /** Where a message was copied to in it, by `folder id` (the Message-ID): an expunge behind that completes a move. */
  readonly copies: Map<string, string>;
}

/** One message for one mailbox, on its way into the store. */
export interface Delivery extends Owner {
  readonly service: "smtp";
  /** Empty as long as no line has told it. */
  name: string;
  readonly mailbox: string;
  readonly uids: Map<string, number>;
  sizeBytes?: number;
  /** Its last line. */
  last: Spot;
  /** A discard that counts only if nothing else is done with the message. */
  pending?: Spot & { readonly draft: Draft };
  settled?: boolean;
}

/** What broke a visit off, for `session.broken`; nothing for an orderly end. */
export const breaks: Readonly<Partial<Record<Ended, EventOf<"session.broken">["how"]>>> = {
  "tls-failed": "tls-failed",
  timeout: "timeout",
  "peer-closed": "peer-closed",
  "peer-reset": "peer-reset",
  "local-closed": "local-closed",
};

/** What a pattern may use. */
export interface Scene {
  readonly line: Line;
  /** The place of the line. */
  readonly spot: Spot;
  readonly head: Head;
  /** The visit of that name (by default the line's), begun in the middle where its login was not in the log. */
  visit(service: Visit["service"], name?: string): Visit;
  /** Takes what `auth` said of that visit. */
  remarks(name: string | undefined): readonly Remark[];
  /** Keeps what `auth` says until the visit is known. */
  remark(name: string, text: string): void;
  endVisit(visit: Visit, ended: Ended, name?: string): void;
  /** Has the user of the line, which names no session, just left, and not come again? */
  hasLeft(): boolean;
  /** The delivery of the line; its session opens at first sight. */
  delivery(): Delivery;
  /** The same, if it is open: some lines come when the next one has begun. */
  openDelivery(): Delivery | undefined;
  /** Keeps that `auth` knows no such user, whom no login named; and what it said so a moment ago, on which the line's delivery then depends. */
  unknown(user: string, text: string): void;
  unknownUser(user: string): string | undefined;
  /** A session of its own, of this line alone. */
  aside(draft: Draft): void;
  /** A client of the process of the line came, or left. */
  connected(peer: string | undefined): void;
  disconnected(): void;
  /** In the session of that visit or delivery, if any; at the place of an earlier line, if it was kept for later. */
  emit(draft: Draft, owner?: Owner, place?: Spot): void;
}

export type DovecotPattern = Pattern<Scene>;

/** So many visits, deliveries and remarks are remembered; then the oldest is forgotten. */
export const maxOpen = 100_000;
/** A process of `lda` or `lmtp` has finished a message long before. */
export const deliveryMilliseconds = 600_000;
/** `auth` answers who asks for a user at once. */
export const answerMilliseconds = 10_000;
/** So many words of `auth` are kept for one login: somebody may try passwords all day in one session. */
export const maxRemarks = 20;
