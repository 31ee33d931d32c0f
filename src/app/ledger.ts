/** Where everything that happens is written down: the activity log, and the records of closed sessions. */
import { join } from "node:path";
import type { Config } from "../config/schema.ts";
import { levelRank } from "../events/catalogue.ts";
import type { MailEvent, SystemEvent } from "../events/event.ts";
import { strangers } from "../records/layout.ts";
import { createSealer } from "../records/sealer.ts";
import { createRecordsWriter, openPartsOf, type RecordsWriter } from "../records/writer.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import type { Session } from "../sessions/session.ts";
import { isRemarkable, withoutTranscript } from "../sessions/transcript.ts";
import { type ActivityLog, levelIn, openActivityLog, zoneOf } from "./activity-log.ts";
import { createJournal, type Journal } from "./journal.ts";
import { paths } from "./paths.ts";
import { recoverSessions } from "./recover.ts";

export interface Ledger extends Pick<ActivityLog, "folder" | "prepareMove"> {
  /** Brings back what was open when the last run did not end in order; before anything is emitted. From then on it keeps the records in order. */
  readonly recover: () => Promise<number>;
  /** An event of a session; it is on the disk after the next flush. */
  readonly emit: (event: MailEvent) => void;
  /** An event of no session, in the records too; it is written at once, whatever the cache. */
  readonly tell: (event: SystemEvent) => void;
  /** A remark in the program's own log. */
  readonly note: (text: string) => void;
  readonly journal: Journal;
  /** Writes log and records; `done` when what is answered may be sent. */
  readonly flush: (done: () => void) => void;
  /** Resolves when all that was told so far is written. */
  readonly written: () => Promise<void>;
  /** Called by a timer each second, see `log/writer.ts`. */
  readonly heartbeat: () => void;
  /** Ends the sessions that are still open. */
  readonly endSessions: () => void;
  /** Resolves when all is written, and the records are sealed, if this ledger keeps them in order. */
  readonly close: () => Promise<void>;
}

/** `config` is the one in force, asked at each event. Throws UsageError for a log folder that is not to be had. */
export function openLedger(config: () => Config, data: string, now: () => number): Ledger {
  const node = String(config().server.node);
  const folder = paths(data).records;
  const sealer = createSealer((remark) => note(remark));
  let tended = false;
  const seal = (closed: readonly string[]) => {
    const { keepDays, maxBytes } = config().records;
    if (tended) sealer.start({ folder, closed, now: now(), keep: { days: keepDays, bytes: maxBytes } });
  };
  const records = createRecordsWriter({ folder, now, onClosed: (path) => seal([path]) });
  const log = openActivityLog({ config, data, records, now, note: (text) => note(text) });
  const sessions = createSessionBuilder((session) => records.append({ session: asKept(session, config()) }));
  const emit = (event: MailEvent) => {
    const source = log.write(event);
    sessions.take(source ? { ...event, source } : event);
  };
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
  const tell = (event: SystemEvent) => {
    emit(event);
    records.append({ event });
    flush(() => {}, true);
  };
  return {
    folder: log.folder,
    prepareMove: log.prepareMove,
    recover: async () => {
      tended = true;
      const closed = openPartsOf(folder);
      const recovered = await recoverSessions(folder, log.folder(), zoneOf(config()), records);
      seal(closed);
      for (const name of strangers(folder))
        note(`Records: ${join(folder, name)} is of no layout that is known here and left alone; no question reads it`);
      return recovered;
    },
    emit,
    tell,
    note,
    journal: createJournal(tell, node, now),
    flush: (done) => flush(done),
    written,
    heartbeat: () => {
      log.heartbeat();
      flushRecords();
    },
    endSessions: () => sessions.close(),
    close: async () => {
      await written();
      records.close();
      await sealer.done();
      await log.close();
    },
  };
}

/** At debug and above every transcript is kept: it is what people ask for. Below that, those of sessions that need explaining. */
function asKept(session: Session, config: Config): Session {
  const { transcripts, slowSeconds } = config.records;
  const level = levelRank[levelIn(config, session.service)];
  const whole = level >= levelRank.debug || transcripts === "all" || isRemarkable(session, slowSeconds);
  return whole ? session : withoutTranscript(session);
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
