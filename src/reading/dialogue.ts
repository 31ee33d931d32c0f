/** What the lines of an SMTP dialogue say of who may ask for it: by their bytes where they are written as nearly everybody does. */
import { envelopeAddress } from "../mail/address.ts";
import { type Headed, maxHead } from "./heads.ts";
import { OpenPlaces } from "./open-places.ts";
import { isPlain, type PlainAddress, plainAddress, wordOf, wordOfBytes, wordsOfAddress } from "./words.ts";

const byte = (char: string): number => char.charCodeAt(0);
const [space, colon, zero, nine, hyphen, comma, less, equals, atSign] = [..." :09-,<=@"].map(byte) as [
  ...[number, number, number, number, number, number, number, number, number],
];
const mailFrom = Buffer.from("MAIL FROM:<");
const rcptTo = Buffer.from("RCPT TO:<");
const bytesWords = Buffer.from(" bytes (overall data transfer speed=");
const perSecond = Buffer.from(" B/s)");
/** First letters of commands that say nothing which is kept; others are looked at. */
const saysNothing = new Uint8Array(256);
for (const letter of "DQNSVX") saysNothing[byte(letter)] = 1;
const idInReply = /\bid (\S+)/gi;
/** A summary names further addresses in the values of these keys. */
const addressKeys = ["mailbox", "missed", "refused"] as const;

/** Of more commands in a row it is not known whose refusal a reply is. */
const maxPipelined = 30;

export const isDigit = (c: number | undefined): boolean => c !== undefined && c >= zero && c <= nine;

export function startsWith(bytes: Buffer, start: number, end: number, word: Buffer): boolean {
  if (start + word.length > end) return false;
  for (let at = 0; at < word.length; at++) if (bytes[start + at] !== word[at]) return false;
  return true;
}

/** Three digits of a reply and what may follow them. */
export const isCoded = (bytes: Buffer, at: number, end: number): boolean =>
  isDigit(bytes[at]) &&
  isDigit(bytes[at + 1]) &&
  isDigit(bytes[at + 2]) &&
  at + 3 < end &&
  (bytes[at + 3] === space || bytes[at + 3] === hyphen);

export class PlacedDialogue extends OpenPlaces implements Headed {
  readonly head: DataView = new DataView(new ArrayBuffer(maxHead));
  headLength = 0;
  headHash = -1;
  /** Commands without a reply; a bit for each, the oldest lowest, says whether it was a RCPT whose address was read. */
  #awaited = 0;
  #rcpts = 0;
  /** Content or a summary was seen: a reply may tell the id of a message. */
  hasContent = false;

  override begin(from: number, nth: number): void {
    super.begin(from, nth);
    this.#awaited = 0;
    this.#rcpts = 0;
    this.hasContent = false;
  }

  /** Only the refusal of a recipient names who was meant. */
  reply(code: number, isLast: boolean): void {
    const isOfRcpt = code >= 400 && this.#awaited > 0 && (this.#rcpts & 1) === 1;
    if (code >= 300 && code !== 354 && !isOfRcpt) this.nameless = true;
    if (isLast) this.answered();
  }

  /** Any reply answers the oldest command. */
  answered(): void {
    if (this.#awaited === 0) return;
    this.#awaited -= 1;
    this.#rcpts >>>= 1;
  }

  command(isRcpt: boolean): void {
    if (isRcpt && this.#awaited < maxPipelined) this.#rcpts |= 1 << this.#awaited;
    this.#awaited += 1;
  }

  replyText(code: number, isLast: boolean, text: string): void {
    this.reply(code, isLast);
    for (const [, id = ""] of text.matchAll(idInReply)) this.word(wordOf(id));
  }

  commandText(word: string, argument: string): void {
    const verb = word.toUpperCase();
    const address = verb === "MAIL" || verb === "RCPT" ? envelopeAddress(argument) : undefined;
    this.command(verb === "RCPT" && address !== undefined);
    this.address(address);
    if (verb === "EHLO" || verb === "HELO" || verb === "LHLO") this.word(wordOf(argument.split(" ")[0] ?? ""));
    // Their answers are not one for one.
    if (verb === "LHLO" || verb === "BDAT" || verb === "AUTH") this.nameless = true;
    if (verb === "BDAT") this.hasContent = true;
  }

  summary(told: {
    readonly sender: string;
    readonly recipients: readonly string[];
    readonly id?: string | undefined;
    readonly keys: Readonly<Record<string, string>>;
  }): void {
    const { sender, recipients, id, keys } = told;
    this.hasContent = true;
    const further = addressKeys.flatMap((key) =>
      Array.from((keys[key] ?? "").matchAll(/<([^>]*)>/g), ([, one]) => one),
    );
    for (const address of [sender, ...recipients, ...further, keys.user, keys.login]) this.address(address);
    for (const word of [id, keys.helo, keys.transid, keys["message-id"]]) if (word) this.word(wordOf(word));
  }

  address(address: string | undefined): void {
    if (address) for (const word of wordsOfAddress(address)) this.word(word);
  }
}

const found: PlainAddress = { end: 0, address: 0, domain: 0 };

function takeAddress(session: PlacedDialogue, bytes: Buffer, start: number, end: number): boolean {
  if (!plainAddress(bytes, start, end, found)) return false;
  if (found.address >= 0) {
    session.word(found.address);
    session.word(found.domain);
  }
  return true;
}

/** What stands behind a direction mark; false for a form that must be read as text. */
export function saidInBytes(
  session: PlacedDialogue,
  isReply: boolean,
  bytes: Buffer,
  at: number,
  end: number,
): boolean {
  const c = bytes[at] ?? 0;
  if (isReply && isCoded(bytes, at, end) && c > 0x31 && c < 0x36) {
    const isLast = bytes[at + 3] === space;
    if (c === 0x32) {
      if (session.hasContent) idInBytes(session, bytes, at + 4, end);
      if (isLast) session.answered();
    } else session.reply((c - zero) * 100 + ((bytes[at + 1] ?? 0) - zero) * 10 + (bytes[at + 2] ?? 0) - zero, isLast);
    return true;
  }
  if (isDigit(c)) return contentInBytes(session, bytes, at, end);
  if (saysNothing[c] === 0) return commandInBytes(session, bytes, at, end);
  session.command(false);
  return true;
}

function contentInBytes(session: PlacedDialogue, bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (isDigit(bytes[at])) at++;
  if (!startsWith(bytes, at, end, bytesWords)) return false;
  at += bytesWords.length;
  if (!isDigit(bytes[at])) return false;
  while (isDigit(bytes[at])) at++;
  if (!startsWith(bytes, at, end, perSecond) || at + perSecond.length !== end) return false;
  session.hasContent = true;
  return true;
}

/** MAIL, RCPT, EHLO and HELO. */
function commandInBytes(session: PlacedDialogue, bytes: Buffer, at: number, end: number): boolean {
  const isRcpt = startsWith(bytes, at, end, rcptTo);
  if (isRcpt || startsWith(bytes, at, end, mailFrom)) {
    if (!takeAddress(session, bytes, at + (isRcpt ? rcptTo : mailFrom).length, end)) return false;
    session.command(isRcpt);
    return true;
  }
  const c = bytes[at];
  if ((c !== 0x45 && c !== 0x48) || bytes[at + 3] !== 0x4f || bytes[at + 4] !== space) return false;
  const word = at + 5;
  let wordEnd = word;
  while (wordEnd < end && isPlain(bytes[wordEnd])) wordEnd++;
  if (wordEnd < end && bytes[wordEnd] !== space) return false;
  session.word(wordOfBytes(bytes, word, wordEnd));
  session.command(false);
  return true;
}

/** The words behind "id" in a reply to content. */
function idInBytes(session: PlacedDialogue, bytes: Buffer, start: number, end: number): void {
  for (let at = start; at + 3 < end; at++) {
    if (((bytes[at] ?? 0) | 0x20) !== 0x69 || ((bytes[at + 1] ?? 0) | 0x20) !== 0x64 || bytes[at + 2] !== space)
      continue;
    let wordEnd = at + 3;
    while (wordEnd < end && isPlain(bytes[wordEnd])) wordEnd++;
    if (wordEnd === end || bytes[wordEnd] === space) session.word(wordOfBytes(bytes, at + 3, wordEnd));
    else session.word(wordOf(/^\S*/.exec(bytes.toString("utf8", at + 3, end))?.[0] ?? ""));
  }
}

/** Behind `user=` and `login=`, the only keys that end so, stands an account. */
const isAccount = (bytes: Buffer, value: number): boolean =>
  bytes[value - 1] === equals && (bytes[value - 2] === 0x72 || bytes[value - 2] === 0x6e);

/** Behind `*** `: `<sender> <recipient>,… COUNT SIZE TIME STATUS ID key=value …`; false for a form that must be read as text. */
export function summaryInBytes(session: PlacedDialogue, bytes: Buffer, start: number, end: number): boolean {
  session.hasContent = true;
  let at = start;
  for (let separator = space; separator === space || separator === comma; separator = bytes[at++] ?? 0) {
    if (bytes[at] !== less) break;
    if (!takeAddress(session, bytes, at + 1, end)) return false;
    at = found.end;
  }
  let [word, words, domain] = [at, 0, 0];
  for (; at <= end; at++) {
    const c = at === end ? space : (bytes[at] ?? 0);
    if (c === equals) word = at + 1;
    else if (c === space) {
      if (words >= 4 && at > word) session.word(wordOfBytes(bytes, word, at));
      if (domain > word && isAccount(bytes, word)) session.word(wordOfBytes(bytes, domain, at));
      words += 1;
      word = at + 1;
    } else if (c === atSign) domain = at + 1;
    else if (c !== colon && !isPlain(c)) return false;
  }
  return words >= 4;
}
