/** What a person pastes, or a program saves, made into the text that it was: without marks of order, quoting and envelopes. */

/** Bytes as text: UTF-8 where it is that, else Latin-1, in which each byte is a letter. */
export function readableText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** UTF-16, as Windows programs save text, is known by its mark. */
function withoutUtf16(bytes: Uint8Array): Uint8Array {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (!little && !(bytes[0] === 0xfe && bytes[1] === 0xff)) return bytes;
  return Buffer.from(new TextDecoder(little ? "utf-16le" : "utf-16be").decode(bytes));
}

/**
 * The lines of what was pasted, a character a byte. Line ends are LF; byte order marks, the `From ` line of an mbox, and `>`
 * before all lines are gone, but not the `>>>` of a dialogue.
 */
export function plainLines(bytes: Uint8Array): string {
  const raw = withoutUtf16(bytes);
  const lines = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/^\s{0,1000}\n/, "");
  const unquoted = isQuoted(lines) ? lines.replace(/^(?:[ \t]{0,3}>(?!>>)){1,10} ?/gm, "") : lines;
  return unquoted.replace(/^From \S.*\n/, "");
}

/** Nearly all of the first lines are quoted. A single one is a prompt, as in `>>> 550 …`. */
function isQuoted(text: string): boolean {
  const first = text
    .slice(0, 8000)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, 60);
  const quoted = first.filter((line) => /^\s{0,3}>(?!>>)/.test(line)).length;
  return first.length >= 3 && quoted * 10 >= first.length * 7;
}
