/** A text file that is only appended to: one write at a time, and nobody waits for it longer than the disk deserves. */
import { close, closeSync, fdatasync, fdatasyncSync, open, openSync, write, writeSync } from "node:fs";

type Done = (error: NodeJS.ErrnoException | null) => void;

/** The calls that fail, or never return, when a disk is full or broken. */
export interface AppendDisk {
  readonly open: (path: string, done: (error: NodeJS.ErrnoException | null, handle: number) => void) => void;
  /** Appends; says how many of the bytes went out. */
  readonly write: (
    handle: number,
    bytes: Buffer,
    done: (error: NodeJS.ErrnoException | null, written: number) => void,
  ) => void;
  readonly sync: (handle: number, done: Done) => void;
  readonly close: (handle: number, done: Done) => void;
}

/** A disk that is written to by other threads: should it hang, the program goes on. What is made can be read by its owner alone. */
export const machineDisk: AppendDisk = {
  open: (path, done) => open(path, "a", 0o600, done),
  write: (handle, bytes, done) => write(handle, bytes, 0, bytes.length, null, done),
  sync: fdatasync,
  close,
};

/** The same at once: a third of the cost, for a disk without which the program could not go on anyway. */
export const promptDisk: AppendDisk = {
  open: (path, done) => attempt(() => openSync(path, "a", 0o600), done, -1),
  write: (handle, bytes, done) => {
    let written: number;
    try {
      written = writeSync(handle, bytes);
    } catch (error) {
      return done(error as NodeJS.ErrnoException, 0);
    }
    done(null, written);
  },
  sync: (handle, done) => attempt(() => fdatasyncSync(handle), done, undefined),
  close: (handle, done) => attempt(() => closeSync(handle), done, undefined),
};

function attempt<T>(call: () => T, done: (error: NodeJS.ErrnoException | null, result: T) => void, failed: T): void {
  let result: T;
  try {
    result = call();
  } catch (error) {
    return done(error as NodeJS.ErrnoException, failed);
  }
  done(null, result);
}

/** What is wrong with a disk, for people who can mend it. */
export type Trouble =
  /** It took a write, after so many seconds. */
  | { readonly kind: "slow"; readonly path: string; readonly seconds: number }
  /** It has not answered for so many seconds. */
  | { readonly kind: "stalled"; readonly path: string; readonly seconds: number }
  /** It refused with the system's error. */
  | { readonly kind: "refused"; readonly path: string; readonly error: NodeJS.ErrnoException }
  /** It works again; it did not since `from` (epoch milliseconds). */
  | { readonly kind: "over"; readonly path: string; readonly from: number };

export interface AppendOptions {
  readonly disk?: AppendDisk;
  /** Asked at each write: sync what was written before anybody is told that it is. */
  readonly mustSync?: () => boolean;
  /** After so many seconds without an answer nobody waits for it any more. */
  readonly stallSeconds: () => number;
  /** Bytes that may wait in memory for a disk in trouble. */
  readonly maxWaitingBytes: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly trouble?: (trouble: Trouble) => void;
}

/** A write that takes longer is worth a remark. */
const slowSeconds = 0.25;
/** Then nothing is said of others for a while. */
const slowPauseSeconds = 60;
/** How often a disk that refuses is tried again. */
const retryMilliseconds = 1000;
/** Where lines gather: room for a busy turn. A larger one, of a bad time, is not kept. */
const roomBytes = 65_536;
const none = Buffer.alloc(0);
/** So much text is made into bytes at once: a string that is put together of more costs memory. */
const textCharacters = 16_384;

/**
 * Lines are handed over with `append`, and `flush` says when all of them are written. While one write is under way what comes
 * gathers for the next. A disk that refuses or does not answer keeps nobody: lines then wait in bounded memory, and go out when it
 * works again.
 */
export class AppendFile {
  readonly path: string;
  readonly #options: AppendOptions;
  readonly #disk: AppendDisk;
  #handle: number | undefined;
  /** What came since the last write began: so many bytes of a buffer with room for more, then a text. */
  #fresh: Buffer = none;
  #freshBytes = 0;
  #freshText = "";
  /** What is being written, or what a full disk left over. */
  #batch: Buffer = none;
  /** The buffer of the last batch, to gather in again. */
  #spare: Buffer | undefined;
  /** Bytes that wait, those under way included. */
  #waitingBytes = 0;
  #writing = false;
  #synced = true;
  #writingSince = 0;
  /** Since when the disk is in trouble, and whether it does not answer (otherwise it refuses). */
  #troubleSince: number | undefined;
  #stalled = false;
  #retryAt = 0;
  #slowToldAt = Number.NEGATIVE_INFINITY;
  /** Who waits for the batch under way, and for the one after it. */
  #waiters: (() => void)[] = [];
  #nextWaiters: (() => void)[] = [];
  #watch: NodeJS.Timeout | undefined;

  constructor(path: string, options: AppendOptions) {
    this.path = path;
    this.#options = options;
    this.#disk = options.disk ?? machineDisk;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  get inTrouble(): boolean {
    return this.#troubleSince !== undefined;
  }

  /** False: so much waits for a disk in trouble that there is no room for so many characters more. */
  hasRoom(characters: number): boolean {
    return !this.inTrouble || this.#waitingBytes + characters <= this.#options.maxWaitingBytes;
  }

  /** Adds a line, and its line end; `bytes`: of its UTF-8, without the line end. */
  append(line: string, bytes: number): void {
    this.#freshText += `${line}\n`;
    this.#waitingBytes += bytes + 1;
    if (this.#freshText.length >= textCharacters) this.#encode();
  }

  /** `done` is called when all that was appended is written, or the disk is in trouble; at once if nothing waits. */
  flush(done: () => void): void {
    if (this.#waitingBytes === 0) return done();
    if (this.inTrouble) {
      if (!this.#writing && this.#options.now() >= this.#retryAt) this.#write();
      return done();
    }
    // What is under way may be all.
    (this.#writing && this.#hasFresh ? this.#nextWaiters : this.#waiters).push(done);
    if (!this.#writing) this.#write();
  }

  /** Syncs what was written since the last time; nobody waits for it. */
  sync(): void {
    if (this.#handle === undefined || this.#synced || this.#writing) return;
    this.#synced = true;
    this.#disk.sync(this.#handle, (error) => {
      if (error) this.#tell({ kind: "refused", path: this.path, error });
    });
  }

  /** Tries once more to write what waits, whatever the disk did before, and closes. A disk that stalls keeps what it has. */
  close(done: () => void): void {
    const end = () => {
      clearTimeout(this.#watch);
      if (this.#handle === undefined || this.#writing) return done();
      this.#disk.close(this.#handle, done);
      this.#handle = undefined;
    };
    if (this.#waitingBytes === 0 || this.#stalled) return end();
    (this.#writing ? this.#nextWaiters : this.#waiters).push(end);
    if (!this.#writing) this.#write();
  }

  /** Many lines at once: each by itself would cost several times as much. */
  #encode(): void {
    const most = 3 * this.#freshText.length;
    if (this.#freshBytes + most > this.#fresh.length) this.#makeRoom(most);
    this.#freshBytes += this.#fresh.write(this.#freshText, this.#freshBytes);
    this.#freshText = "";
  }

  #makeRoom(bytes: number): void {
    const wanted = Math.max(roomBytes, 2 * (this.#freshBytes + bytes));
    const room = Buffer.allocUnsafeSlow(this.#freshBytes === 0 ? Math.max(roomBytes, bytes) : wanted);
    this.#fresh.copy(room, 0, 0, this.#freshBytes);
    this.#fresh = room;
  }

  get #hasFresh(): boolean {
    return this.#freshText !== "" || this.#freshBytes > 0;
  }

  #write(): void {
    this.#encode();
    const whole = this.#fresh;
    const fresh = whole.subarray(0, this.#freshBytes);
    this.#batch = this.#batch.length > 0 ? Buffer.concat([this.#batch, fresh]) : fresh;
    this.#fresh = this.#spare ?? none;
    this.#freshBytes = 0;
    this.#spare = whole.length === roomBytes ? whole : undefined;
    this.#writing = true;
    this.#writingSince = performance.now();
    if (!this.#watch) this.#watchFor(this.#options.stallSeconds());
    if (this.#handle !== undefined) return this.#writeOn(this.#handle);
    this.#disk.open(this.path, (error, handle) => {
      if (error) return this.#ended(error);
      this.#handle = handle;
      this.#writeOn(handle);
    });
  }

  #writeOn(handle: number): void {
    this.#disk.write(handle, this.#batch, (error, written) => {
      if (error) return this.#ended(error);
      this.#batch = written === this.#batch.length ? none : this.#batch.subarray(written);
      this.#waitingBytes -= written;
      this.#synced = false;
      if (this.#batch.length > 0) return this.#writeOn(handle);
      if (!this.#options.mustSync?.()) return this.#ended(null);
      this.#disk.sync(handle, (failed) => this.#ended(failed));
    });
  }

  #ended(error: NodeJS.ErrnoException | null): void {
    this.#writing = false;
    const { now } = this.#options;
    const seconds = (performance.now() - this.#writingSince) / 1000;
    const waited = this.#stalled;
    this.#stalled = false;
    if (error) {
      this.#retryAt = now() + retryMilliseconds;
      this.#begin({ kind: "refused", path: this.path, error }, now());
      return this.#letGo();
    }
    const from = this.#troubleSince;
    this.#troubleSince = undefined;
    if (from !== undefined) this.#tell({ kind: "over", path: this.path, from });
    else if (seconds > slowSeconds && !waited) this.#tellSlow(seconds);
    const waiters = this.#waiters;
    this.#waiters = this.#nextWaiters;
    this.#nextWaiters = [];
    const more = this.#waiters.length > 0 || (waited && this.#hasFresh);
    if (more) this.#write();
    for (const done of waiters) done();
  }

  /** One timer for all writes: it looks whether the one under way is older than it should be. */
  #watchFor(seconds: number): void {
    this.#watch = setTimeout(() => {
      this.#watch = undefined;
      if (!this.#writing) return;
      const limit = this.#options.stallSeconds();
      const waited = (performance.now() - this.#writingSince) / 1000;
      if (waited < limit) return this.#watchFor(limit - waited);
      if (this.#stalled) return;
      this.#stalled = true;
      const since = this.#options.now() - waited * 1000;
      this.#begin({ kind: "stalled", path: this.path, seconds: waited }, since);
      this.#letGo();
    }, seconds * 1000).unref();
  }

  /** What is said of a trouble may be a line of this very file: it is in trouble by then, and does not try that line at once. */
  #begin(trouble: Trouble, since: number): void {
    if (this.#troubleSince !== undefined) return;
    this.#troubleSince = since;
    this.#tell(trouble);
  }

  /** The remark is written too, and as slowly. */
  #tellSlow(seconds: number): void {
    const since = performance.now() - this.#slowToldAt;
    if (since < slowPauseSeconds * 1000) return;
    this.#slowToldAt = performance.now();
    this.#tell({ kind: "slow", path: this.path, seconds });
  }

  #tell(trouble: Trouble): void {
    this.#options.trouble?.(trouble);
  }

  #letGo(): void {
    const waiters = [...this.#waiters, ...this.#nextWaiters];
    this.#waiters = [];
    this.#nextWaiters = [];
    for (const done of waiters) done();
  }
}
