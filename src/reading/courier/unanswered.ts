/** What authdaemond was last asked in vain, by the program that asked: it stands before the refusal that it explains, and names no client. */
import { BoundedMap } from "../../base/bounded.ts";

/** Who may not log in is told so a moment later. */
const unansweredMilliseconds = 2000;
const mostPlaces = 1000;

export class Unanswered {
  readonly #last = new BoundedMap<string, { readonly at: number; readonly text: string }>(mostPlaces);

  /** `place`: whose word it is. */
  note(place: string, at: number, text: string): void {
    this.#last.add(place, { at, text });
  }

  /** Undefined where it was too long ago. */
  why(place: string, at: number): string | undefined {
    const said = this.#last.get(place);
    return said && at - said.at <= unansweredMilliseconds ? said.text : undefined;
  }
}
