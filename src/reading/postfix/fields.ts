/** Fields of the usual lines, read in their bytes: every other form is the reader's. */
import { startsWith } from "../dialogue.ts";

const relay = Buffer.from(", relay=");
const reused = Buffer.from("conn_use=");
const delay = Buffer.from("delay=");
const delays = Buffer.from("delays=");
const dsn = Buffer.from("dsn=");
const status = Buffer.from("status=");
const sent = Buffer.from("sent (");
const otherStatuses = ["deferred (", "bounced ("].map((word) => Buffer.from(word));
/** Behind "sent": they name no id. */
const plainlySent = ["delivered to maildir)", "delivered to mailbox)"].map((word) => Buffer.from(word));
const size = Buffer.from(", size=");
const recipients = Buffer.from(", nrcpt=");
const active = Buffer.from(" (queue active)");
const [comma, space, closing] = [...", )"].map((char) => char.charCodeAt(0));
/** Of digits, with points, and with slashes, too. */
const [whole, decimal, several] = [1, 2, 3];
const kinds = new Uint8Array(256);
for (const [n, chars] of ["0123456789", ".", "/"].entries()) for (const byte of Buffer.from(chars)) kinds[byte] = n + 1;

/** Behind `NAME=1.5, `, of bytes of that kind or a simpler one; where it does not stand there, the same place. */
function behindField(bytes: Buffer, start: number, end: number, name: Buffer, kind: number): number {
  const at = behindNumber(bytes, start, end, name, kind);
  return at > start && at + 1 < end && bytes[at] === comma && bytes[at + 1] === space ? at + 2 : start;
}

/** Behind a word and such bytes; where they do not stand there, the same place. */
function behindNumber(bytes: Buffer, start: number, end: number, word: Buffer, kind: number): number {
  if (!startsWith(bytes, start, end, word)) return start;
  const first = start + word.length;
  let at = first;
  for (; at < end; at++) {
    const found = kinds[bytes[at] ?? 0] ?? 0;
    if (found === 0 || found > kind) break;
  }
  return at > first ? at : start;
}

/** `, relay=HOST, delay=1, delays=0/0/1/0, dsn=2.0.0, status=` and a usual status: where that begins; -1 for anything else. */
export function statusAt(bytes: Buffer, start: number, end: number): number {
  if (!startsWith(bytes, start, end, relay)) return -1;
  const host = start + relay.length;
  let at = host;
  while (at < end && bytes[at] !== comma) at++;
  if (at === host || at + 1 >= end || bytes[at + 1] !== space) return -1;
  const use = behindField(bytes, at + 2, end, reused, whole);
  const first = behindField(bytes, use, end, delay, decimal);
  if (first === use) return -1;
  at = behindField(bytes, behindField(bytes, first, end, delays, several), end, dsn, decimal);
  if (!startsWith(bytes, at, end, status)) return -1;
  at += status.length;
  return startsWith(bytes, at, end, sent) || otherStatuses.some((word) => startsWith(bytes, at, end, word)) ? at : -1;
}

/** What was said of a message that was sent, where an id may stand in it. */
export function sentText(bytes: Buffer, at: number, end: number): string | undefined {
  if (!startsWith(bytes, at, end, sent)) return undefined;
  const start = at + sent.length;
  for (const text of plainlySent)
    if (start + text.length === end && startsWith(bytes, start, end, text)) return undefined;
  return bytes.toString("latin1", start, bytes[end - 1] === closing ? end - 1 : end);
}

/** Is it `, size=442, nrcpt=1 (queue active)`, to the end? */
export function isSize(bytes: Buffer, start: number, end: number): boolean {
  const sized = behindNumber(bytes, start, end, size, whole);
  const counted = behindNumber(bytes, sized, end, recipients, whole);
  const isCounted = sized > start && counted > sized;
  return isCounted && startsWith(bytes, counted, end, active) && counted + active.length === end;
}
