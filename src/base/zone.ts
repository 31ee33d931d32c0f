/** Local time of a zone to epoch milliseconds and back, fast enough for every line of a log. */

/** A wall-clock time without zone. Month 1-12. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** Offsets change at most at quarters of an hour, so one look at the zone's rules serves a quarter. */
const quarter = 15 * 60_000;
/** Lines of several processes stand out of order by less. */
const slack = 60_000;

/** An IANA zone ("Europe/Rome") or an offset ("+02:00"); throws RangeError on a name that is neither. */
export class Zone {
  readonly name: string;
  readonly #offsets = new Map<number, number>();
  /** The quarter that was asked for last, and its offset: lines of a log come one behind the other. */
  #slot = Number.NaN;
  #slotOffset = 0;
  /** The second that was asked for last, and its text: most lines of a log share theirs with the line before. */
  #second = Number.NaN;
  #secondText = "";

  constructor(name: string) {
    this.name = new Date(0).toTemporalInstant().toZonedDateTimeISO(name).timeZoneId;
  }

  /** Milliseconds that the zone is ahead of UTC at that instant. */
  offsetAt(epoch: number): number {
    const slot = Math.floor(epoch / quarter);
    if (slot === this.#slot) return this.#slotOffset;
    let offset = this.#offsets.get(slot);
    if (offset === undefined) {
      const instant = Temporal.Instant.fromEpochMilliseconds(slot * quarter);
      offset = instant.toZonedDateTimeISO(this.name).offsetNanoseconds / 1e6;
      if (this.#offsets.size > 10_000) this.#offsets.clear();
      this.#offsets.set(slot, offset);
    }
    this.#slot = slot;
    this.#slotOffset = offset;
    return offset;
  }

  /**
   * The instant of a wall-clock time given as if it were UTC (`Date.UTC(…)`). In the hour that DST repeats, the
   * earlier instant, or the later one if asked; a time that DST skips is read with the offset before the change.
   */
  toEpoch(wallAsUtc: number, later = false): number {
    const before = wallAsUtc - this.offsetAt(wallAsUtc - 86_400_000);
    const after = wallAsUtc - this.offsetAt(wallAsUtc + 86_400_000);
    const fits = [before, after].filter((epoch) => epoch + this.offsetAt(epoch) === wallAsUtc).sort((a, b) => a - b);
    return (later ? fits.at(-1) : fits[0]) ?? before;
  }

  /** The same where lines go on: in the hour that DST repeats, the instant that does not go back behind `last`. */
  toEpochAfter(wallAsUtc: number, last: number): number {
    const epoch = this.toEpoch(wallAsUtc);
    const later = epoch < last - slack ? this.toEpoch(wallAsUtc, true) : epoch;
    return later >= last - slack ? later : epoch;
  }

  wallTime(epoch: number): WallTime {
    const local = new Date(epoch + this.offsetAt(epoch));
    return {
      year: local.getUTCFullYear(),
      month: local.getUTCMonth() + 1,
      day: local.getUTCDate(),
      hour: local.getUTCHours(),
      minute: local.getUTCMinutes(),
      second: local.getUTCSeconds(),
      millisecond: local.getUTCMilliseconds(),
    };
  }

  /** "10:00:00.123". */
  timeOfDay(epoch: number): string {
    const second = Math.floor(epoch / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#secondText = new Date(epoch + this.offsetAt(epoch)).toISOString().slice(11, 20);
    }
    const milliseconds = Math.floor(epoch - second * 1000);
    return `${this.#secondText}${milliseconds < 10 ? "00" : milliseconds < 100 ? "0" : ""}${milliseconds}`;
  }

  /** "2026-11-24 10:00:00", as it is shown to people; to the minute "2026-11-24 10:00". */
  shown(epoch: number, to: "minute" | "second" = "second"): string {
    return this.iso(epoch)
      .slice(0, to === "minute" ? 16 : 19)
      .replace("T", " ");
  }

  /** "2026-11-24T10:00:00.000+01:00". */
  iso(epoch: number): string {
    const offset = this.offsetAt(epoch);
    const minutes = Math.abs(offset) / 60_000;
    const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
    const sign = offset < 0 ? "-" : "+";
    return `${new Date(epoch + offset).toISOString().slice(0, -1)}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
  }
}

/** The zone of this machine. */
export const machineZone = (): Zone => new Zone(Temporal.Now.timeZoneId());
