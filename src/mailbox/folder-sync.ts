/** Makes renames into a folder durable, with one fsync for all that wait for the same folder. */
import { forceToDisk } from "../base/force-to-disk.ts";

/** Group commit: whoever asks while a sync runs shares the next one, which surely began after his rename. */
export class FolderSync {
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, Promise<void>>();
  readonly #force: (folder: string) => Promise<void>;

  constructor(force: (folder: string) => Promise<void> = forceToDisk) {
    this.#force = force;
  }

  /** Resolves when everything that was renamed into the folder before this call is on disk. */
  sync(folder: string): Promise<void> {
    const waiting = this.#next.get(folder);
    if (waiting) return waiting;
    const before = this.#running.get(folder) ?? Promise.resolve();
    const begin = () => {
      this.#next.delete(folder);
      this.#running.set(folder, mine);
      return this.#force(folder);
    };
    const forget = () => {
      if (this.#running.get(folder) === mine) this.#running.delete(folder);
    };
    const mine: Promise<void> = before.then(begin, begin).finally(forget);
    this.#next.set(folder, mine);
    return mine;
  }
}
