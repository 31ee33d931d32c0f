/** What a log of nullmailer has told of the delivery that is on: one after the other, each in several lines. */
import type { Pattern } from "../pattern.ts";
import type { Outbox } from "../sending/outbox.ts";

/** What a pattern may use. */
export interface NullmailerScene {
  readonly outbox: Outbox;
  /** A delivery begins, of that file to that host. */
  begins(file: string, host: string): void;
  envelope(sender: string, recipients: readonly string[]): void;
  identified(messageId: string): void;
  /** What the program that speaks to the host says of its end. */
  said(text: string): void;
  /** A further line of a reply that has several. */
  further(text: string): void;
  sent(): void;
  /** It did not work out; the next line tells whether it is tried again. */
  failed(text: string): void;
  /** It is tried no more. */
  givenUp(file: string): void;
  /** Nothing more is said of the delivery that was on. */
  settle(): void;
}

export type NullmailerPattern = Pattern<NullmailerScene>;
