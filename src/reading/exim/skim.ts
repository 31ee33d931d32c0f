/** Skims an Exim log: deliveries, and the ends of messages, are understood by their bytes; every other line goes through the reader. */
import { Buffer } from "node:buffer";
import type { Emit } from "../../events/event.ts";
import { startsWith } from "../dialogue.ts";
import { EventSkimmer, type Told } from "../event-skimmer.ts";
import type { SkimContext, Understood } from "../format.ts";
import type { Places } from "../places.ts";
import { remoteIdOf } from "../remote-id.ts";
import type { LineView } from "../view.ts";
import { type PlainAddress, plainAddress, plainInAddress, wordOf } from "../words.ts";
import { EximReader } from "./reader.ts";

const completed = Buffer.from("Completed");
const original = Buffer.from(" <");
const router = Buffer.from(" R=");
const confirmation = Buffer.from(' C="');
const anyConfirmation = Buffer.from(" C=");
const [space, quote, equals, minus, more, star, at, less] = [...' "=->*@<'].map((char) => char.charCodeAt(0)) as [
  ...[number, number, number, number, number, number, number, number],
];

export class EximSkimmer extends EventSkimmer {
  readonly #reader: EximReader;
  readonly #address: PlainAddress = { end: 0, address: 0, domain: 0 };
  readonly #original: PlainAddress = { end: 0, address: 0, domain: 0 };

  constructor(context: SkimContext, places: Places) {
    let reader: EximReader | undefined;
    super(context, places, (surroundings) => {
      reader = new EximReader(surroundings);
      return reader;
    });
    if (!reader) throw new Error("a skimmer opens its reader at once");
    this.#reader = reader;
  }

  override read(line: LineView, emit: Emit): Understood {
    if (!this.#skim(line)) return super.read(line, emit);
    this.dated(line);
    return "read";
  }

  /** False for a line of another form than most, and for one of a message that is not known: the reader knows it. */
  #skim(line: LineView): boolean {
    const entry = this.#reader.entryAt(line);
    const told = entry && this.toldOf(entry.session);
    // Where it is not known who sent the message, a line may say it.
    if (!told || entry.sender === undefined) return false;
    const { bytes, end } = line;
    const start = line.textStart + this.#reader.textAt;
    const [first, second] = [bytes[start], bytes[start + 1]];
    if (startsWith(bytes, start, end, completed) && start + completed.length === end) {
      this.stands(told, line);
      this.ends(entry.session);
      this.#reader.leave(line);
      return true;
    }
    if (bytes[start + 2] !== space) return false;
    const behind = this.#recipient(bytes, start + 3, end);
    if (behind < 0) return false;
    if ((first === equals || first === minus) && second === more) {
      if (!this.#confirmed(told, bytes, behind, end)) return false;
    } else if (first === equals && second === equals) entry.waits ??= line.source();
    else if (first === star && second === star) entry.failed ??= line.source();
    else return false;
    this.stands(told, line);
    this.#noteRecipient(told);
    return true;
  }

  /** What the next host said; false where that has another form than most. */
  #confirmed(told: Told, bytes: Buffer, behind: number, end: number): boolean {
    const at = indexOf(bytes, anyConfirmation, behind, end);
    if (at < 0) return true;
    const from = at + confirmation.length;
    const close = bytes.indexOf(quote, from);
    if (!startsWith(bytes, at, end, confirmation) || close < 0 || close >= end) return false;
    const said = bytes.toString("utf8", from, close);
    if (/[\\#]/.test(said)) return false;
    const remoteId = remoteIdOf(said);
    if (remoteId !== undefined) told.word(wordOf(remoteId));
    return true;
  }

  /** Reads "bob@a.example", "bob@a.example <bob@b.example>" or "bob <bob@b.example>", and a router; -1 for anything else. */
  #recipient(bytes: Buffer, start: number, end: number): number {
    const [address, whole] = [this.#address, this.#original];
    whole.address = -1;
    const isWhole = plainAddress(bytes, start, end, address, plainInAddress, space) && address.address >= 0;
    let behind = isWhole ? address.end - 1 : wordEnd(bytes, start, end);
    if (startsWith(bytes, behind, end, original)) {
      const from = behind + original.length;
      if (!plainAddress(bytes, from, end, whole) || whole.address < 0) return -1;
      // Of a local part alone the rest is that of the address that the message was sent to.
      if (!isWhole && !isLocalPart(bytes, start, behind, from)) return -1;
      behind = whole.end;
    } else if (!isWhole) return -1;
    if (!isWhole) address.address = -1;
    return startsWith(bytes, behind, end, router) ? behind : -1;
  }

  #noteRecipient(told: Told): void {
    for (const { address, domain } of [this.#address, this.#original]) {
      if (address < 0) continue;
      told.word(address);
      told.word(domain);
    }
  }
}

function wordEnd(bytes: Buffer, start: number, end: number): number {
  let place = start;
  while (place < end && bytes[place] !== space && bytes[place] !== less) place++;
  return place;
}

/** Does an address begin with that, and an @ behind it? */
function isLocalPart(bytes: Buffer, start: number, end: number, address: number): boolean {
  for (let place = start; place < end; place++) {
    const byte = bytes[place];
    if (byte !== bytes[address + place - start] || plainInAddress[byte ?? 0] !== 1) return false;
  }
  return end > start && bytes[address + end - start] === at;
}

/** Where words stand in the bytes of a line; -1 where they do not. */
function indexOf(bytes: Buffer, words: Buffer, start: number, end: number): number {
  const found = bytes.subarray(start, end).indexOf(words);
  return found < 0 ? -1 : start + found;
}
