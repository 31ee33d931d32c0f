/** Text from outside made harmless for a log line, and back: what a stranger sends can never forge a line. */

import { hidingCharacters } from "./inert.ts";

/** Everything that could end a line, hide, or turn the text around. */
const hiding = new RegExp(`[\\t\\n${hidingCharacters}]`, "u");
const hidingAll = new RegExp(hiding, "gu");
/** With the backslash, by which they are escaped. */
const unsafe = new RegExp(hiding.source.replace("[", "[\\\\"), "u");
const unsafeAll = new RegExp(unsafe, "gu");
/** In a word of the `***` line also what would end it. */
const unsafeWord = new RegExp(unsafe.source.replace("[", "[ <>,="), "u");
const unsafeWordAll = new RegExp(unsafeWord, "gu");

const hex = (code: number): string => code.toString(16).toUpperCase();

/** Bytes that were no UTF-8 travel as U+DC80 to U+DCFF (see `textFromBytes`). */
const strayByte = 0xdc00;

/** `\xHH` is a byte (0D, or a stray one), `\u{H}` a character; for any character that shall not stand as itself. */
function escaped(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (char === "\\") return "\\\\";
  if (code >= strayByte + 0x80 && code <= strayByte + 0xff) return `\\x${hex(code - strayByte)}`;
  return code < 0x80 ? `\\x${hex(code).padStart(2, "0")}` : `\\u{${hex(code)}}`;
}

/** A whole text on one line; `unescapeText` gives it back exactly. */
export const escapeText = (text: string): string => (unsafe.test(text) ? text.replace(unsafeAll, escaped) : text);

/** A text as one word: also without space, `<`, `>`, comma and `=`. */
export const escapeWord = (text: string): string =>
  unsafeWord.test(text) ? text.replace(unsafeWordAll, escaped) : text;

/** A text whose first character is escaped, so that it does not read as the line that it imitates. */
export function escapeGuarded(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0);
  return first === "\\" ? escapeText(text) : `${escaped(first)}${escapeText(text.slice(first.length))}`;
}

/** A value as JSON on one line, with nothing in it that hides. */
export function jsonLine(value: unknown): string {
  const json = JSON.stringify(value);
  return hiding.test(json) ? json.replace(hidingAll, jsonEscaped) : json;
}

const jsonEscaped = (char: string): string =>
  Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");

/** A name or value in quotation marks. */
export const quote = (text: string): string => `"${escapeText(text).replaceAll('"', "\\x22")}"`;

const escapes = /\\(?:\\|x([0-9A-F]{2})|u\{([0-9A-F]{1,6})\})/g;

/** The text before it was escaped. What is no escape of ours stays as it is. */
export function unescapeText(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(escapes, (whole, byte: string | undefined, character: string | undefined) => {
    if (byte) return String.fromCharCode(Number.parseInt(byte, 16) + (byte >= "80" ? strayByte : 0));
    const code = Number.parseInt(character ?? "5C", 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes from the wire as text. Bytes that are no UTF-8 become U+DC80 to U+DCFF one by one, and `\xHH` in the log. */
export function textFromBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return strayText(bytes);
  }
}

function strayText(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; ) {
    const length = sequenceLength(bytes[start] ?? 0);
    const piece = bytes.subarray(start, start + length);
    try {
      text += strict.decode(piece);
      start += length;
    } catch {
      text += String.fromCharCode(strayByte + (bytes[start] ?? 0));
      start += 1;
    }
  }
  return text;
}

/** How many bytes the first one announces (RFC 3629 §3). */
const sequenceLength = (first: number): number => (first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);

/**
 * At most so many bytes once escaped: the rest is replaced by `…(+N bytes)`, N counted in UTF-8. Cutting twice changes
 * nothing. `maxBytes` must leave room for the mark (about 24 bytes).
 */
export function cut(text: string, maxBytes: number): string {
  if (text.length * 9 <= maxBytes || Buffer.byteLength(escapeText(text)) <= maxBytes) return text;
  const room = maxBytes - Buffer.byteLength(mark(Buffer.byteLength(text)));
  let bytes = 0;
  let end = 0;
  for (const char of text) {
    bytes += Buffer.byteLength(escapeText(char));
    if (bytes > room) break;
    end += char.length;
  }
  return `${text.slice(0, end)}${mark(Buffer.byteLength(text.slice(end)))}`;
}

const mark = (lostBytes: number): string => `…(+${lostBytes} bytes)`;
