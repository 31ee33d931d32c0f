/** What an OpenSMTPD log has told so far: connections by their session ids, messages by theirs, and why hosts were not reached. */
import type { Ended, Relay, Source, Stage } from "../../events/event.ts";
import type { Reply } from "../../mail/reply.ts";
import type { Draft, Pattern } from "../pattern.ts";
import type { Spot } from "../spot.ts";

/** A message that came; its recipients stand in the lines behind, one each. */
export interface Coming extends Spot {
  readonly id: string;
  readonly sizeBytes: number;
  /** So many lines of recipients follow; unknown before 6.6. */
  readonly count?: number;
  sender: string;
  readonly recipients: string[];
  readonly lines: Source[];
}

/** A connection: of a client, or ours to a host. */
export interface Connection {
  readonly session: string;
  readonly node: string;
  peer?: string;
  /** The name of a host that we connected to. */
  host?: string;
  coming?: Coming | undefined;
}

/** What an attempt met. */
export interface Met {
  readonly reply: Reply;
  readonly stage?: Stage;
  readonly relay?: Relay;
}

/** A message in the queue, by the first half of its envelopes' ids. */
export interface Entry {
  readonly id: string;
  readonly session: string;
  readonly node: string;
  sender?: string;
  sizeBytes?: number;
  /** Recipients of whom nothing was said yet. */
  readonly untold: Set<string>;
  /** By envelope what was met last, where it is tried again. */
  readonly waiting: Map<string, Met>;
  last: Spot;
}

/** Why a host was not reached. */
export interface Unreached extends Spot {
  readonly relay?: Relay;
  readonly text: string;
}

/** What a pattern may use. */
export interface Scene {
  readonly spot: Spot;
  /** The session id in front of the line; before 5.8 it stands inside. */
  id: string;
  opened(connection: { readonly role: "server" | "client"; readonly peer?: string }): Connection;
  /** The connection of the line, begun in the middle where its beginning was not in the log. */
  connection(role?: "server" | "client"): Connection;
  closed(ended: Ended): void;
  /** All recipients of the message that comes are told. */
  arrived(connection: Connection): void;
  /** The message that an envelope is of. */
  entry(envelope: string): Entry;
  /** A host was not reached, which the connection of the line tried. */
  unreached(text: string): void;
  whyUnreached(relay: string): Unreached | undefined;
  /** Lines before it that an event is read from, too. */
  emit(draft: Draft, owner?: Connection | Entry, also?: readonly Source[], place?: Spot): void;
}

export type OpensmtpdPattern = Pattern<Scene>;

/** So many connections, messages and hosts are remembered; then the oldest is forgotten. */
export const maxOpen = 100_000;
/** A message of which nothing is open is told of no more after that time. */
export const settledMilliseconds = 600_000;
/** Why a host was not reached stands for it so long. */
export const unreachedMilliseconds = 3_600_000;
/** Lines of recipients that are evidence of a message. */
export const maxLines = 8;
