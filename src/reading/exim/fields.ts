/** `KEY=value` fields as Exim writes them behind an address: H, P, R, T, S, C and the like, up to a colon or a word. */
import { normaliseIp } from "../../base/ip.ts";

export interface Fields {
  /** The first value of each key, without quotes and brackets; flags (L, K, PRDR, …) have none and are left out. */
  readonly values: Readonly<Record<string, string>>;
  /** Where the fields end: at a colon, at a word that is no field, or at the end of the text. */
  readonly end: number;
}

const flag = /^(?:L[-*.]*|K|PRDR|ARC|DS|TFO\*?)$/;

/** Position behind a quoted string that begins at `from` (its quote); the end of the text where nothing closes it. */
export function quotedEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at += 1;
    else if (char === '"') return at + 1;
  }
  return text.length;
}

/** Position behind "name (helo) [192.0.2.1]:25", without brackets behind "name"; the helo may be an address in brackets itself. */
function hostEnd(text: string, from: number): number {
  const word = wordEnd(text, from);
  let at = from;
  if (text[at] !== "(" && text[at] !== "[") {
    at = word;
    if (text[at + 1] !== "[" && text[at + 1] !== "(") return word;
    at += 1;
  }
  if (text[at] === "(") {
    const close = text.indexOf(") [", at);
    if (close < 0) return wordEnd(text, at);
    at = close + 2;
  }
  const close = text.indexOf("]", at);
  if (close < 0) return word;
  const port = /^(?::\d{1,5})?\*?/.exec(text.slice(close + 1, close + 8))?.[0] ?? "";
  return close + 1 + port.length;
}

function wordEnd(text: string, from: number): number {
  const space = text.indexOf(" ", from);
  return space < 0 ? text.length : space;
}

/** Position behind the value that begins at `from`. */
function valueEnd(text: string, key: string, from: number): number {
  if (key === "H") return hostEnd(text, from);
  if (text[from] === '"') return quotedEnd(text, from);
  if (text[from] === "<") {
    const close = text.indexOf(">", from);
    return close < 0 ? text.length : close + 1;
  }
  const end = wordEnd(text, from);
  return text[end - 1] === ":" && end > from ? end - 1 : end;
}

function bare(value: string): string {
  if (value.startsWith('"')) return value.slice(1, -1).replace(/\\(["\\])/g, "$1");
  return value.startsWith("<") && value.endsWith(">") ? value.slice(1, -1) : value;
}

/** Reads fields from a position that a space stands at. */
export function fieldsOf(text: string, from: number): Fields {
  const values: Record<string, string> = {};
  let at = from;
  while (text[at] === " ") {
    const end = wordEnd(text, at + 1);
    const equals = text.indexOf("=", at + 1);
    if (equals < 0 || equals > end || equals > at + 6) {
      if (!flag.test(text.slice(at + 1, end))) break;
      at = end;
      continue;
    }
    const key = text.slice(at + 1, equals);
    const behind = valueEnd(text, key, equals + 1);
    values[key] ??= bare(text.slice(equals + 1, behind));
    at = behind;
  }
  return { values, end: at };
}

/** The other side as H= names it. */
export interface Peer {
  readonly host?: string;
  readonly helo?: string;
  readonly ip?: string;
  readonly port?: number;
  /** Of the connection, since Exim 4.97 (`+connection_id`). */
  readonly connectionId?: string;
}

const peerShape = /^(?:([^\s([]{1,300}) )?(?:\((.{0,300}?)\) )?\[([0-9A-Fa-f.:]{2,45})\](?::(\d{1,5}))?/;

/** "name (helo) [address]:port"; a name alone stands for a host without address. */
export function peerOf(text: string): Peer {
  const found = peerShape.exec(text);
  if (!found) return text === "" ? {} : { host: text };
  const [, host, helo, address = "", port] = found;
  const ip = normaliseIp(address);
  return {
    ...(host && host !== address && { host }),
    ...(helo && { helo }),
    ...(ip && { ip }),
    ...(port && { port: Number(port) }),
  };
}
