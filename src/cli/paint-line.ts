/** Colours for lines of a dialogue on a terminal: who speaks, and what was refused. */
import type { Paint } from "./print.ts";

/** A line of our log, or of another that marks directions as `<<<` and `>>>`. */
export function paintLine(line: string, paint: Paint): string {
  const [, mark, code] = / (<<<|>>>|\*\*\*) (\d{3}[ -])?/.exec(line) ?? [];
  if (mark === ">>>") return paint(code !== undefined && code >= "4" ? "red" : "green", line);
  if (mark === "<<<") return paint("cyan", line);
  return mark === "***" ? paint("bold", line) : line;
}
