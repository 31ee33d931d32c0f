/** Where things lie below the data folder. */
import { join } from "node:path";

/** Below the records of imported logs: their lines, and whose they are. */
export const keptLines = (imported: string): string => join(imported, "lines");

export const paths = (data: string) => ({
  config: join(data, "postino.yaml"),
  logs: join(data, "logs"),
  /** What the administrator knows of replies. */
  replies: join(data, "replies.yaml"),
  /** Domains, accounts and what else must be remembered: SQLite. */
  state: join(data, "state.sqlite"),
  /** Levels of the log that go back by themselves. */
  levels: join(data, "levels.json"),
  records: join(data, "records"),
  /** Records of logs that `postino import` has read. */
  imported: join(data, "imported"),
  /** Logs that were brought to the page. */
  uploads: join(data, "uploads"),
  mailboxes: join(data, "mailboxes"),
  /** What came of messages whose transfer broke. */
  resumable: join(data, "resumable"),
  /** Notices of success that were asked for and cannot be sent yet. */
  notices: join(data, "notices"),
  certificate: join(data, "certificate.pem"),
  privateKey: join(data, "private-key.pem"),
  /** Answers while a server runs on this folder. */
  controlSocket: join(data, "control.sock"),
  /** Held by whoever runs here or changes files. */
  lock: join(data, "lock"),
});
