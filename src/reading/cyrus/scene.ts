/** What a log of Cyrus IMAP has told so far: each process serves one message, or one mail program, after the other. */
import type { EventOf, Outcome, Place, Service } from "../../events/event.ts";
import type { Draft, Pattern } from "../pattern.ts";

/** What was done with a message, for one mailbox. */
export interface Done {
  readonly messageId: string;
  readonly status: Outcome;
  /** In the words of the program. */
  readonly text?: string;
  readonly where?: Place;
  readonly decidedBy?: string;
}

/** What a pattern may use: each line is of one process. */
export interface CyrusScene {
  /** Last part of the program's name: `lmtpunix`, `imaps`. */
  readonly program: string;
  /** Names its mailbox. */
  readonly done: (mailbox: string, done: Done) => void;
  /** Whose mailbox it was the next line of the process says. */
  readonly doneForNext: (done: Done) => void;
  /** The process is through with that user. */
  readonly usedBy: (user: string) => void;
  readonly loggedIn: (user: string, ip: string, host: string | undefined) => void;
  readonly badLogin: (user: string | undefined, ip: string, host: string | undefined, text: string) => void;
  /** What the mail program of the process did, in the session of its visit; nothing without one. */
  readonly inVisit: (draft: Draft) => void;
  /** The same; and it has left. */
  readonly left: (counted?: EventOf<"session.counted">["verbs"]) => void;
  readonly warned: (text: string) => void;
  readonly emit: (draft: Draft) => void;
}

export type CyrusPattern = Pattern<CyrusScene>;

/** `imap` and `pop3` are what mail programs speak; all else brings messages. */
export const serviceOf = (program: string): Service =>
  /^pop3s?/.test(program) ? "pop3" : /^imaps?/.test(program) ? "imap" : "smtp";
