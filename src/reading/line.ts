/** One line of a log as its container hands it on: a view on bytes, strings only on demand. */
import type { Source } from "../events/event.ts";

/** The file that a line stands in. */
export interface LogFile {
  /** As the user named it (path inside an archive after `!`); `-` is standard input. */
  readonly path: string;
  /** The date in the file's name, `Date.UTC` of its midnight; for logs whose lines bear no date. */
  readonly date?: number;
  /** Last change, milliseconds since the epoch. */
  readonly modified?: number;
}

/** What a line needs of earlier lines, that belong to other sessions, to be read as it was among them. */
export interface Mark {
  /** In the hour that DST repeats: is it the second time? */
  readonly isLater?: boolean;
  /** Of a stamp that bears none. */
  readonly year?: number;
  /** Midnight of its day as if it were UTC, and how far its zone is ahead of UTC, in milliseconds. */
  readonly day?: number | undefined;
  readonly offset?: number | undefined;
  /** Who wrote it. */
  readonly node?: string | undefined;
  /** Whose number the line has. */
  readonly session?: string;
  /** When a line was written that bears no stamp of its own: at that of the last line that has one. */
  readonly at?: number | undefined;
  /** The line that names the columns of a table. */
  readonly header?: string | undefined;
}

/** Valid only until the reader returns: the bytes are reused. */
export interface Line {
  readonly file: LogFile;
  /** Counts from 1. */
  readonly number: number;
  /** Milliseconds since the epoch, from the container's stamp; NaN where the container has none (plain logs). */
  readonly at: number;
  /** How exact the container's stamp is. */
  readonly atPrecisionSeconds: number;
  /** Where a line is read again without those around it: what they told. */
  readonly mark?: Mark | undefined;
  readonly host?: string | undefined;
  /** "postfix/smtpd". */
  readonly program?: string | undefined;
  readonly pid?: number | undefined;
  /** Do the bytes of the text begin so (from a position)? Cheap, before any string is made. */
  is(prefix: Buffer, at?: number): boolean;
  /** The byte of the text at a position; -1 behind its end. */
  byteAt(at: number): number;
  /** The text without its container's part, or a piece of it. */
  text(start?: number, end?: number): string;
  /** The whole line, container's part and all. */
  raw(): string;
  source(): Source;
}
