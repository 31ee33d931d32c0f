/** Where everything that happens is written down: the activity log, and the records of closed sessions. */
import { UsageError } from "../base/error.ts";
import type { Config } from "../config/schema.ts";
import { zoneOf } from "../config/zone.ts";
import type { MailEvent, SystemEvent } from "../events/event.ts";
import type { Guard } from "../intrusion/guard.ts";
import type { RecordsWriter } from "../records/writer.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import type { Session } from "../sessions/session.ts";
import { type ActivityLog, openActivityLog } from "./activity-log.ts";
import { crashBefore } from "./crash.ts";
import { createErrorLog, type ErrorLog } from "./error-log.ts";
import { createJournal, type Journal } from "./journal.ts";
import { paths } from "./paths.ts";
import { openRecordKeeping } from "./record-keeping.ts";
import { recoverSessions } from "./recover.ts";

export interface Ledger extends Pick<ActivityLog, "folder" | "prepareMove"> {
  /**
   * Looks whether the last run ended in order, and brings back what was open where it did not; before anything is emitted. What it
   * gives writes the crash down, where there was one: called when the server runs. From then on the records are kept in order.
   */
  readonly recover: () => Promise<() => void>;
  /** An event of a session; it is on the disk after the next flush. */
  readonly emit: (event: MailEvent) => void;
  /** An event of no session, in the records too; it is written at once, whatever the cache. */
  readonly tell: (event: SystemEvent) => void;
  /** A remark in the program's own log. */
  readonly note: (text: string) => void;
  /** An error, there too. */
  readonly report: ErrorLog["report"];
  readonly journal: Journal;
  /** Writes log and records; `done` when what is answered may be sent. */
  readonly flush: (done: () => void) => void;
  /** Resolves when all that was told so far is written. */
  readonly written: () => Promise<void>;
  /** Called by a timer each second, see `log/writer.ts`. */
  readonly heartbeat: () => void;
  /** Ends the sessions that are still open. */
  readonly endSessions: () => void;
  /**
   * Resolves when all is written, and the records are sealed, if this ledger keeps them in order. Rejects, when all the rest is done,
   * with a UsageError where the disk did not take the last records.
   */
  readonly close: () => Promise<void>;
}

/** Sees each event when it is written, and each session when it is over. */
export interface Watcher extends Pick<Guard, "take"> {
  readonly end: (session: Session) => void;
}

const nobody: Watcher = { take: () => {}, end: () => {} };

/** `config` is the one in force, asked at each event. Throws UsageError for a log folder that is not to be had. */
export function openLedger(config: () => Config, data: string, now: () => number, watcher: Watcher = nobody): Ledger {
  const node = String(config().server.node);
  const folder = paths(data).records;
  const keeping = openRecordKeeping({ folder, config, now, note: (text) => note(text) });
  const { writer: records, tend, tended } = keeping;
  const log = openActivityLog({ config, data, records, now, note: (text) => note(text) });
  const sessions = createSessionBuilder((session) => {
    keeping.keep(session);
    watcher.end(session);
  });
  const write = <E extends MailEvent>(event: E): E => {
    const source = log.write(event);
    const written = source ? { ...event, source } : event;
    sessions.take(written);
    watcher.take(event);
    return written;
  };
  const emit = (event: MailEvent) => void write(event);
  const note = (text: string) => {
    emit({ kind: "system.noted", text, at: now(), atPrecisionSeconds: 0.001, node, service: "system" });
    log.flush(() => {}, true);
  };
  const flushRecords = flusher(records, note);
  const flush = (done: () => void, forced = false) => {
    flushRecords();
    log.flush(done, forced);
  };
  const written = () => new Promise<void>((done) => flush(done, true));
  const { report, settle } = createErrorLog(note, now);
  const tell = (event: SystemEvent) => {
    records.append({ event: write(event) });
    flush(() => {}, true);
  };
  return {
    folder: log.folder,
    prepareMove: log.prepareMove,
    recover: async () => {
      const ground = [folder, log.folder(), zoneOf(config())] as const;
      const crash = crashBefore(...ground);
      const sealLeft = tend();
      if (crash) await recoverSessions(...ground, { append: records.append, flush: flushRecords });
      return () => {
        sealLeft();
        if (!crash) return;
        tell({ kind: "service.crashed", ...crash, at: now(), atPrecisionSeconds: 0.001, node, service: "smtp" });
        note(`The run before ended without a word${crash.lastLine ? `; its last line: ${crash.lastLine}` : ""}`);
      };
    },
    ...{ emit, tell, note, report },
    journal: createJournal(tell, node, now),
    flush: (done) => flush(done),
    written,
    heartbeat: () => {
      settle();
      log.heartbeat();
      flushRecords();
    },
    endSessions: () => sessions.close(),
    close: async () => {
      settle(true);
      await written();
      const refused = closed(records, folder);
      await tended();
      await log.close();
      if (refused) throw refused;
    },
  };
}

/** What is wrong where the disk does not take the rest. */
function closed(records: RecordsWriter, folder: string): UsageError | undefined {
  try {
    records.close();
    return undefined;
  } catch (error) {
    return new UsageError(
      `the last sessions could not be written to ${folder} (${(error as Error).message}); as far as the log could be written, they stand there`,
    );
  }
}

/** Mail goes on when the records' disk is in trouble; the program's own log says so, and when it is over. */
function flusher(records: RecordsWriter, say: (text: string) => void): () => void {
  let inTrouble = false;
  return () => {
    try {
      records.flush();
      if (inTrouble)
        say(`Records are written again; ${records.takeLost()} sessions of the time between stand in the log only`);
      inTrouble = false;
    } catch (error) {
      if (!inTrouble)
        say(`Records cannot be written (${(error as Error).message}); they wait in memory and are tried again`);
      inTrouble = true;
    }
  };
}
