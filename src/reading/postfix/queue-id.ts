/** Queue ids of Postfix, short ones and long ones (`enable_long_queue_ids`), as they stand before a line's text. */

/** What a byte may belong to: 1 a short queue id (upper-case hexadecimal), 2 a long one (letters and digits, no vowels). */
const idBytes = Uint8Array.from({ length: 256 }, (_, byte) => {
  const text = String.fromCharCode(byte);
  return (/[0-9A-F]/.test(text) ? 1 : 0) + (/[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]/.test(text) ? 2 : 0);
});
const [colon, space] = [58, 32];
export const noQueue = "NOQUEUE";
const noQueueBytes = Buffer.from(`${noQueue}: `);
const maxIdLength = 20;
const [leastShort, leastLong] = [5, 10];

/** A view on the bytes of a line. */
interface Text {
  readonly bytes: Buffer;
  readonly textStart: number;
  readonly end: number;
  is(prefix: Buffer): boolean;
}

/** Length of the queue id, or of NOQUEUE, before ": "; 0 if the text does not begin with one. */
export function idLength(line: Text): number {
  const { bytes, textStart, end } = line;
  const last = Math.min(end - 1, textStart + maxIdLength + 1);
  let [kind, at] = [3, textStart];
  for (; at < last; at++) {
    const fits = kind & (idBytes[bytes[at] ?? 0] ?? 0);
    if (fits === 0) break;
    kind = fits;
  }
  const length = at - textStart;
  const least = (kind & 1) === 1 ? leastShort : leastLong;
  if (length >= least && at < last && bytes[at] === colon && bytes[at + 1] === space) return length;
  return line.is(noQueueBytes) ? noQueue.length : 0;
}
