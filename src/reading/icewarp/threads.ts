/** Which open session a line belongs to: by address and thread, for the reader and for the skimmer. */
import type { Service } from "../../events/event.ts";

/** By what a line's session is known. */
export interface Key {
  readonly service: Service;
  readonly address: string;
  readonly thread: string;
  /** That of its session, and that of its thread, in all files of a family. */
  readonly name: string;
  readonly threadName: string;
}

export interface Threaded {
  /** As of the key of its first line. */
  readonly name: string;
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

const isUnique = (thread: string): boolean => thread.length === uniqueThreadLength;

export function keyOf(service: Service, family: string, address: string, thread: string): Key {
  const threadName = `${thread} ${family}`;
  const name = isUnique(thread) ? threadName : `${threadName} ${address}`;
  return { service, address, thread, name, threadName };
}

/** A client session looks up and connects under the same thread before it knows its peer. */
export const goesOn = (named: Threaded, key: Key, client: boolean, connects: boolean): boolean =>
  isUnique(key.thread) || !connects || (client && !named.connected);

export class OpenThreads<S extends Threaded> {
  readonly #open = new Map<string, S>();
  /** The last session of a thread: "SYSTEM" lines with its thread belong to it. */
  readonly #byThread = new Map<string, S>();

  /** The open session that bears the names of a line. */
  of({ name, threadName, address, thread }: Key, client: boolean): S | undefined {
    const own = this.#open.get(name);
    if (own || (address !== "SYSTEM" && !client)) return own;
    const last = this.#byThread.get(threadName);
    // At level summary nothing ends a session: one with another peer is over when its thread goes on.
    return address === "SYSTEM" || last?.name.endsWith(" SYSTEM") || isUnique(thread) ? last : undefined;
  }

  /** Gives the oldest where there are too many. */
  add(session: S): S | undefined {
    this.#open.set(session.name, session);
    this.#byThread.set(session.thread, session);
    return this.#open.size > maxOpenSessions ? this.#open.values().next().value : undefined;
  }

  end(session: S): void {
    this.#open.delete(session.name);
    if (this.#byThread.get(session.thread) === session) this.#byThread.delete(session.thread);
  }

  values(): Iterable<S> {
    return this.#open.values();
  }
}
