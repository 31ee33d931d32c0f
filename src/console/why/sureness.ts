/** How sure an answer is: in a word, and as a number. */
import { percent, t } from "../text/t.ts";

const sureness = (confidence: number): "certain" | "veryLikely" | "likely" | "guess" =>
  confidence >= 0.97 ? "certain" : confidence >= 0.75 ? "veryLikely" : confidence >= 0.6 ? "likely" : "guess";

/** 0.9 as "very likely, 90%". */
export const sureText = (confidence: number): string => `${t(`sure.${sureness(confidence)}`)}, ${percent(confidence)}`;
