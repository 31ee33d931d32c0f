/** What the lines of a skimmed file leave to those before: the year, which of two equal hours it is, the time itself where a line has none, and the columns of a table. */
import type { Zone } from "../base/zone.ts";
import type { Mark } from "./line.ts";
import type { Places } from "./places.ts";
import type { LineView } from "./view.ts";

/** Neither changes within a quarter of an hour. */
const quarter = 15 * 60_000;

export class Dates {
  readonly #zone: Zone;
  readonly #places: Places;
  #slot = Number.NaN;
  #year = Number.NaN;
  #isLater = false;
  /** Of the last line without a stamp. */
  #undated: number | undefined;
  #header: string | undefined;
  /** What readers of the files before knew: the lines behind this one go on with it. */
  readonly #before: Mark;

  constructor(zone: Zone, places: Places) {
    this.#zone = zone;
    this.#places = places;
    this.#before = places.markAt(places.linesBefore) ?? {};
  }

  /** The file has so many lines. */
  end(lines: number): void {
    this.#places.markBehind(lines, this.#before);
  }

  /** Notes where it changes. */
  see({ at, readAt, isUndated, header }: Pick<LineView, "at" | "readAt" | "isUndated" | "header">): void {
    const slot = Math.floor(at / quarter);
    if (Number.isNaN(at) || (slot === this.#slot && !isUndated && header === this.#header)) return;
    this.#slot = slot;
    const { year } = this.#zone.wallTime(at);
    const isLater = this.#zone.toEpoch(at + this.#zone.offsetAt(at)) !== at;
    const undated = isUndated ? at : this.#undated;
    const isSame = year === this.#year && isLater === this.#isLater;
    if (isSame && undated === this.#undated && header === this.#header) return;
    this.#year = year;
    this.#isLater = isLater;
    this.#undated = undated;
    this.#header = header;
    this.#places.mark(readAt, { year, isLater, at: undated, header });
  }
}
