/** What an Exim log has told so far: connections that clients hold, messages in the queue by id. */
import type { Source } from "../../events/event.ts";
import type { Line } from "../line.ts";
import type { Draft, Pattern } from "../pattern.ts";
import type { Complaints } from "./complaints.ts";
import type { Spoken } from "./copies.ts";
import type { Peer } from "./fields.ts";
import type { Headers } from "./headers.ts";
import type { SaidAtTry } from "./said.ts";

/** One connection of a client, as far as the log lets lines of one be told from those of another. */
export interface Connection {
  readonly session: string;
  readonly key: string;
  readonly peer: Peer;
  /** Its address and port, or its process, tell it from all others. */
  readonly isCertain: boolean;
  lastAt: number;
  /** How exact that is. */
  precisionSeconds: number;
  /** Number of the transaction that its next line is about. */
  transaction: number;
  /** That has come to its recipients: the next sender is another message's. */
  atRecipients?: boolean;
  /** Its last refusal that came through syslog. */
  said?: Spoken;
  /** It is known to be broken: what follows says the same again. */
  broken?: true;
}

/** One message's life in the queue. */
export interface Entry {
  readonly session: string;
  /** Its first line. */
  readonly begun: Source;
  sender?: string;
  sizeBytes?: number;
  messageId?: string;
  receivedAt?: number;
  recipients?: readonly string[];
  /** The filter of the system delivers it to others than its recipients. */
  turned?: true;
  /** Where a recipient failed, and where one was told to wait, for the first time. */
  failed?: Source;
  waits?: Source;
  /** Where it was delivered for the first time. */
  kept?: Source;
  /** For whom an automatic answer was sent, which is no delivery. */
  answered?: Set<string>;
  /** Where the filter of the system laid it, beside all mailboxes. */
  filed?: string;
  /** Recipients that were told later, or whose time has not come, and why the last try failed. */
  waiting?: Map<string, SaidAtTry | undefined>;
  /** It was delivered while it came: its arrival stands behind that. */
  isEarly?: boolean;
  /** Somebody took it out of the queue. */
  gone?: true;
}

export type EndOfConnection =
  | "quit"
  | "peer-closed"
  | "local-closed"
  | "timeout"
  | "tls-failed"
  | "refused"
  | "unknown";

export interface Scene {
  readonly line: Line;
  /** Where that stands. */
  readonly source: Source;
  /** Of the line's own stamp. */
  readonly at: number;
  readonly queueId: string | undefined;
  /** Of the message that the line refuses, where the log has them. */
  readonly headers: Headers | undefined;
  /** The connection with this other side; begins where none is open. */
  connection(peer: Peer, sender?: string): Connection;
  /** The same, but none begins where the log gives nothing to tell it from others by. */
  known(peer: Peer, sender?: string): Connection | undefined;
  /** Begins one: whatever was open under its address and port is over. */
  connected(peer: Peer, local: Peer): void;
  /** It brought or lost a message: where nothing tells it from others, that is all that can be said of it. */
  taken(connection: Connection): void;
  end(connection: Connection, ended: EndOfConnection): void;
  /** A message begins its life under the id of the line, or comes to its arrival behind what was delivered meanwhile. */
  arrive(): Entry;
  /** The entry of the line's message id, begun in the middle where its arrival was not in the log. */
  entry(): Entry;
  entryOf(id: string): Entry | undefined;
  /** What is said of a session depends on that line of another. */
  needs(session: string, line: Source): void;
  /** By message id. */
  readonly complaints: Complaints;
  /** The message has left the queue. */
  forget(): void;
  /** `source`: where it was said, if that is not this line. */
  emit(draft: Draft, session?: string, source?: Source): void;
}

export type EximPattern = Pattern<Scene>;

/** A client that says nothing for so long is thrown out (`smtp_receive_timeout`, 5 minutes), so what comes later is another's. */
const idleMilliseconds = 10 * 60_000;
/** Where nothing tells connections apart, lines of one client about one sender are of one transaction if they are so near. */
const nearMilliseconds = 60_000;
/** Messages without a "Completed" (frozen, cut off) stay known up to this number, then the oldest is forgotten. */
export const maxEntries = 100_000;
/** Lines may stand so far out of order: an hour that comes twice, and syslog's own delays. */
export const disorderMilliseconds = 3 * 3_600_000;

/** Is whoever held it gone by now? */
export const isSilent = ({ lastAt, isCertain }: Connection, at: number): boolean =>
  lastAt <= at - (isCertain ? idleMilliseconds : nearMilliseconds);
