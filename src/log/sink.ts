/** The seam for what the log also writes to, beside its text files. */
import type { EventBase, MailEvent } from "../events/event.ts";

/** An event that the level of its service shows; `source` is where its text stands. */
export type LoggedEvent = MailEvent & Required<Pick<EventBase, "source">>;

export interface LogSink {
  write(event: LoggedEvent): void;
  /** `done` is called when all that was written is out, or nobody shall wait for it. */
  flush(done: () => void): void;
  /** Resolves when all that can get out is out. */
  close(): Promise<void>;
}
