/** Open sessions by the bytes with which their lines begin: who has written most lines is known before anything is parsed. */

/** Longer beginnings are not remembered. */
export const maxHead = 104;

/** What a session must have to be remembered. */
export interface Headed {
  readonly head: DataView;
  /** 0: none is remembered. */
  headLength: number;
  headHash: number;
}

/** Four bytes at a time: this is the hottest place of all. */
function hashOf(view: DataView, start: number, length: number): number {
  let hash = length;
  let at = 0;
  for (; at + 4 <= length; at += 4) hash = Math.imul(hash ^ view.getInt32(start + at), 0x5bd1e995);
  for (; at < length; at++) hash = Math.imul(hash ^ view.getUint8(start + at), 0x5bd1e995);
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}

function isSame(view: DataView, start: number, head: DataView, length: number): boolean {
  let at = 0;
  for (; at + 4 <= length; at += 4) if (view.getInt32(start + at) !== head.getInt32(at)) return false;
  for (; at < length; at++) if (view.getUint8(start + at) !== head.getUint8(at)) return false;
  return true;
}

export class Heads<S extends Headed> {
  readonly #sessions = new Map<number, S>();
  /** Padded to columns, most are equally long: so long was the last one. */
  #length = 0;
  #bytes: Buffer | undefined;
  view: DataView = new DataView(new ArrayBuffer(0));

  /** Whose line begins at `start`, if it begins as one that is remembered; `guess`: whose it may well be. */
  of(bytes: Buffer, start: number, end: number, guess: S | undefined): S | undefined {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    }
    const { view } = this;
    const length = this.#length;
    if (length === 0 || start + length >= end) return undefined;
    if (guess?.headLength === length && isSame(view, start, guess.head, length)) return guess;
    const session = this.#sessions.get(hashOf(view, start, length));
    return session?.headLength === length && isSame(view, start, session.head, length) ? session : undefined;
  }

  /** Remembers the first bytes of a line that `of` did not know. */
  remember(session: S, start: number, length: number): void {
    if (session.headLength > 0 || length > maxHead) return;
    for (let at = 0; at < length; at++) session.head.setUint8(at, this.view.getUint8(start + at));
    session.headLength = length;
    session.headHash = hashOf(this.view, start, length);
    this.#length = length;
    this.#sessions.set(session.headHash, session);
  }

  forget(session: S): void {
    if (this.#sessions.get(session.headHash) === session) this.#sessions.delete(session.headHash);
    session.headHash = -1;
    session.headLength = 0;
  }

  clear(): void {
    for (const session of [...this.#sessions.values()]) this.forget(session);
  }
}
