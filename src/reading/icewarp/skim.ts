/** Skims an IceWarp log: most lines are understood by their bytes, and every other one goes through the reader. */
import { normaliseIp } from "../../base/ip.ts";
import type { Emit } from "../../events/event.ts";
import type { LogReader, SkimContext, Understood } from "../format.ts";
import type { LogFile } from "../line.ts";
import type { Places } from "../places.ts";
import type { LineView } from "../view.ts";
import { isPlain, type PlainAddress, plainAddress, wordOf, wordOfBytes } from "../words.ts";
import { type PlacedIcewarp, PlacedIcewarps } from "./placed.ts";
import { IcewarpReader } from "./reader.ts";
import { opening } from "./threads.ts";

const byte = (char: string): number => char.charCodeAt(0);
const [space, colon, zero, nine, bracket, closing, quote, hyphen, comma] = [..." :09[]'-,"].map(byte) as [
  ...[number, number, number, number, number, number, number, number, number],
];
const [less, more, star] = [..."<>*"].map(byte) as [number, number, number];

const stampLength = "00:00:00".length;
const mailFrom = Buffer.from("MAIL FROM:<");
const rcptTo = Buffer.from("RCPT TO:<");
const bytesWords = Buffer.from(" bytes (overall data transfer speed=");
const perSecond = Buffer.from("B/s)");
const connected = Buffer.from("Connected");
const disconnected = Buffer.from("Disconnected");
/** First letters of commands that say nothing which is kept; others are looked at. */
const saysNothing = new Uint8Array(256);
for (const letter of "DQNSVX") saysNothing[byte(letter)] = 1;
/** What may stand behind a stamp and belong to it; and the one address that is none. */
const ofStamp = new Uint8Array(256);
for (const letter of "+-ZG") ofStamp[byte(letter)] = 1;
const challenge = byte("C");

const isHex = (c: number): boolean => (c >= zero && c <= nine) || ((c | 0x20) >= 0x61 && (c | 0x20) <= 0x66);
const isDigit = (c: number | undefined): boolean => c !== undefined && c >= zero && c <= nine;

/** Where the parts of a line stand; `length` is that of all before its stamp. */
interface Head {
  addressEnd: number;
  thread: number;
  threadEnd: number;
  length: number;
}

function startsWith(bytes: Buffer, start: number, end: number, word: Buffer): boolean {
  if (start + word.length > end) return false;
  for (let at = 0; at < word.length; at++) if (bytes[start + at] !== word[at]) return false;
  return true;
}

/** An address of digits and dots is its own normal form, or none at all. */
const ipv4 = /^[\d.]+$/;

/** Four bytes at a time: the head of a line is the hottest place of all. */
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

export class IcewarpSkimmer implements LogReader {
  readonly #places: Places;
  readonly #sessions: PlacedIcewarps;
  readonly #reader: IcewarpReader<PlacedIcewarp>;
  readonly #context: SkimContext;
  /** Open sessions by the bytes with which their lines begin. */
  readonly #byHead = new Map<number, PlacedIcewarp>();
  readonly #head: Head = { addressEnd: 0, thread: 0, threadEnd: 0, length: 0 };
  /** How long heads are: padded to columns, most are equally long. */
  #headLength = 0;
  #bytes: Buffer | undefined;
  #view: DataView = new DataView(new ArrayBuffer(0));
  readonly #found: PlainAddress = { end: 0, address: 0, domain: 0 };
  readonly #stamp = new DataView(new ArrayBuffer(stampLength));
  #file: LogFile | undefined;
  #isSmtp = false;
  at = Number.NaN;

  constructor(context: SkimContext, places: Places) {
    this.#context = context;
    this.#places = places;
    this.#sessions = new PlacedIcewarps(context, places, (session) => this.#forget(session));
    this.#reader = new IcewarpReader(context, this.#sessions);
  }

  read(line: LineView, emit: Emit): Understood {
    if (line.file === this.#file && this.#skim(line)) return "read";
    this.#stamp.setInt32(0, 0);
    const understood = this.#reader.read(line, emit);
    if (line.file !== this.#file) {
      this.#file = line.file;
      this.#isSmtp = this.#reader.key("", "").service === "smtp";
      for (const session of [...this.#byHead.values()]) this.#forget(session);
    }
    this.#dated(this.#reader.at, line.number);
    return understood;
  }

  close(emit: Emit): void {
    this.#reader.close(emit);
  }

  #dated(at: number, number: number): void {
    if (at === this.at || Number.isNaN(at)) return;
    this.at = at;
    const { zone } = this.#context;
    this.#places.later(zone.toEpoch(at + zone.offsetAt(at)) !== at, this.#places.linesBefore + number);
  }

  /** False for a line that has another form than most: the reader knows it. */
  #skim(line: LineView): boolean {
    if (line.bytes !== this.#bytes) {
      this.#bytes = line.bytes;
      this.#view = new DataView(line.bytes.buffer, line.bytes.byteOffset, line.bytes.length);
    }
    const { bytes, start, end } = line;
    let session = this.#known(start, end);
    if (!session && !this.#hasHead(line)) return false;
    const stamp = start + (session ? session.headLength : this.#head.length);
    const text = stamp + stampLength + 1;
    if (text > end || bytes[text - 1] !== space || ofStamp[bytes[text] ?? 0] === 1) return false;
    if (!this.#isDated(line, stamp)) return false;
    const first = bytes[text] ?? 0;
    const isSaid = (first === less || first === more) && bytes[text + 1] === first && bytes[text + 2] === first;
    const isSummary = first === star && bytes[text + 1] === star && bytes[text + 2] === star;
    const isMarked = isSaid || isSummary;
    if (isMarked ? !behindMark(bytes, text + 3, end) : quoteBehindWord(bytes, text, end)) return false;
    const { at } = this;
    if (this.#sessions.at !== at) this.#sessions.at = at;
    if (this.#reader.at !== at) this.#reader.at = at;
    if (first === challenge) return this.#opens(line, text);
    if (session) this.#sessions.touch(session, line.number);
    else session = this.#lookUp(line, false, false);
    if (isSummary) {
      if (!this.#summary(session, bytes, text + 4, end)) this.#slowly(session, bytes, text, end);
    } else if (isSaid) {
      if (this.#isSmtp) this.#said(session, first === more, bytes, text + 4, end);
    } else if (startsWith(bytes, text, end, disconnected) && !isWord(bytes, text + disconnected.length, end))
      this.#sessions.end(session, "told");
    this.#reader.previous = session;
    return true;
  }

  /** "Connected", or any line of a session in which we are the client. */
  #opens(line: LineView, at: number): true {
    const { bytes, end } = line;
    if (startsWith(bytes, at, end, connected) && !isWord(bytes, at + connected.length, end))
      this.#reader.previous = this.#lookUp(line, false, true);
    else {
      const { text, client, connects } = opening(bytes.toString("utf8", at, end));
      const session = this.#lookUp(line, client, connects);
      if (!connects) this.#sessions.rest(session, text, this.#isSmtp);
      this.#reader.previous = session;
    }
    return true;
  }

  /** `ADDRESS  [THREAD] ` of plain bytes, with a thread that is not zero. */
  #hasHead({ bytes, start, end }: LineView): boolean {
    const head = this.#head;
    let at = start;
    for (; at < end; at++) {
      const c = bytes[at] ?? 0;
      if (c <= space || c >= 0x7f || c === bracket) break;
    }
    if (at === start || at - start > 64 || bytes[at] !== space || bytes[start] === challenge) return false;
    head.addressEnd = at;
    while (bytes[at] === space) at++;
    if (bytes[at] !== bracket || at - start > 80) return false;
    head.thread = ++at;
    let zeros = 0;
    for (let c = bytes[at] ?? 0; isHex(c); c = bytes[++at] ?? 0) if (c === zero) zeros++;
    const length = at - head.thread;
    head.threadEnd = at;
    head.length = at + 2 - start;
    return length >= 4 && length <= 16 && zeros < length && bytes[at] === closing && bytes[at + 1] === space;
  }

  /** Reads the stamp where it differs from that of the line before. */
  #isDated(line: LineView, start: number): boolean {
    const { bytes, number } = line;
    const view = this.#view;
    const stamp = this.#stamp;
    if (view.getInt32(start + 4) === stamp.getInt32(4) && view.getInt32(start) === stamp.getInt32(0)) return true;
    for (let at = 0; at < stampLength; at++) {
      const c = bytes[start + at];
      if (at % 3 === 2 ? c !== colon : !isDigit(c)) return false;
    }
    const { at } = this.#reader.stamp(bytes.toString("latin1", start, start + stampLength), line);
    if (Number.isNaN(at)) return false;
    stamp.setInt32(0, view.getInt32(start));
    stamp.setInt32(4, view.getInt32(start + 4));
    this.#dated(at, number);
    return true;
  }

  /** The session whose lines begin with the same bytes. */
  #known(start: number, end: number): PlacedIcewarp | undefined {
    const length = this.#headLength;
    if (length === 0 || start + length + stampLength >= end) return undefined;
    const view = this.#view;
    const { previous } = this.#reader;
    if (previous?.headLength === length && isSame(view, start, previous.head, length)) return previous;
    const session = this.#byHead.get(hashOf(view, start, length));
    return session?.headLength === length && isSame(view, start, session.head, length) ? session : undefined;
  }

  #lookUp(line: LineView, client: boolean, connects: boolean): PlacedIcewarp {
    this.#hasHead(line);
    const { bytes, start } = line;
    const { addressEnd, thread, threadEnd, length } = this.#head;
    const address = bytes.toString("latin1", start, addressEnd);
    const key = this.#reader.key(address, bytes.toString("latin1", thread, threadEnd).toUpperCase());
    const session = this.#sessions.of(line, key, client, connects);
    const isPlainIp = isDigit(bytes[start]) && ipv4.test(address);
    session.word(isPlainIp ? wordOfBytes(bytes, start, addressEnd) : wordOf(normaliseIp(address) ?? address));
    if (session.headHash < 0 && session.name === key.name) {
      for (let at = 0; at < length; at++) session.head.setUint8(at, bytes[start + at] ?? 0);
      session.headLength = length;
      session.headHash = hashOf(this.#view, start, length);
      this.#headLength = length;
      this.#byHead.set(session.headHash, session);
    }
    return session;
  }

  #forget(session: PlacedIcewarp): void {
    if (this.#byHead.get(session.headHash) === session) this.#byHead.delete(session.headHash);
    session.headHash = -1;
    session.headLength = 0;
  }

  #slowly(session: PlacedIcewarp, bytes: Buffer, text: number, end: number): void {
    this.#sessions.text(session, bytes.toString("utf8", text, end), true);
  }

  #said(session: PlacedIcewarp, ours: boolean, bytes: Buffer, at: number, end: number): void {
    const c = bytes[at] ?? 0;
    const isCode =
      c > 0x31 &&
      c < 0x36 &&
      isDigit(bytes[at + 1]) &&
      isDigit(bytes[at + 2]) &&
      at + 3 < end &&
      !isDigit(bytes[at + 3]);
    if (isCode && session.role !== undefined && (session.role === "server") === ours) {
      const next = bytes[at + 3];
      if (next !== space && next !== hyphen) return this.#slowly(session, bytes, at - 4, end);
      if (c !== 0x32) {
        const code = (c - zero) * 100 + ((bytes[at + 1] ?? 0) - zero) * 10 + (bytes[at + 2] ?? 0) - zero;
        this.#sessions.replied(session, code, next === space);
      } else {
        if (session.hasContent) this.#idIn(session, bytes, at + 4, end);
        if (next === space && session.awaited > 0) session.awaited -= 1;
      }
    } else if (isDigit(c)) this.#content(session, bytes, at, end);
    else if (saysNothing[c] === 1) this.#sessions.commanded(session, false);
    else if (!this.#addressed(session, bytes, at, end)) this.#slowly(session, bytes, at - 4, end);
  }

  #content(session: PlacedIcewarp, bytes: Buffer, start: number, end: number): void {
    let at = start;
    while (isDigit(bytes[at])) at++;
    const isContent = startsWith(bytes, at, end, bytesWords);
    at += bytesWords.length;
    while (isDigit(bytes[at])) at++;
    if (bytes[at] === space) at++;
    if (isContent && startsWith(bytes, at, end, perSecond)) session.hasContent = true;
    else this.#slowly(session, bytes, start - 4, end);
  }

  /** MAIL, RCPT, EHLO and HELO as nearly everybody writes them. */
  #addressed(session: PlacedIcewarp, bytes: Buffer, at: number, end: number): boolean {
    const isRcpt = startsWith(bytes, at, end, rcptTo);
    if (isRcpt || startsWith(bytes, at, end, mailFrom)) {
      const found = this.#found;
      if (!plainAddress(bytes, at + (isRcpt ? rcptTo : mailFrom).length, end, found)) return false;
      if (found.address >= 0) {
        session.word(found.address);
        session.word(found.domain);
      }
      this.#sessions.commanded(session, isRcpt);
      return true;
    }
    const c = bytes[at];
    if ((c !== 0x45 && c !== 0x48) || bytes[at + 3] !== 0x4f || bytes[at + 4] !== space) return false;
    const word = at + 5;
    let wordEnd = word;
    while (wordEnd < end && isPlain(bytes[wordEnd])) wordEnd++;
    if (wordEnd < end && bytes[wordEnd] !== space) return false;
    session.word(wordOfBytes(bytes, word, wordEnd));
    this.#sessions.commanded(session, false);
    return true;
  }

  /** The words behind "id" in a reply to content. */
  #idIn(session: PlacedIcewarp, bytes: Buffer, start: number, end: number): void {
    for (let at = start; at + 3 < end; at++) {
      if (((bytes[at] ?? 0) | 0x20) !== 0x69 || ((bytes[at + 1] ?? 0) | 0x20) !== 0x64 || bytes[at + 2] !== space)
        continue;
      let wordEnd = at + 3;
      while (wordEnd < end && isPlain(bytes[wordEnd])) wordEnd++;
      if (wordEnd === end || bytes[wordEnd] === space) session.word(wordOfBytes(bytes, at + 3, wordEnd));
      else session.word(wordOf(/^\S*/.exec(bytes.toString("utf8", at + 3, end))?.[0] ?? ""));
    }
  }

  /** `<sender> <recipient>,… COUNT SIZE TIME STATUS ID`; false where there is more or other. */
  #summary(session: PlacedIcewarp, bytes: Buffer, start: number, end: number): boolean {
    const found = this.#found;
    session.hasContent = true;
    let at = start;
    for (let separator = space; separator === space || separator === comma; separator = bytes[at++] ?? 0) {
      if (bytes[at] !== less) break;
      if (!plainAddress(bytes, at + 1, end, found)) return false;
      if (found.address >= 0) {
        session.word(found.address);
        session.word(found.domain);
      }
      at = found.end;
    }
    let word = at;
    let words = 0;
    for (; at <= end; at++) {
      const c = at === end ? space : (bytes[at] ?? 0);
      if (c !== space && c !== colon && !isPlain(c)) return false;
      if (c === space) {
        if (words === 4) session.word(wordOfBytes(bytes, word, at));
        words += 1;
        word = at + 1;
      }
    }
    return words === 4 || words === 5;
  }
}

/** A direction or `***` is followed by a space, and something that is no quotation mark. */
const behindMark = (bytes: Buffer, at: number, end: number): boolean =>
  at + 1 < end && bytes[at] === space && bytes[at + 1] !== quote;

/** A word, and then a quotation mark, as the line of the antispam engine has it. */
function quoteBehindWord(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && bytes[at] !== space) at++;
  return bytes[at + 1] === quote && at + 1 < end;
}

const isWord = (bytes: Buffer, at: number, end: number): boolean => {
  const c = at < end ? (bytes[at] ?? 0) : 0;
  return isDigit(c) || c === 0x5f || ((c | 0x20) >= 0x61 && (c | 0x20) <= 0x7a);
};
