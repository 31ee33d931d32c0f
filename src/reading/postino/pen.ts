/** What comes from outside, as it may stand in a line of our log: cut, and harmless. */
import { cut, escapeGuarded, escapeText, escapeWord, quote } from "../../base/text.ts";

/** An address has 320 characters at most (RFC 5321 §4.5.3.1); escapes may need more. */
const maxAddressBytes = 512;

/** Printable ASCII that needs no escape: as a text, as a word, and as the value of a pair without quotation marks. */
const plainText = /^[ -[\]-~]*$/;
const plainWord = /^[!-+\--;?-[\]-~]*$/;
const plainValue = /^[!#-[\]-~][!-[\]-~]*$/;
const ascii = /^[\0-\x7f]*$/;

/** Writes the parts of one event that are neither numbers nor words of ours, and knows whether all of them were ASCII. */
export class Pen {
  readonly #maxBytes: number;
  #isAscii = true;

  /** What is longer is cut, unless it is an address. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** What was written has as many bytes as characters; false also where it was merely not looked at. */
  get isAscii(): boolean {
    return this.#isAscii;
  }

  /** Would a text stand as it is, with so many bytes before it? */
  isPlain(text: string, bytesBefore = 0): boolean {
    return text.length + bytesBefore <= this.#maxBytes && plainText.test(text);
  }

  text(text: string): string {
    return this.isPlain(text) ? text : this.#changed(escapeText(this.cut(text)));
  }

  /** A text whose first character is escaped, so that it does not read as the line that it imitates. */
  guarded(text: string): string {
    return this.#changed(escapeGuarded(this.cut(text)));
  }

  /** One word, no longer than an address may be. */
  word(word: string): string {
    const isPlain = word.length <= maxAddressBytes && plainWord.test(word);
    return isPlain ? word : this.#changed(escapeWord(cut(word, maxAddressBytes)));
  }

  /** ` name=value` for each that there is. */
  pairs(values: Readonly<Record<string, string | undefined>>): string {
    let text = "";
    for (const name in values) {
      const value = values[name];
      if (value !== undefined) text += ` ${this.word(name)}=${this.#value(value)}`;
    }
    return text;
  }

  /** What is harmless by what it is, but may be no ASCII. */
  trusted(text: string): string {
    return ascii.test(text) ? text : this.#changed(text);
  }

  /** For what looks at a text before it is written. */
  cut(text: string): string {
    return cut(text, this.#maxBytes);
  }

  /** As one word where it can be one, otherwise quoted. */
  #value(value: string): string {
    if (value.length <= this.#maxBytes && plainValue.test(value)) return value;
    const short = this.cut(value);
    return this.#changed(/^[^\s"][^\s]*$/.test(short) ? escapeText(short) : quote(short));
  }

  #changed(text: string): string {
    this.#isAscii = false;
    return text;
  }
}
