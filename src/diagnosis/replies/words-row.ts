/** A wording and what it means, with samples that it must fit. */
import type { CauseId } from "../causes.ts";

export interface WordsRow {
  readonly cause: CauseId;
  readonly text: RegExp;
  /** As programs write it; the product where only one does. Real wordings, names replaced. */
  readonly samples: readonly string[];
}

/** A wording in one language. */
export interface Wording {
  readonly text: string;
  /** As it is said; each must fit. */
  readonly samples: readonly string[];
}

export const worded = (text: string, ...samples: readonly string[]): Wording => ({ text, samples });

/** One cause by its wordings: by language, or by who says it so. */
export const wordsIn = (cause: CauseId, by: Readonly<Record<string, Wording>>): WordsRow => ({
  cause,
  text: new RegExp(
    Object.values(by)
      .map(({ text }) => text)
      .join("|"),
    "i",
  ),
  samples: Object.values(by).flatMap(({ samples }) => samples),
});
