/** The file that each service writes now, and those that others follow, until the disk has taken all of them. */
import { countdown } from "../base/countdown.ts";
import type { Service } from "../events/event.ts";
import type { GrowingFile, Loss } from "./file.ts";

/** `Current` is a file with what its writer must know of it. */
export class ServiceFiles<Current extends { readonly file: GrowingFile }> {
  readonly #current = new Map<Service, Current>();
  readonly #leaving = new Map<GrowingFile, Service>();
  readonly #tellLoss: (loss: Loss, service: Service, current: Current) => void;

  /** `tellLoss` is called when the disk works again, and some lines found no room while it did not. */
  constructor(tellLoss: (loss: Loss, service: Service, current: Current) => void) {
    this.#tellLoss = tellLoss;
  }

  get(service: Service): Current | undefined {
    return this.#current.get(service);
  }

  [Symbol.iterator](): MapIterator<[Service, Current]> {
    return this.#current.entries();
  }

  get waitingBytes(): number {
    let bytes = 0;
    for (const { file } of this.#current.values()) bytes += file.waitingBytes;
    return bytes;
  }

  /** From now on the service writes there; the file before is closed when all of it is written. */
  follow(service: Service, current: Current): void {
    const before = this.#current.get(service);
    this.#current.set(service, current);
    if (before) this.#leaving.set(before.file, service);
  }

  /** One write for each file that has something new; `done` when they are over. */
  flush(done: () => void): void {
    // Mostly one service has something to say.
    let only: GrowingFile | undefined;
    let count = this.#leaving.size;
    for (const [service, { file }] of this.#current) {
      this.#askLoss(file, service);
      if (file.waitingBytes === 0) continue;
      only = file;
      count += 1;
    }
    if (count === 0) return done();
    if (only && count === 1) return only.flush(done);
    this.#flushAll(done);
  }

  #flushAll(done: () => void): void {
    const waiting = [...this.#leaving.keys()];
    for (const { file } of this.#current.values()) if (file.waitingBytes > 0) waiting.push(file);
    const one = countdown(waiting.length, done);
    for (const file of waiting)
      file.flush(() => {
        this.#letGo(file);
        one();
      });
  }

  /** Resolves when all that the disk takes is written. */
  async close(): Promise<void> {
    const open = [...this.#leaving.keys(), ...[...this.#current.values()].map(({ file }) => file)];
    this.#current.clear();
    this.#leaving.clear();
    await Promise.all(open.map((file) => new Promise<void>((done) => file.close(done))));
  }

  #askLoss(file: GrowingFile, service: Service): void {
    const current = this.#current.get(service);
    const loss = current && file.takeLoss();
    if (loss) this.#tellLoss(loss, service, current);
  }

  #letGo(file: GrowingFile): void {
    const service = this.#leaving.get(file);
    if (service === undefined || file.waitingBytes > 0) return;
    this.#leaving.delete(file);
    this.#askLoss(file, service);
    file.close(() => {});
  }
}
