/** What a session can be asked for (an address, a domain, an id), as 16 bits: a first sieve, and never the last word. */
import { domainOf, normaliseAddress, withoutTag } from "../mail/address.ts";

/** FNV-1a, folded to 16 bits. Case is no difference: bit 5 is set in every byte. */
const basis = 0x811c9dc5;
const prime = 0x01000193;

const folded = (hash: number): number => (hash ^ (hash >>> 16)) & 0xffff;

/** Of ASCII bytes. */
export function wordOfBytes(bytes: Buffer, start: number, end: number): number {
  let hash = basis;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ ((bytes[at] ?? 0) | 0x20), prime);
  return folded(hash);
}

export function wordOf(text: string): number {
  const bytes = Buffer.from(text.toLowerCase());
  return wordOfBytes(bytes, 0, bytes.length);
}

/** The words of an address: itself, without its tag, its domain. */
export function wordsOfAddress(address: string): readonly number[] {
  const bare = normaliseAddress(normaliseAddress(address));
  if (bare === "") return [];
  return [bare, normaliseAddress(withoutTag(bare)), domainOf(bare) ?? bare].map(wordOf);
}

const at = 0x40;
const closing = 0x3e;

/** Bytes that an address may have without being looked at as text: letters, digits, and `-._=`. */
const plain = new Uint8Array(256);
for (const byte of Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._=")) plain[byte] = 1;

/** Is it a byte of a name (of a host, an id) that is the same in any reading? */
export const isPlain = (byte: number | undefined): boolean => plain[byte ?? 0] === 1;

/** What was found at a place by `plainAddress`. */
export interface PlainAddress {
  /** Behind the closing bracket. */
  end: number;
  address: number;
  domain: number;
}

/** Reads `local@domain>` of plain bytes, or only `>`, into `found`; false for anything else. */
export function plainAddress(bytes: Buffer, start: number, end: number, found: PlainAddress): boolean {
  let [hash, domain, here] = [basis, basis, -1];
  for (let place = start; place < end; place++) {
    const byte = bytes[place] ?? 0;
    if (byte === closing) {
      found.end = place + 1;
      if (place === start) {
        found.address = -1;
        return true;
      }
      found.address = folded(hash);
      found.domain = folded(domain);
      return here > start && here < place - 1;
    }
    if (byte === at) {
      if (here >= 0) return false;
      here = place;
      domain = basis;
    } else if (plain[byte] === 0) return false;
    else domain = Math.imul(domain ^ (byte | 0x20), prime);
    hash = Math.imul(hash ^ (byte | 0x20), prime);
  }
  return false;
}
