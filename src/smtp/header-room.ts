/** Memory for large headers, of all sessions together: each waits in memory for its end, and thousands of them must not fill it. */

/** Each header has so much for itself; real ones, with many signatures, stay below 40 kB. */
export const freeHeaderBytes = 65_536;
/** For what larger ones have beyond that: some dozens of the largest at once. */
const mostBytes = 67_108_864;

export class HeaderRoom {
  #bytes = 0;

  /** Takes so many bytes more, or gives them back where there are fewer; false where there is no room. */
  take(bytes: number): boolean {
    if (bytes > 0 && this.#bytes + bytes > mostBytes) return false;
    this.#bytes += bytes;
    return true;
  }
}
