/** When and where a line stands that is told of later. */
import type { Source } from "../events/event.ts";
import type { Line } from "./line.ts";

export interface Spot {
  readonly at: number;
  readonly atPrecisionSeconds: number;
  readonly source: Source;
}

export const spotOf = (line: Line): Spot => ({
  at: line.at,
  atPrecisionSeconds: line.atPrecisionSeconds,
  source: line.source(),
});
