/** How sure an answer is, in a word. */
export const sureness = (confidence: number): "certain" | "veryLikely" | "likely" | "guess" =>
  confidence >= 0.9 ? "certain" : confidence >= 0.75 ? "veryLikely" : confidence >= 0.6 ? "likely" : "guess";
