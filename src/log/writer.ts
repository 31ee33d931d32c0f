/** Writes events into the activity log: rendered at once, on disk before the replies of the same turn go out. */
import { accessSync, constants, readdirSync } from "node:fs";
import { join } from "node:path";
import type { AppendDisk, Trouble } from "../base/append-file.ts";
import { UsageError } from "../base/error.ts";
import type { Zone } from "../base/zone.ts";
import type { LevelName } from "../events/catalogue.ts";
import type { MailEvent, Service, Source, StampReason } from "../events/event.ts";
import { ClockWatch } from "./clock-watch.ts";
import { GrowingFile, type Lines } from "./file.ts";
import { byTime, type LogFileName, readFileName, writeFileName } from "./file-name.ts";
import { heartbeatSeconds, isUrgent, shows } from "./level.ts";
import { ServiceFiles } from "./service-files.ts";

/** What may change while it is written. */
export interface LogSettings {
  /** A file of so many bytes is followed by the next of the same day; 0: no file is too long. */
  readonly rotateBytes: number;
  /** So many bytes may wait before they are written; 0: what is answered is in the file before. */
  readonly cacheBytes: number;
  /** So long they may wait. */
  readonly cacheSeconds: number;
  /** When what was written is synced to the disk itself. */
  readonly fsync: "never" | "second" | "turn";
  /** So long the disk may keep a write before mail goes on without it. */
  readonly stallSeconds: number;
}

export interface LogWriterOptions {
  /** Must exist and be writable, otherwise `createLogWriter` throws a UsageError. */
  readonly folder: string;
  readonly node: string;
  /** Stands in file names where several nodes share a folder. */
  readonly server?: string;
  readonly zone: Zone;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds of a clock that nobody sets: beside it a step of the other one shows. */
  readonly monotonic: () => number;
  /** Asked at each event, so that a change counts at once. */
  readonly levelOf: (service: Service) => LevelName;
  readonly settings: () => LogSettings;
  /** The lines of an event (`reading/formats/postino.ts: renderLines`). */
  readonly render: (event: MailEvent, zone: Zone) => Lines;
  readonly version: string;
  /** How often a stamp is written; at summary at most each 10 minutes. */
  readonly heartbeatSeconds: number;
  readonly disk?: AppendDisk;
  /** Told of each event that the level shows, what the log says of itself too; without a source where its lines found no room. */
  readonly shown?: (event: MailEvent, source: Source | undefined) => void;
  /** The disk is in trouble, or no longer. */
  readonly trouble?: (trouble: Trouble) => void;
}

export interface LogWriter {
  /** Where the event will stand once the turn is flushed; undefined when the level of its service does not show it. */
  write(event: MailEvent): Source | undefined;
  /**
   * One write for each file that has something new; `done` when they are over. A disk in trouble keeps nobody: what it refuses waits
   * in bounded memory. With a write cache most calls are done at once, unless they are forced.
   */
  flush(done: () => void, forced?: boolean): void;
  /** Called by a timer each second: writes a stamp where one is due, empties the cache, tries again what the disk refused. */
  heartbeat(): void;
  /** A setting that changes what lines mean has changed: each file says so before its next line. */
  settingsChanged(): void;
  /** Resolves when all that the disk takes is written. */
  close(): Promise<void>;
}

const dayMilliseconds = 86_400_000;

/** The file that a service writes now, and what its last stamp said. */
interface Current {
  readonly name: LogFileName;
  /** The local day, counted from 1970. */
  readonly day: number;
  readonly file: GrowingFile;
  level: LevelName;
  utcOffset: number;
  stampedAt: number;
  /** Why it is to be stamped before its next line. */
  due: Stamp | undefined;
}

interface Stamp {
  readonly because: StampReason;
  readonly stepSeconds?: number;
  readonly continues?: string;
}

/** Opens no file before there is a line for it. */
export function createLogWriter(options: LogWriterOptions): LogWriter {
  try {
    accessSync(options.folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new UsageError(`cannot write into the log folder ${options.folder}; make it, or set log.folder to another`);
  }
  return new ActivityLog(options);
}

class ActivityLog implements LogWriter {
  readonly #options: LogWriterOptions;
  readonly #files = new ServiceFiles<Current>((loss, service, { file }) =>
    this.#say(file, { kind: "log.gap", ...loss, ...this.#base(service, this.#options.now()) }),
  );
  readonly #clock: ClockWatch;
  #urgent = false;
  #flushedAt: number;

  constructor(options: LogWriterOptions) {
    this.#options = options;
    this.#flushedAt = options.monotonic();
    this.#clock = new ClockWatch(options.now(), options.monotonic());
  }

  write(event: MailEvent): Source | undefined {
    const { levelOf, render, zone } = this.#options;
    const level = levelOf(event.service);
    if (!shows(level, event)) return undefined;
    const lines = render(event, zone);
    if (lines.texts.length === 0) return undefined;
    if (isUrgent(event)) this.#urgent = true;
    if (this.#clock.isSuspect(event.at)) this.#watchClock();
    return this.#put(this.#currentAt(event.service, event.at, level).file, event, lines);
  }

  flush(done: () => void, forced = false): void {
    const { cacheBytes } = this.#options.settings();
    if (cacheBytes > 0) {
      if (!forced && this.#mayWait(cacheBytes)) return done();
      this.#flushedAt = this.#options.monotonic();
    }
    this.#urgent = false;
    this.#files.flush(done);
  }

  heartbeat(): void {
    const at = this.#options.now();
    this.#watchClock();
    for (const [service, { stampedAt }] of this.#files) {
      const level = this.#options.levelOf(service);
      const every = heartbeatSeconds(level, this.#options.heartbeatSeconds);
      if (every === undefined || (at - stampedAt < every * 1000 && at >= stampedAt)) continue;
      const current = this.#currentAt(service, at, level);
      if (current.stampedAt === at) continue;
      this.#say(current.file, { kind: "log.heartbeat", ...this.#base(service, at) });
      current.stampedAt = at;
    }
    this.flush(() => {}, this.#cachedTooLong());
    if (this.#options.settings().fsync === "second") for (const [, { file }] of this.#files) file.sync();
  }

  settingsChanged(): void {
    for (const [, current] of this.#files) current.due ??= { because: "settings" };
  }

  async close(): Promise<void> {
    await new Promise<void>((done) => this.flush(done, true));
    await this.#files.close();
  }

  /** The write cache keeps what nobody needs at once. */
  #mayWait(cacheBytes: number): boolean {
    if (this.#urgent || this.#cachedTooLong()) return false;
    return this.#files.waitingBytes < cacheBytes;
  }

  #cachedTooLong(): boolean {
    return this.#options.monotonic() - this.#flushedAt >= this.#options.settings().cacheSeconds * 1000;
  }

  #watchClock(): void {
    const { now, monotonic } = this.#options;
    const stepSeconds = this.#clock.stepAt(now(), monotonic());
    if (stepSeconds === 0) return;
    for (const [, current] of this.#files) current.due = { because: "clock", stepSeconds };
  }

  /** The file of that local day; a new one, and one whose level or UTC offset has changed, gets its stamp first. */
  #currentAt(service: Service, at: number, level: LevelName): Current {
    const { zone, settings } = this.#options;
    const utcOffset = zone.offsetAt(at);
    const day = Math.floor((at + utcOffset) / dayMilliseconds);
    const known = this.#files.get(service);
    // What is late by a moment at midnight, or behind a clock that was set back, stays in the newer file: its stamps date it.
    if (!known || known.day < day) return this.#openNext(service, at, level, day, known);
    const { rotateBytes } = settings();
    if (rotateBytes > 0 && known.file.sizeBytes >= rotateBytes)
      return this.#openNext(service, at, level, known.day, known);
    const changed = known.level !== level ? "level" : known.utcOffset !== utcOffset ? "offset" : undefined;
    if (known.due ?? changed) this.#stamp(service, known, at, level, known.due ?? { because: changed ?? "level" });
    return known;
  }

  #openNext(service: Service, at: number, level: LevelName, day: number, known: Current | undefined): Current {
    const { folder, server, zone } = this.#options;
    const date = new Date(day * dayMilliseconds).toISOString().slice(0, 10).replaceAll("-", "");
    const there = this.#filesOf(service);
    const latest = there.findLast((file) => file.day === date);
    // A start goes on in the last file of the day; a full one has a successor.
    const index = latest === undefined ? 0 : latest.index + (known?.day === day ? 1 : 0);
    const name = { service, ...(server && { server }), day: date, index };
    const before = there.findLast((file) => byTime(file, name) < 0);
    const file = new GrowingFile(join(folder, writeFileName(name)), this.#appendOptions());
    const current = { name, day, file, level, utcOffset: zone.offsetAt(at), stampedAt: at, due: undefined };
    this.#files.follow(service, current);
    const because = !known ? "start" : known.day === day ? "size" : "day";
    this.#stamp(service, current, at, level, { because, ...(before && { continues: writeFileName(before) }) });
    // The day may have come by the step alone.
    if (known?.due?.because === "clock") this.#stamp(service, current, at, level, known.due);
    return current;
  }

  #appendOptions() {
    const { disk, trouble, now, settings } = this.#options;
    return {
      ...(disk && { disk }),
      ...(trouble && { trouble }),
      now,
      mustSync: () => settings().fsync === "turn",
      stallSeconds: () => settings().stallSeconds,
    };
  }

  #stamp(service: Service, current: Current, at: number, level: LevelName, stamp: Stamp): void {
    const { zone, version } = this.#options;
    current.level = level;
    current.utcOffset = zone.offsetAt(at);
    current.stampedAt = at;
    current.due = undefined;
    const event = { kind: "log.opened", zone: zone.name, level, version, ...stamp } as const;
    this.#say(current.file, { ...event, ...this.#base(service, at) });
    this.#urgent = true;
  }

  /** Names of that service's files, oldest first; the one that is written now may not be on the disk yet. */
  #filesOf(service: Service): readonly LogFileName[] {
    const { folder, server } = this.#options;
    const current = this.#files.get(service)?.name;
    const names = new Set([...readdirSync(folder), ...(current ? [writeFileName(current)] : [])]);
    const files = [...names].flatMap((name) => readFileName(name) ?? []);
    return files.filter((file) => file.service === service && file.server === server).sort(byTime);
  }

  #base(service: Service, at: number) {
    return { at, atPrecisionSeconds: 0.001, node: this.#options.node, service };
  }

  /** What the log says of itself. */
  #say(file: GrowingFile, event: MailEvent): void {
    this.#put(file, event, this.#options.render(event, this.#options.zone));
  }

  #put(file: GrowingFile, event: MailEvent, lines: Lines): Source | undefined {
    const source = file.append(lines, event.at);
    this.#options.shown?.(event, source);
    return source;
  }
}
