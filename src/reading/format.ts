/** The seam for log formats: how one product writes one kind of log. */
import type { Zone } from "../base/zone.ts";
import type { Emit, Service, Source } from "../events/event.ts";
import type { Line, LogFile } from "./line.ts";
import type { OpenPlaces } from "./open-places.ts";
import type { Pattern } from "./pattern.ts";
import type { Places } from "./places.ts";

/** `ignored`: known and without interest. `unread`: not understood, counted and shown. */
export type Understood = "read" | "ignored" | "unread";

/** What a reader may ask of its surroundings. */
export interface LogContext {
  /** The zone of stamps that name none. */
  readonly zone: Zone;
  /** The machine that wrote the line: the container's host, or what the user or the file name says. */
  nodeOf(line: Line): string;
  /** The id of a session that begins with this line (`base/id.ts: foreignId`). */
  newSession(service: Service, line: Line): string;
  /** Is told that what a session says depends on the line that is read, or on that one, though no event of it stands there. */
  needs?(session: string, line?: Source): void;
  /** Is told that nothing more will come of a session, though no event ends it. */
  forgotten?(session: string): void;
}

export interface SkimContext extends LogContext {
  /** A session begins with that line, at that instant. */
  begins(open: OpenPlaces, from: number, service: Service, line: Line): void;
  /** How many lines that equal this one began a session before it: what an id needs beside its line. */
  nthOf(service: Service, line: Line): number;
}

/** One reader serves all files of one reading, in order of time; it may remember earlier lines. Never throws. */
export interface LogReader {
  /** Emits none, one or several events. */
  read(line: Line, emit: Emit): Understood;
  /** Emits what is pending at the end. */
  close(emit: Emit): void;
  /** When the line that was read last was written, where its container does not say. */
  readonly at?: number | undefined;
  /** Name of the pattern that the line fits which was read last; undefined where it fits none. */
  readonly pattern?: string | undefined;
  /** Ends what is open where the log does not say so: another session took its place, or it was forgotten. */
  endUnseen?(forgotten: boolean, emit: Emit): void;
  /** The file that was read had so many lines. */
  endFile?(lines: number): void;
  /** Lines that it has read and may tell of later. */
  held?(): Iterable<Source>;
  /** Of one that skims: the sessions that are open, as far as they were read. */
  openNow?(): Iterable<OpenPlaces>;
}

export interface LogFormat {
  readonly id: string;
  readonly title: string;
  /** Where the product documents it, or how we know it. */
  readonly docs: string;
  /**
   * Syslog programs whose lines it reads (`postfix` and `smtpd` as in "postfix*" + "/*"; `*` is anything but a slash, `{a,b}` one of
   * several), and behind a `!` those of another …
   */
  readonly programs?: readonly string[];
  /** … or plain: a log without container (Exim, IceWarp), chosen per file by its samples. */
  readonly container?: "plain";
  /** Lines that it reads. They order detection, fill the documentation and are tested. */
  readonly samples: readonly string[];
  /** What it knows, where it is a table of patterns. */
  readonly patterns?: readonly Pattern<never>[];
  /** Could this text be a line of a plain log of this format? Decides the format of a file from its first lines. */
  readonly looksLike?: (text: string) => boolean;
  /**
   * Is this a line that no other product writes? One in the head of a plain file decides, where single lines look like another's; of a program
   * that no format claims one makes it this one's (`by-words.ts`).
   */
  readonly owns?: (text: string) => boolean;
  readonly open: (context: LogContext) => LogReader;
  /** Files that cannot be skimmed are read whole; absent: there are none. */
  readonly canSkim?: (file: LogFile) => boolean;
  /**
   * A reader that only notes where the lines of each session stand, and makes no events of them: `open` reads the lines of one
   * session later, and must say the same then as if it had read all. Lines of no session are read as `open` reads them.
   */
  readonly skim?: (context: SkimContext, places: Places) => LogReader;
}

/** Declares a format; the id is its file's name. */
export const defineFormat = (format: LogFormat): LogFormat => format;
