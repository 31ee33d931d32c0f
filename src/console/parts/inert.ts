/** Text from logs made visible: what hides, turns the text around or controls a terminal becomes a mark. */

/** C0 (but tab and line end), DEL, C1, separators, bidi, zero-width and tag characters, lone surrogates. */
const hiding =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\ud800-\udfff]/u;
const runs = new RegExp(`(?:${hiding.source})+`, "gu");

export interface Piece {
  readonly text: string;
  /** It stands for characters that do not show themselves. */
  readonly mark: boolean;
}

/** "\x1B", "\u{202E}": as our log writes them. */
const named = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  return code < 0x80 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`;
};

/** So many marks are pieces of their own; what comes behind them is one piece, however full of marks. */
const mostMarks = 200;

/** The text in pieces that can be shown as they are. */
export function inertPieces(text: string): readonly Piece[] {
  if (!hiding.test(text)) return [{ text, mark: false }];
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (pieces.length > mostMarks * 2) break;
    if (index > end) pieces.push({ text: text.slice(end, index), mark: false });
    pieces.push({ text: [...run].map(named).join(""), mark: true });
    end = index + run.length;
  }
  if (end < text.length) pieces.push({ text: inert(text.slice(end)), mark: false });
  return pieces;
}

/** The same as one string: for titles and what is copied. */
export const inert = (text: string): string => text.replace(runs, (run) => [...run].map(named).join(""));

/** So many characters are shown at first. */
export const shownAtFirst = 2000;

/** Cuts between characters, never within one. */
export function cutAt(text: string, length: number): string {
  const code = text.charCodeAt(length - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? length - 1 : length);
}
