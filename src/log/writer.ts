/** Writes events into the activity log: rendered at once, on disk before the replies of the same turn go out. */
import { accessSync, constants, readdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../base/error.ts";
import type { Zone } from "../base/zone.ts";
import type { LevelName } from "../events/catalogue.ts";
import type { MailEvent, Service, Source } from "../events/event.ts";
import { GrowingFile, type LogDisk, machineDisk } from "./file.ts";
import { byTime, readFileName, writeFileName } from "./file-name.ts";
import { heartbeatSeconds, shows } from "./level.ts";

export interface LogWriterOptions {
  /** Must exist and be writable, otherwise `createLogWriter` throws a UsageError. */
  readonly folder: string;
  readonly node: string;
  /** Stands in file names where several nodes share a folder. */
  readonly server?: string;
  readonly zone: Zone;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Asked at each event, so that a change counts at once. */
  readonly levelOf: (service: Service) => LevelName;
  /** The lines of an event, without line ends (`reading/formats/postino.ts: render`). */
  readonly render: (event: MailEvent, zone: Zone) => readonly string[];
  readonly version: string;
  /** How often a stamp is written; at summary at most each 10 minutes. */
  readonly heartbeatSeconds: number;
  readonly disk?: LogDisk;
}

export interface LogWriter {
  /** Where the event will stand once the turn is flushed; undefined when the level of its service does not show it. */
  write(event: MailEvent): Source | undefined;
  /** One write for each file that has something new. Never throws: what the disk refuses waits in a bounded ring. */
  flush(): void;
  /** Called by a timer each few seconds: writes a stamp where one is due and tries again what the disk refused. */
  heartbeat(): void;
  close(): void;
}

const dayMilliseconds = 86_400_000;

/** The file that a service writes now, and what its last stamp said. */
interface Current {
  readonly name: string;
  /** The local day, counted from 1970. */
  readonly day: number;
  readonly file: GrowingFile;
  level: LevelName;
  utcOffset: number;
  stampedAt: number;
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
  readonly #files = new Map<Service, Current>();

  constructor(options: LogWriterOptions) {
    this.#options = options;
  }

  write(event: MailEvent): Source | undefined {
    const { levelOf, render, zone } = this.#options;
    const level = levelOf(event.service);
    if (!shows(level, event)) return undefined;
    const lines = render(event, zone);
    if (lines.length === 0) return undefined;
    return this.#currentAt(event.service, event.at, level).file.append(lines, event.at);
  }

  flush(): void {
    for (const [service, { file }] of this.#files) {
      const loss = file.flush() ? file.takeLoss() : undefined;
      if (!loss) continue;
      const at = this.#options.now();
      file.append(this.#render({ kind: "log.gap", ...loss, ...this.#base(service, at) }), at);
      file.flush();
    }
  }

  heartbeat(): void {
    const at = this.#options.now();
    for (const [service, { stampedAt }] of this.#files) {
      const level = this.#options.levelOf(service);
      const every = heartbeatSeconds(level, this.#options.heartbeatSeconds);
      if (every === undefined || at - stampedAt < every * 1000) continue;
      const current = this.#currentAt(service, at, level);
      if (current.stampedAt === at) continue;
      current.file.append(this.#render({ kind: "log.heartbeat", ...this.#base(service, at) }), at);
      current.stampedAt = at;
    }
    this.flush();
  }

  close(): void {
    this.flush();
    for (const { file } of this.#files.values()) file.close(this.#options.now());
    this.#files.clear();
  }

  /** The file of that local day; a new one, and one whose level or UTC offset has changed, gets its stamp first. */
  #currentAt(service: Service, at: number, level: LevelName): Current {
    const { folder, server, zone } = this.#options;
    const utcOffset = zone.offsetAt(at);
    const day = Math.floor((at + utcOffset) / dayMilliseconds);
    const known = this.#files.get(service);
    // What is late by a moment at midnight stays in the newer file, which dates it well enough.
    if (known && known.day >= day) {
      if (known.level !== level || known.utcOffset !== utcOffset) this.#stamp(service, known, at, level);
      return known;
    }
    const loss = known?.file.close(at);
    const date = new Date(day * dayMilliseconds).toISOString().slice(0, 10).replaceAll("-", "");
    const name = writeFileName({ service, ...(server && { server }), day: date, index: 0 });
    const file = new GrowingFile(join(folder, name), this.#options.disk ?? machineDisk, loss);
    const current = { name, day, file, level, utcOffset, stampedAt: at };
    this.#files.set(service, current);
    this.#stamp(service, current, at, level, known?.name ?? this.#latestBut(service, name));
    return current;
  }

  #stamp(service: Service, current: Current, at: number, level: LevelName, continues?: string): void {
    const { zone, version } = this.#options;
    current.level = level;
    current.utcOffset = zone.offsetAt(at);
    current.stampedAt = at;
    const event = { kind: "log.opened", zone: zone.name, level, version, ...(continues && { continues }) } as const;
    current.file.append(this.#render({ ...event, ...this.#base(service, at) }), at);
  }

  /** The newest file of that service that was there before. */
  #latestBut(service: Service, name: string): string | undefined {
    const { folder, server } = this.#options;
    const files = readdirSync(folder).flatMap((other) => (other === name ? [] : (readFileName(other) ?? [])));
    const ours = files.filter((file) => file.service === service && file.server === server);
    const latest = ours.sort(byTime).at(-1);
    return latest && writeFileName(latest);
  }

  #base(service: Service, at: number) {
    return { at, atPrecisionSeconds: 0.001, node: this.#options.node, service };
  }

  #render(event: MailEvent): readonly string[] {
    return this.#options.render(event, this.#options.zone);
  }
}
