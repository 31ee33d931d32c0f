/** Text from logs in pieces that the page can show: what does not show itself is a mark. */

import { hidingCharacters, inert } from "../../base/inert.ts";

const runs = new RegExp(`[${hidingCharacters}]+`, "gu");

export interface Piece {
  readonly text: string;
  /** It stands for characters that do not show themselves. */
  readonly mark: boolean;
}

/** So many marks are pieces of their own; what comes behind them is one piece, however full of marks. */
const mostMarks = 200;

/** The text in pieces that can be shown as they are. */
export function inertPieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (pieces.length > mostMarks * 2) break;
    if (index > end) pieces.push({ text: text.slice(end, index), mark: false });
    pieces.push({ text: inert(run), mark: true });
    end = index + run.length;
  }
  if (end < text.length || end === 0) pieces.push({ text: inert(text.slice(end)), mark: false });
  return pieces;
}

/** So many characters are shown at first. */
export const shownAtFirst = 2000;

/** Cuts between characters, never within one. */
export function cutAt(text: string, length: number): string {
  const code = text.charCodeAt(length - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? length - 1 : length);
}
