/**
 * Log files of which only the minutes are read that a question leads to: words are looked for in the bytes, and what stands around them is
 * skimmed. It finds what a source that reads all of them does; where it cannot know that, it reads all of them.
 */
import { merged, type Range } from "../base/ranges.ts";
import type { Zone } from "../base/zone.ts";
import { printed } from "../reading/containers/printed.ts";
import { wrapped } from "../reading/containers/wrapped.ts";
import type { Detected } from "../reading/detect.ts";
import { logsOf } from "../reading/logs.ts";
import { offsetOf } from "../reading/moment.ts";
import { ScannedFile, type Stretch } from "../reading/scan.ts";
import { idKeysOf, keys } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { type LogOptions, readSource } from "./log-source.ts";
import { needlesOf } from "./needles.ts";

const mebibyte = 1024 * 1024;

/** How much is looked at. */
export interface Narrowing {
  /** Shorter logs are read whole, in bytes. */
  readonly least: number;
  /** Bytes that are read on each side of what matched. */
  readonly around: number;
  /** Where more of the log would be read than this part of it, all of it is. */
  readonly most: number;
}

const usual: Narrowing = { least: 64 * mebibyte, around: mebibyte / 4, most: 1 / 3 };

/** From when to when there is a log is told by its first and last lines. */
const edgeBytes = 16 * 1024;
/** Who is named more often is in every minute. */
const mostPlaces = 20_000;
const mostKeys = 500;
/** A record of a line for each field is so many times as long as its text. */
const timesOfRecords = 4;
/** Lines of the same client so many times as far away may be of the same connection. */
const connectedTimes = 8;
/** Of a client's earlier visits so many lines are looked at, four or more a visit. */
const visitLines = 400;
/** Where clocks change, stamps go back. */
const clockMilliseconds = 3 * 3_600_000;

/** Letters that may stand in keys, and that a few writers of JSON escape all the same; and a text that journald gives as a list of bytes. */
const escapes = /\\u00(?:2[45bde]|3[ad]|40|5f|7e)|"MESSAGE" ?: ?\[/gi;

/** The same as `readSource`. Throws UsageError for input that cannot be read. */
export async function readNarrowed(options: LogOptions, narrowing: Narrowing = usual): Promise<SessionSource> {
  // Standard input cannot be read twice.
  if (options.logs.includes("-")) return readSource(options);
  const { wanted } = await logsOf(options);
  const inputs = wanted.map(({ input }) => input);
  const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0);
  if (bytes < narrowing.least || !inputs.every(({ isFile }) => isFile)) return readSource(options);
  const files = inputs.map((input) => new ScannedFile(input));
  for (const [n, { container }] of wanted.entries())
    if ((container === wrapped || container === printed) && !(await files[n]?.find(escapes, 0)))
      return readSource(options);
  const minutes = new Minutes(options, files, wanted, narrowing);
  return {
    find: (...asked) => minutes.find(...asked),
    get: (id) => minutes.get(id),
    before: (...asked) => minutes.before(...asked),
    between: (...asked) => minutes.between(...asked),
    reaching: (...asked) => minutes.reaching(...asked),
    begun: async (key) => (await minutes.read()).begun?.(key),
    coverage: async (...asked) => (await minutes.read()).coverage(...asked),
    isWhole: () => minutes.isWhole,
  };
}

class Minutes {
  readonly #options: LogOptions;
  readonly #narrowing: Narrowing;
  readonly #files: readonly ScannedFile[];
  /** What each is. */
  readonly #detected: ReadonlyMap<string, Detected>;
  readonly #ranges = new Map<ScannedFile, readonly Range[]>();
  /** Keys, times and clients that were looked for. */
  readonly #known = new Set<string>();
  /** Reads what is known; undefined where there is more to read than before. */
  #source: Promise<SessionSource> | undefined;
  isWhole = false;

  constructor(options: LogOptions, files: readonly ScannedFile[], detected: readonly Detected[], narrowing: Narrowing) {
    this.#options = options;
    this.#narrowing = narrowing;
    this.#files = files;
    this.#detected = new Map(detected.map((one) => [one.input.path, one]));
    for (const file of this.#files)
      this.#add(file, [
        [0, edgeBytes],
        [file.bytes - edgeBytes, file.bytes],
      ]);
  }

  async find(...[anyOf, from, to, limit]: Parameters<SessionSource["find"]>): Promise<readonly Session[]> {
    if (this.isWhole) return (await this.read()).find(anyOf, from, to, limit);
    const named = anyOf.filter((key) => key !== keys.nameless);
    await this.#know(named);
    if (named.length < anyOf.length) await this.#knowTime(from, to);
    for (;;) {
      const source = await this.read();
      const found = await source.find(anyOf, from, to, limit);
      // All of that time was read.
      if (named.length === 0) return found;
      // Other lines of the same sessions and messages stand where their ids and clients do.
      await this.#know(found.flatMap(idKeysOf));
      for (const session of found) await this.#whileConnected(session);
      if ((await this.read()) === source) return found;
    }
  }

  async get(id: string): Promise<Session | undefined> {
    return (await (await this.read()).get(id)) ?? (await this.#readAll()).get(id);
  }

  async before(...[peer, at, limit]: Parameters<SessionSource["before"]>): Promise<readonly Session[]> {
    if (this.#isNew(`${peer} before ${at}`)) await this.#knowVisits(peer, at);
    return (await this.read()).before(peer, at, limit);
  }

  async between(...[from, to, limit]: Parameters<SessionSource["between"]>): Promise<readonly Session[]> {
    await this.#knowTime(from, to);
    return (await this.read()).between(from, to, limit);
  }

  async reaching(from: number, to: number): Promise<readonly Session[]> {
    await this.#knowTime(from, to);
    const source = await this.read();
    return source.reaching ? source.reaching(from, to) : source.between(from, to);
  }

  read(): Promise<SessionSource> {
    this.#source ??= this.#isTooMuch() ? this.#readAll() : this.#readStretches();
    return this.#source;
  }

  /** Is it to be looked for? */
  #isNew(what: string): boolean {
    const isNew = !this.isWhole && !this.#known.has(what);
    this.#known.add(what);
    return isNew;
  }

  async #know(wanted: readonly string[]): Promise<void> {
    const fresh = wanted.filter((key) => this.#isNew(key));
    if (fresh.length === 0) return;
    const needles = fresh.length > mostKeys ? undefined : needlesOf(fresh);
    if (!needles) return void (await this.#readAll());
    for (const needle of needles)
      for (const file of this.#files) {
        const places = await file.find(needle, mostPlaces);
        if (!places) return void (await this.#readAll());
        this.#around(file, places);
      }
  }

  async #knowVisits(peer: string, until: number): Promise<void> {
    const [needle] = needlesOf([keys.ip(peer)]) ?? [];
    for (const file of this.#files) {
      const end = await this.#offsetOf(file, until, 1);
      if (!needle || end === undefined) return void (await this.#readAll());
      this.#around(file, await file.findBefore(needle, end + this.#aroundIn(file), visitLines));
    }
  }

  async #knowTime(from: number, to: number): Promise<void> {
    if (!this.#isNew(`${from} to ${to}`)) return;
    for (const file of this.#files) {
      const around = this.#aroundIn(file);
      const [start, end] = [await this.#offsetOf(file, from, -1), await this.#offsetOf(file, to, 1)];
      if (start === undefined || end === undefined) return void (await this.#readAll());
      this.#add(file, [[start - around, end + around]]);
    }
  }

  /** Lines of a connection may name nothing but its client. */
  async #whileConnected({ id, peer, facts }: Session): Promise<void> {
    const [needle] = (peer && needlesOf([keys.ip(peer)])) || [];
    if (!needle || !this.#isNew(`${id} ${facts.length}`)) return;
    for (const file of this.#files) {
      const reach = connectedTimes * this.#aroundIn(file);
      const own = facts.flatMap(({ source }) => (source?.file === file.input.path ? source.offset : []));
      if (own.length === 0) continue;
      this.#around(file, await file.findIn(needle, Math.max(0, Math.min(...own) - reach), Math.max(...own) + reach));
    }
  }

  /** Undefined where that cannot be known. `side`: what is wanted lies before (-1) or behind it (1). */
  async #offsetOf({ input }: ScannedFile, at: number, side: -1 | 1): Promise<number | undefined> {
    if (!Number.isFinite(at)) return undefined;
    const { zoneOf, zone: common } = this.#options;
    const zone = zoneOf?.(input.path) ?? common;
    const detected = this.#detected.get(input.path);
    return detected && offsetOf(detected, changesNear(zone, at) ? at + side * clockMilliseconds : at, zone);
  }

  /** Bytes on each side of what matched. */
  #aroundIn({ input }: ScannedFile): number {
    const { around } = this.#narrowing;
    const { hasRecords, hasHeader } = this.#detected.get(input.path)?.container ?? {};
    return hasRecords && !hasHeader ? timesOfRecords * around : around;
  }

  /** With what stands around them, where they are not read already. */
  #around(file: ScannedFile, places: readonly number[]): void {
    const around = this.#aroundIn(file);
    const fresh = outside(places, this.#ranges.get(file) ?? []);
    this.#add(
      file,
      fresh.map((at) => [at - around, at + around]),
    );
  }

  #add(file: ScannedFile, more: readonly Range[]): void {
    const before = this.#ranges.get(file) ?? [];
    const ranges = merged([
      ...before,
      ...more.map(([from, to]): Range => [Math.max(from, 0), Math.min(to, file.bytes)]),
    ]);
    if (sizeOf(ranges) === sizeOf(before)) return;
    this.#ranges.set(file, ranges);
    if (!this.isWhole) this.#source = undefined;
  }

  #isTooMuch(): boolean {
    const all = this.#files.reduce((sum, file) => sum + file.bytes, 0);
    const read = this.#files.reduce((sum, file) => sum + sizeOf(this.#ranges.get(file) ?? []), 0);
    return read > all * this.#narrowing.most;
  }

  #readAll(): Promise<SessionSource> {
    if (!this.isWhole || !this.#source) this.#source = readSource(this.#options);
    this.isWhole = true;
    return this.#source;
  }

  async #readStretches(): Promise<SessionSource> {
    const stretches = new Map<string, readonly Stretch[]>();
    for (const file of this.#files) {
      const parts: Stretch[] = [];
      for (const [from, to] of this.#ranges.get(file) ?? []) parts.push(await file.stretch(from, to));
      stretches.set(file.input.path, parts);
    }
    const source = await readSource({ ...this.#options, stretches: (path) => stretches.get(path) });
    // A format that cannot be skimmed is read whole.
    this.isWhole = (await source.coverage(0, 0)).passedLines === undefined;
    return source;
  }
}

/** Those of the numbers, in order, that lie in none of the ranges. */
function outside(numbers: readonly number[], ranges: readonly Range[]): readonly number[] {
  let next = 0;
  return numbers.filter((number) => {
    while (next < ranges.length && (ranges[next]?.[1] ?? 0) <= number) next++;
    return number < (ranges[next]?.[0] ?? Number.POSITIVE_INFINITY);
  });
}

const sizeOf = (ranges: readonly Range[]): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0);

const changesNear = (zone: Zone, at: number): boolean =>
  zone.offsetAt(at - clockMilliseconds) !== zone.offsetAt(at + clockMilliseconds);
