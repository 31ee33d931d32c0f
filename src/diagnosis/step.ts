/** A step of what is to be done: who may take it, and where it does not hold; both are told by marks, and never by its words. */
import { inCatalogue, Saying, type Text } from "../base/saying.ts";
import { type Cause, type CauseId, causes, type MarkedStep } from "./causes.ts";

/** A step as answers carry it beside its text, for pages that tell it according to who reads it. */
export interface Step {
  readonly text: string;
  readonly who: "anybody" | "admin";
}

class Marked extends Saying {
  readonly is: MarkedStep["is"];

  constructor(text: Text, is: MarkedStep["is"]) {
    super(["", ""], [text]);
    this.is = is;
  }
}

/** What takes a command, a page or a button that only administrators of the server have. */
export const forAdmin = (text: Text): Text => new Marked(text, "admin");

/** Has a step that mark? */
export const isMarked = (step: Text, is: MarkedStep["is"]): boolean => step instanceof Marked && step.is === is;

/** As `tell` tells it. */
export const stepOf = (text: Text, tell: (text: Text) => string): Step => ({
  text: tell(text),
  who: isMarked(text, "admin") ? "admin" : "anybody",
});

/** Of an answer whose steps become those of another one. */
export const untold = ({ text, who }: Step): Text => (who === "admin" ? forAdmin(text) : text);

/** The steps that the table of causes has. */
export function remedyOf(cause: CauseId): readonly Text[] {
  const { remedy }: Cause = causes[cause];
  return remedy.map((step) =>
    typeof step === "string" ? inCatalogue(step) : new Marked(inCatalogue(step.text), step.is),
  );
}
