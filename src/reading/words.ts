/** What a session can be asked for (an address, a domain, an id), as 24 bits: a first sieve, and never the last word. */
import { domainOf, isUsual, normaliseAddress, withoutTag } from "../mail/address.ts";
import { senderBehind } from "../mail/return-path.ts";

/** FNV-1a, folded to 24 bits. Case is no difference: bit 5 is set in every byte. What stands behind an @ is a word of its own. */
const basis = 0x811c9dc5;
const prime = 0x01000193;
const at = 0x40;
const closing = 0x3e;
const equalsSign = 0x3d;

const folded = (hash: number): number => (hash ^ (hash >>> 24)) & 0xffffff;
const joined = (before: number, behind: number): number => Math.imul(before, prime) ^ behind;

/** Of ASCII bytes. */
export function wordOfBytes(bytes: Buffer, start: number, end: number): number {
  let [before, hash] = [0, basis];
  for (let place = start; place < end; place++) {
    const byte = bytes[place] ?? 0;
    if (byte === at) {
      before = joined(before, hash);
      hash = basis;
    } else hash = Math.imul(hash ^ (byte | 0x20), prime);
  }
  return folded(joined(before, hash));
}

export function wordOf(text: string): number {
  let [before, hash] = [0, basis];
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code > 0x7f) return wordOfUtf8(text);
    if (code === at) {
      before = joined(before, hash);
      hash = basis;
    } else hash = Math.imul(hash ^ (code | 0x20), prime);
  }
  return folded(joined(before, hash));
}

function wordOfUtf8(text: string): number {
  const bytes = Buffer.from(text.toLowerCase());
  return wordOfBytes(bytes, 0, bytes.length);
}

/** Of an address of ASCII, with one @: itself, and its domain. */
function usualWords(address: string): readonly number[] {
  let [local, hash] = [0, basis];
  for (let place = 0; place < address.length; place++) {
    const code = address.charCodeAt(place);
    if (code === at) {
      local = joined(0, hash);
      hash = basis;
    } else hash = Math.imul(hash ^ (code | 0x20), prime);
  }
  return [folded(joined(local, hash)), folded(joined(0, hash))];
}

/** The words of an address: itself, without its tag, its domain, and those of the sender who stands behind it. */
export function wordsOfAddress(address: string): readonly number[] {
  if (isUsual(address)) return usualWords(address);
  const bare = normaliseAddress(normaliseAddress(address));
  if (bare === "") return [];
  const behind = senderBehind(bare);
  const own = [bare, normaliseAddress(withoutTag(bare)), domainOf(bare) ?? bare].map(wordOf);
  return behind === undefined ? own : [...own, ...wordsOfAddress(behind)];
}

/** Bytes that an id may have without being looked at as text: letters, digits, and `-._=`. Behind a `=` an address may hide another. */
const plain = new Uint8Array(256);
for (const byte of Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._=")) plain[byte] = 1;

/** Is it a byte of a name (of a host, an id) that is the same in any reading? */
export const isPlain = (byte: number | undefined): boolean => plain[byte ?? 0] === 1;

/** The same in an address that is itself only. */
export const plainInAddress = plain.slice();
plainInAddress[equalsSign] = 0;

/** As `plainAddress` for an id of the same shape, which is itself only. */
export const plainId = (bytes: Buffer, start: number, end: number, found: PlainAddress): boolean =>
  plainAddress(bytes, start, end, found, plain);

/** What was found at a place by `plainAddress`. */
export interface PlainAddress {
  /** Behind the closing bracket. */
  end: number;
  address: number;
  domain: number;
}

/** Reads `local@domain>` of plain bytes, or only `>`, into `found`; false for anything else. Another byte than `>` may close it. */
export function plainAddress(
  bytes: Buffer,
  start: number,
  end: number,
  found: PlainAddress,
  plainBytes = plainInAddress,
  close = closing,
): boolean {
  let [hash, before, here] = [basis, 0, -1];
  for (let place = start; place < end; place++) {
    const byte = bytes[place] ?? 0;
    if (plainBytes[byte] === 1) hash = Math.imul(hash ^ (byte | 0x20), prime);
    else if (byte === at && here < 0) {
      here = place;
      before = joined(0, hash);
      hash = basis;
    } else if (byte === close) {
      found.end = place + 1;
      found.address = place === start ? -1 : folded(joined(before, hash));
      found.domain = folded(joined(0, hash));
      return place === start || (here > start && here < place - 1);
    } else return false;
  }
  return false;
}
