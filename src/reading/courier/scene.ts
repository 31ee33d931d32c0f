/** What a log of Courier has told so far: connections by address and port, messages by their queue ids. */
import type { Ended, Relay } from "../../events/event.ts";
import type { Draft, Pattern } from "../pattern.ts";
import type { Spot } from "../spot.ts";
import type { AttemptDraft } from "./attempt.ts";

/** A client of courieresmtpd; where it leaves is not logged. */
export interface Connection {
  readonly key: string;
  readonly session: string;
  readonly node: string;
  readonly peer: string | undefined;
  /** A message came by it, or it was refused something. */
  isUsed: boolean;
  /** A refusal whose further lines may follow. */
  pending?: Refusal | undefined;
  last: Spot;
}

/** What a client was refused, line by line. */
export interface Refusal {
  readonly sender?: string | undefined;
  readonly recipient?: string | undefined;
  readonly text: string;
  readonly spots: readonly Spot[];
}

/** One try to bring a message to one address, while it is on. */
export interface Try {
  readonly module?: string;
  /** Of a message that leaves: the domain, or the host that the settings name for it. */
  readonly host?: string;
  /** The host that took it. */
  readonly relay?: Relay;
  readonly text: string;
  /** Where the text stands. */
  readonly spots: readonly Spot[];
}

/** A message in the queue. */
export interface Entry {
  readonly id: string;
  readonly session: string;
  readonly node: string;
  /** Where it came from, and where that stands; undefined where it was in the queue before the log begins. */
  readonly came?: Spot & Origin;
  sender?: string;
  readonly tries: Map<string, Try>;
  /** By address, how the last try met it that will be made again. */
  readonly waiting: Map<string, AttemptDraft>;
  /** Recipients who failed, of whom the sender has not been written to. */
  failed: number;
  last: Spot;
}

/** `dns; mail.example.org (mail.example.org [192.0.2.1])`. */
export interface Origin {
  readonly helo?: string;
  readonly peerHost?: string;
  readonly peer?: string;
  readonly login?: string;
}

export type Status = "success" | "deferred" | "failure";

/** What a pattern may use. */
export interface CourierScene {
  /** Last part of the program's name: `courieresmtpd`. */
  readonly program: string;
  readonly spot: Spot;
  /** A client connects. */
  came(ip: string, port: string | undefined): void;
  /** The connection of the line, begun in the middle where its beginning was not in the log. */
  connection(ip: string, port: string | undefined): Connection;
  /** The connection of that address that was opened last. */
  latest(ip: string): Connection | undefined;
  left(connection: Connection, ended: Ended): void;
  /** What knows the passwords and mailboxes does not answer. */
  unanswered(text: string): void;
  /** What was said of that a moment ago. */
  whyUnanswered(): string | undefined;
  arrived(id: string, origin: Origin): void;
  started(id: string, sender: string, module: string, host: string, address: string): void;
  /** A notice is written of what became of the message. */
  reports(id: string, address: string, isDelay: boolean): void;
  said(id: string, sender: string, address: string, text: string): void;
  tookIt(id: string, sender: string, address: string, relay: Relay | undefined): void;
  ended(id: string, sender: string, address: string, status: Status, sizeBytes?: number): void;
  /** All tries that were on have come to their end. */
  completed(id: string): void;
  emit(draft: Draft, owner?: Connection | Entry, place?: Spot, also?: readonly Spot[]): void;
}

export type CourierPattern = Pattern<CourierScene>;

/** So many connections and messages are remembered; then the oldest is forgotten. */
export const mostOpen = 100_000;
/** Of so many recipients of a message what was said is kept until their tries have ended. */
export const mostTries = 1000;
/** courieresmtpd waits no longer for its client. */
export const idleMilliseconds = 600_000;
