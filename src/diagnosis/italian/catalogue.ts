/** Tutto ciò che le risposte dicono in italiano. */
import type { Catalogue } from "../../base/saying.ts";
import { beside } from "./beside.ts";
import { explanations } from "./explanations.ts";
import { headings } from "./headings.ts";
import { mailboxes } from "./mailboxes.ts";
import { meanings } from "./meanings.ts";
import { names } from "./names.ts";
import { remedies } from "./remedies.ts";
import { sentences } from "./sentences.ts";
import { tells } from "./tells.ts";
import { words } from "./words.ts";

/** By idea; a test sees that no text stands in two. */
export const parts: readonly Catalogue[] = [
  beside,
  explanations,
  headings,
  mailboxes,
  meanings,
  names,
  remedies,
  sentences,
  tells,
  words,
];

export const italian: Catalogue = Object.assign({}, ...parts);
