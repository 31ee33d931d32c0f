/** Which lines of a transcript are shown: all of a short one, of a long one those around what matters. */
import type { EvidenceLine, TranscriptLine } from "../documents.ts";

export interface Shown {
  readonly line: TranscriptLine;
  readonly isEvidence: boolean;
}
/** A number stands for so many lines that are folded away. */
export type Row = Shown | number;

/** A transcript of so many lines is shown whole. */
const shortLines = 60;
/** Else so many around each line that proves something, and at both ends. */
const around = 5;

/** Does a line of the transcript stand among the evidence? */
export const isSame = (line: TranscriptLine, evidence: readonly Pick<EvidenceLine, "file" | "line">[]): boolean =>
  line.line !== null && evidence.some((one) => one.line === line.line && one.file === line.file);

export function rowsOf(
  lines: readonly TranscriptLine[],
  evidence: readonly Pick<EvidenceLine, "file" | "line">[],
  whole: boolean,
): readonly Row[] {
  const shown = lines.map((line) => ({ line, isEvidence: isSame(line, evidence) }));
  if (whole || lines.length <= shortLines) return shown;
  const marks = shown.flatMap(({ isEvidence }, index) => (isEvidence ? [index] : []));
  const near = [0, ...marks, lines.length - 1];
  const rows: Row[] = [];
  let behind = 0;
  for (const [index, row] of shown.entries()) {
    while (
      behind + 1 < near.length &&
      Math.abs((near[behind + 1] ?? 0) - index) <= Math.abs((near[behind] ?? 0) - index)
    )
      behind += 1;
    const last = rows.at(-1);
    if (Math.abs((near[behind] ?? 0) - index) <= around) rows.push(row);
    else if (typeof last === "number") rows[rows.length - 1] = last + 1;
    else rows.push(1);
  }
  return rows;
}

/** How high a pause is drawn, in pixels: a second is seen, an hour does not fill the page. */
export const pauseHeight = (seconds: number): number =>
  seconds < 1 ? 0 : Math.min(120, Math.round(10 + 10 * Math.log2(seconds)));
