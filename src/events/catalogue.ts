/** What each kind of event is called, in which order of detail it is logged, and whether diagnosis reads it. */
import type { EventKind, Service } from "./event.ts";

/** 0 none, 2 summary, 1 and 3 debug, 4 extended; ordered by `levelRank`. */
export type LevelName = "none" | "summary" | "debug" | "extended";

interface CatalogueEntry {
  readonly title: string;
  /** The least level at which the activity log shows it. */
  readonly level: LevelName;
  readonly part: "dialogue" | "fact" | "system";
}

export const catalogue = {
  "session.opened": { title: "A connection was opened", level: "summary", part: "dialogue" },
  "tls.started": { title: "The session was encrypted", level: "extended", part: "dialogue" },
  "smtp.command": { title: "A command was given", level: "debug", part: "dialogue" },
  "smtp.reply": { title: "A reply was given", level: "debug", part: "dialogue" },
  "data.ended": { title: "The content of a message has come whole", level: "debug", part: "dialogue" },
  "session.timeout": { title: "The session was idle for too long", level: "summary", part: "dialogue" },
  "transaction.ended": { title: "A transaction ended: its summary", level: "summary", part: "dialogue" },
  "session.noted": { title: "A remark inside a session", level: "extended", part: "dialogue" },
  "session.closed": { title: "The connection was closed", level: "summary", part: "dialogue" },
  "rcpt.refused": { title: "An attempt was refused", level: "summary", part: "fact" },
  "command.refused": { title: "A command was refused", level: "summary", part: "fact" },
  "transaction.opened": { title: "A transaction got its queue id", level: "debug", part: "fact" },
  "message.identified": { title: "A queue id got its Message-ID", level: "debug", part: "fact" },
  "message.accepted": { title: "A message was taken in charge", level: "summary", part: "fact" },
  "attempt.ended": { title: "An attempt for one recipient ended", level: "summary", part: "fact" },
  "message.linked": { title: "Two queue ids belong together", level: "summary", part: "fact" },
  "message.ended": { title: "The queue let go of a message", level: "summary", part: "fact" },
  "session.counted": { title: "The commands of a session, counted", level: "summary", part: "fact" },
  "session.broken": { title: "A session ended without QUIT", level: "summary", part: "fact" },
  decision: { title: "A decision was made", level: "extended", part: "fact" },
  "message.scored": { title: "The antispam engine scored a message", level: "summary", part: "fact" },
  "mailbox.changed": { title: "A message in a mailbox was changed", level: "summary", part: "fact" },
  "program.warned": { title: "A program warned", level: "summary", part: "fact" },
  "service.started": { title: "A service started", level: "summary", part: "system" },
  "service.stopped": { title: "A service stopped", level: "summary", part: "system" },
  "block.added": { title: "An address was blocked", level: "summary", part: "system" },
  "block.ended": { title: "A block ended", level: "summary", part: "system" },
  "service.crashed": { title: "The run before ended without a word", level: "summary", part: "system" },
  "system.noted": { title: "A remark of a service", level: "summary", part: "system" },
  "settings.changed": { title: "A setting or an account was changed", level: "summary", part: "system" },
  "log.opened": { title: "A log file was opened", level: "summary", part: "system" },
  "log.heartbeat": { title: "The log is alive", level: "summary", part: "system" },
  "log.gap": { title: "Lines were lost", level: "summary", part: "system" },
} as const satisfies Readonly<Record<EventKind, CatalogueEntry>>;

export const levelRank = { none: 0, summary: 1, debug: 2, extended: 3 } as const satisfies Record<LevelName, number>;

/** First letter of the log file of each service (guide G3). */
export const logLetter = {
  smtp: "s",
  pop3: "p",
  imap: "m",
  web: "c",
  system: "e",
  antispam: "a",
  intrusion: "x",
  journal: "j",
} as const satisfies Record<Service, string>;
