/** Which open session a line belongs to: by address and thread, for the reader and for the skimmer. */
import type { Service } from "../../events/event.ts";

/** By what a line's session is known. */
export interface Key {
  readonly service: Service;
  readonly family: string;
  readonly address: string;
  readonly thread: string;
}

export interface Threaded {
  readonly key: string;
  readonly thread: string;
  connected: boolean;
}

/** Sessions whose end is not logged stay open up to this number; then the oldest is let go. */
const maxOpenSessions = 100_000;
/** Thread ids of this length are unique; shorter ones serve many sessions in turn. */
const uniqueThreadLength = 16;
const clientWords = "Client session ";

/** A text without the words before it that say who we are, and whether it opens a connection. */
export function opening(whole: string): {
  readonly text: string;
  readonly client: boolean;
  readonly connects: boolean;
} {
  const client = whole.startsWith(clientWords);
  const text = client ? whole.slice(clientWords.length) : whole;
  return { text, client, connects: /^Connected\b/.test(text) };
}

export const disconnects = (text: string): boolean => /^Disconnected\b/.test(text);

const isUnique = ({ thread }: Key): boolean => thread.length === uniqueThreadLength;

/** The names of a session: its own, and that of its thread. */
export function namesOf(key: Key): { readonly key: string; readonly thread: string } {
  const thread = `${key.family} ${key.thread}`;
  return { key: isUnique(key) ? thread : `${thread} ${key.address}`, thread };
}

/** A client session looks up and connects under the same thread before it knows its peer. */
export const goesOn = (named: Threaded, key: Key, client: boolean, connects: boolean): boolean =>
  isUnique(key) || !connects || (client && !named.connected);

export class OpenThreads<S extends Threaded> {
  readonly #open = new Map<string, S>();
  /** The last session of a thread: "SYSTEM" lines with its thread belong to it. */
  readonly #byThread = new Map<string, S>();

  /** The open session that bears the names of a line. */
  of(line: Key, client: boolean): S | undefined {
    const { key, thread } = namesOf(line);
    return this.#open.get(key) ?? (line.address === "SYSTEM" || client ? this.#byThread.get(thread) : undefined);
  }

  /** Gives the oldest where there are too many. */
  add(session: S): S | undefined {
    this.#open.set(session.key, session);
    this.#byThread.set(session.thread, session);
    const [oldest] = this.#open.size > maxOpenSessions ? this.#open.values() : [];
    return oldest;
  }

  end(session: S): void {
    this.#open.delete(session.key);
    if (this.#byThread.get(session.thread) === session) this.#byThread.delete(session.thread);
  }

  values(): Iterable<S> {
    return this.#open.values();
  }
}
