/** The records as a server keeps them: what of a session is kept, and what becomes of the parts that are closed. */
import { join } from "node:path";
import type { Config } from "../config/schema.ts";
import { levelRank } from "../events/catalogue.ts";
import { strangers } from "../records/layout.ts";
import { createSealer } from "../records/sealer.ts";
import { createRecordsWriter, openPartsOf, type RecordsWriter } from "../records/writer.ts";
import type { Session } from "../sessions/session.ts";
import { isRemarkable, withoutTranscript } from "../sessions/transcript.ts";
import { levelIn } from "./activity-log.ts";

export interface RecordKeeping {
  readonly writer: RecordsWriter;
  /** Appends a closed session, with its transcript where the settings want it. */
  readonly keep: (session: Session) => void;
  /**
   * From now on parts that are closed are sealed. What it gives begins with those of earlier runs, and is called when nobody else
   * reads them to bring sessions back.
   */
  readonly tend: () => () => void;
  /** Resolves when nothing is being sealed, merged or deleted any more. */
  readonly tended: () => Promise<void>;
}

interface KeepingOptions {
  readonly folder: string;
  /** The one in force, asked at each session. */
  readonly config: () => Config;
  readonly now: () => number;
  /** A remark in the program's own log. */
  readonly note: (text: string) => void;
}

/** Throws the system's error where the folder cannot be made. */
export function openRecordKeeping({ folder, config, now, note }: KeepingOptions): RecordKeeping {
  const sealer = createSealer(note);
  let isTended = false;
  const seal = (closed: readonly string[], merge: boolean) => {
    const { keepDays: days, maxBytes } = config().records;
    if (isTended) sealer.start({ folder, closed, now: now(), merge, keep: { days, bytes: maxBytes } });
  };
  const writer = createRecordsWriter({ folder, now, onClosed: (path, dayIsOver) => seal([path], dayIsOver) });
  return {
    writer,
    keep: (session) => writer.append({ session: asKept(session, config()) }),
    tend: () => {
      const left = openPartsOf(folder);
      isTended = true;
      return () => {
        seal(left, true);
        for (const name of strangers(folder))
          note(
            `Records: ${join(folder, name)} is of no layout that is known here and left alone; no question reads it`,
          );
      };
    },
    tended: sealer.done,
  };
}

/** At debug and above every transcript is kept: it is what people ask for. Below that, those of sessions that need explaining. */
export function asKept(session: Session, config: Config): Session {
  const { transcripts, slowSeconds } = config.records;
  const level = levelRank[levelIn(config, session.service)];
  const whole = level >= levelRank.debug || transcripts === "all" || isRemarkable(session, slowSeconds);
  return whole ? session : withoutTranscript(session);
}
