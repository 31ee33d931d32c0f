/** A step of what is to be done, and who may take it: most of them anybody, some an administrator of the server alone. */
import { inCatalogue, Saying, type Text } from "../base/saying.ts";
import { type Cause, type CauseId, causes } from "./causes.ts";

/** A step as answers carry it beside its text, for pages that tell it according to who reads it. */
export interface Step {
  readonly text: string;
  readonly who: "anybody" | "admin";
}

class ForAdmin extends Saying {}

/** What takes a command, a page or a button that only administrators of the server have. */
export const forAdmin = (text: Text): Text => new ForAdmin(["", ""], [text]);

/** As `tell` tells it. */
export const stepOf = (text: Text, tell: (text: Text) => string): Step => ({
  text: tell(text),
  who: text instanceof ForAdmin ? "admin" : "anybody",
});

/** Of an answer whose steps become those of another one. */
export const untold = ({ text, who }: Step): Text => (who === "admin" ? forAdmin(text) : text);

/** The steps that the table of causes has. */
export function remedyOf(cause: CauseId): readonly Text[] {
  const { remedy }: Cause = causes[cause];
  return remedy.map((step) => (typeof step === "string" ? inCatalogue(step) : forAdmin(inCatalogue(step.admin))));
}
