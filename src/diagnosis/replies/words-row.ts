/** A wording and what it means, with samples that it must fit. */
import type { CauseId } from "../causes.ts";

export interface WordsRow {
  readonly cause: CauseId;
  readonly text: RegExp;
  /** As programs write it; the product where only one does. Real wordings, names replaced. */
  readonly samples: readonly string[];
}
