/** Text from logs made visible: what hides, turns the text around or controls a terminal becomes a mark, as our log writes it. */

/**
 * C0 (but tab and line end), DEL, C1, line and paragraph separators, bidi marks, zero-width and tag characters, lone surrogates: the inside of a
 * class of a regular expression with the flag u.
 */
export const hidingCharacters = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff`;
const hidden = new RegExp(`[${hidingCharacters}]`, "gu");

/** "\x1B", "\u{202E}". */
const named = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  return code < 0x80 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`;
};

export const inert = (text: string): string => text.replace(hidden, named);
