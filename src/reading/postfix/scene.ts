/** What a Postfix log has told so far: open connections by process, queue entries by id. */
import type { Source } from "../../events/event.ts";
import type { Line } from "../line.ts";
import type { OpenPlaces } from "../open-places.ts";
import type { Draft, Pattern } from "../pattern.ts";

/** What has a session. */
interface Owner {
  readonly session: string;
  /** Where its lines stand, while the log is skimmed. */
  placed?: OpenPlaces;
}

/** One connection that an smtpd or postscreen process serves. */
export interface Connection extends Owner {
  readonly peer?: string;
  /** Of the last line, for the idle time before a timeout, and the end of a session that has none. */
  lastAt: number;
  queueId?: string;
  broken?: "timeout" | "peer-closed" | "local-closed" | "tls-failed";
  /** Behind which command the client said more than it may, and where that stands. */
  improper?: { readonly after: string; readonly source: Source };
  /** Id of the first test of postscreen that the client failed. */
  failed?: string;
  /** Was its message larger than the limit, which is told before the line of the filter that had it? */
  isTooLarge?: boolean;
}

/** One queue entry's life. */
export interface Entry extends Owner {
  readonly id: string;
  /** Another whose id has the same hash. */
  next: Entry | undefined;
  sender?: string;
  sizeBytes?: number;
  messageId?: string;
  active?: boolean;
  removedAt?: number;
}

/** What a pattern may use. */
export interface Scene {
  readonly line: Line;
  /** Last part of the program's name. */
  readonly program: string;
  readonly queueId: string | undefined;
  /** Begins a connection of this process; one that is still open there ends, as its end was not logged. */
  connect(peer: string, port: number | undefined): Connection;
  /** The connection of this process; begun in the middle where its beginning was not in the log, then with the peer that the line names. */
  connection(ip?: string): Connection;
  /** Is there one? (Warnings also come from processes that serve nobody.) */
  hasConnection(): boolean;
  /** The connection is over. */
  disconnect(): void;
  /** The connection of postscreen with that client, begun where it is not known yet. */
  screened(ip: string, port: number): Connection;
  /** The newest one of that client. */
  lastScreened(ip: string): Connection | undefined;
  /** The client passed: where smtpd says next that it connects, it is this connection that goes on. */
  pass(connection: Connection): void;
  /** That connection of postscreen is over. */
  screenedOut(connection: Connection): void;
  /** The entry of that queue id, without one of the line's; its session opens at first sight. */
  entry(id?: string): Entry;
  /** Is it known, and not removed? */
  hasEntry(): boolean;
  /** The queue let go of it. */
  removed(): void;
  /** In that session, if any; `source`: another line than the one that is read is its evidence. */
  emit(draft: Draft, session?: string, source?: Source): void;
}

export type PostfixPattern = Pattern<Scene>;

/** Its listeners for users have names of their own (master.cf of Debian and others). */
export const isForUsers = ({ line }: Scene): boolean => /\/(?:submissions?|smtps)\//.test(line.program ?? "");

/** Lines of one entry may come late, from another process, behind its "removed"; a second life is never so near. */
export const lateLinesMilliseconds = 2000;
/** Entries without a "removed" (aborted, held, cut off) stay known up to this number, then the oldest is forgotten. */
export const maxEntries = 100_000;
