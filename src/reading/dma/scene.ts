/** What a log of dma has told of a message: each recipient has a queue id of his own, whose first part is the message's. */
import type { Stage } from "../../events/event.ts";
import type { Pattern } from "../pattern.ts";
import type { Outbox } from "../sending/outbox.ts";

/** How a try failed. */
export interface Failure {
  /** A reply, or dma's own word. */
  readonly text: string;
  readonly stage?: Stage | undefined;
  /** No host had a part in it. */
  readonly isLocal?: boolean;
}

/** What a pattern may use: each line is of one queue id. */
export interface DmaScene {
  readonly outbox: Outbox;
  /** The message that the next lines name the recipients of. */
  arrives(sender: string): void;
  queued(recipient: string, id: string): void;
  /** A try begins. */
  tries(recipient: string): void;
  toSmartHost(host: string, port: number): void;
  toHost(host: string, ip: string): void;
  delivered(): void;
  putOff(failure: Failure): void;
  refused(failure: Failure): void;
  /** It is tried no more, and its sender is written to: by the message of that id. */
  bouncedAs(message: string): void;
  /** It is tried no more, and nobody is written to. */
  dropped(): void;
  noted(text: string): void;
}

export type DmaPattern = Pattern<DmaScene>;
