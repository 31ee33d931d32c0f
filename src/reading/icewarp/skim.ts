/** Skims an IceWarp log: most lines are understood by their bytes, and every other one goes through the reader. */
import { normaliseIp } from "../../base/ip.ts";
import type { Emit } from "../../events/event.ts";
import { isCoded, isDigit, saidInBytes, startsWith, summaryInBytes } from "../dialogue.ts";
import type { LogReader, SkimContext, Understood } from "../format.ts";
import { Heads } from "../heads.ts";
import type { LogFile } from "../line.ts";
import type { OpenPlaces } from "../open-places.ts";
import type { Places } from "../places.ts";
import type { LineView } from "../view.ts";
import { wordOf, wordOfBytes } from "../words.ts";
import { type PlacedIcewarp, PlacedIcewarps } from "./placed.ts";
import { IcewarpReader } from "./reader.ts";
import { opening } from "./threads.ts";

const byte = (char: string): number => char.charCodeAt(0);
const [space, colon, zero, nine, bracket, closing, quote] = [..." :09[]'"].map(byte) as [
  ...[number, number, number, number, number, number, number],
];
const [less, more, star] = [..."<>*"].map(byte) as [number, number, number];

const stampLength = "00:00:00".length;
const connected = Buffer.from("Connected");
const disconnected = Buffer.from("Disconnected");
/** What may stand behind a stamp and belong to it; and the one address that is none. */
const ofStamp = new Uint8Array(256);
for (const letter of "+-ZG") ofStamp[byte(letter)] = 1;
const challenge = byte("C");

const isHex = (c: number): boolean => (c >= zero && c <= nine) || ((c | 0x20) >= 0x61 && (c | 0x20) <= 0x66);

/** Where the parts of a line stand; `length` is that of all before its stamp. */
interface Head {
  addressEnd: number;
  thread: number;
  threadEnd: number;
  length: number;
}

/** An address of digits and dots is its own normal form, or none at all. */
const ipv4 = /^[\d.]+$/;

export class IcewarpSkimmer implements LogReader {
  readonly #places: Places;
  readonly #sessions: PlacedIcewarps;
  readonly #reader: IcewarpReader<PlacedIcewarp>;
  readonly #context: SkimContext;
  readonly #heads = new Heads<PlacedIcewarp>();
  readonly #head: Head = { addressEnd: 0, thread: 0, threadEnd: 0, length: 0 };
  readonly #stamp = new DataView(new ArrayBuffer(stampLength));
  #file: LogFile | undefined;
  #isSmtp = false;
  /** Is it the second time in the hour that DST repeats? */
  #isLater: boolean | undefined;
  at = Number.NaN;

  constructor(context: SkimContext, places: Places) {
    this.#context = context;
    this.#places = places;
    this.#sessions = new PlacedIcewarps(context, places, (session) => this.#heads.forget(session));
    this.#reader = new IcewarpReader(context, this.#sessions);
  }

  read(line: LineView, emit: Emit): Understood {
    if (line.file === this.#file && this.#skim(line)) return "read";
    this.#stamp.setInt32(0, 0);
    const understood = this.#reader.read(line, emit);
    if (line.file !== this.#file) {
      this.#file = line.file;
      this.#isSmtp = this.#reader.key("", "").service === "smtp";
      this.#heads.clear();
    }
    this.#dated(this.#reader.at, line.number);
    return understood;
  }

  close(emit: Emit): void {
    this.#reader.close(emit);
  }

  openNow(): Iterable<OpenPlaces> {
    return this.#sessions.openNow();
  }

  #dated(at: number, number: number): void {
    if (at === this.at || Number.isNaN(at)) return;
    this.at = at;
    const { zone } = this.#context;
    const isLater = zone.toEpoch(at + zone.offsetAt(at)) !== at;
    if (isLater !== this.#isLater) this.#places.mark(number, { isLater });
    this.#isLater = isLater;
  }

  /** False for a line that has another form than most: the reader knows it. */
  #skim(line: LineView): boolean {
    const { bytes, start, end } = line;
    let session = this.#heads.of(bytes, start, end, this.#reader.previous);
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
      if (!summaryInBytes(session, bytes, text + 4, end)) this.#slowly(session, bytes, text, end);
    } else if (isSaid) {
      if (!session.spoken && first === less && isCoded(bytes, text + 4, end)) session.greetedBy();
      session.spoken = true;
      const isReply = session.role !== undefined && (session.role === "server") === (first === more);
      if (!this.#isSmtp) {
        if (first === less) this.#sessions.text(session, bytes.toString("utf8", text, end), false);
      } else if (!saidInBytes(session, isReply, bytes, text + 4, end)) this.#slowly(session, bytes, text, end);
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
    const { view } = this.#heads;
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

  #lookUp(line: LineView, client: boolean, connects: boolean): PlacedIcewarp {
    this.#hasHead(line);
    const { bytes, start } = line;
    const { addressEnd, thread, threadEnd, length } = this.#head;
    const address = bytes.toString("latin1", start, addressEnd);
    const key = this.#reader.key(address, bytes.toString("latin1", thread, threadEnd).toUpperCase());
    const session = this.#sessions.of(line, key, client, connects);
    const isPlainIp = isDigit(bytes[start]) && ipv4.test(address);
    session.word(isPlainIp ? wordOfBytes(bytes, start, addressEnd) : wordOf(normaliseIp(address) ?? address));
    if (session.name === key.name) this.#heads.remember(session, start, length);
    return session;
  }

  #slowly(session: PlacedIcewarp, bytes: Buffer, text: number, end: number): void {
    this.#sessions.text(session, bytes.toString("utf8", text, end), true);
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
