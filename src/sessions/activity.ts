/** When a log was alive: proves silence, or shows the holes over which nothing can be concluded. */
import type { MailEvent } from "../events/event.ts";
import { LevelHistory } from "./levels.ts";
import type { Gap } from "./source.ts";

const minute = 60_000;
/** A log is called silent where it says nothing for more than ten times its usual pause … */
const usualPauses = 10;
/** … but never for less than half an hour: small servers are quiet. */
const leastSilence = 30 * minute;
/** Heartbeats come each minute or each ten minutes; two missed are a hole. */
const missedBeats = 3;

/** Minutes with a sign of life, and what the log itself says of its holes. */
export class Activity {
  readonly #minutes = new Set<number>();
  readonly #beats: number[] = [];
  readonly #told: Gap[] = [];
  #stopped: number | undefined;
  readonly levels = new LevelHistory();

  note(at: number): void {
    if (!Number.isNaN(at)) this.#minutes.add(Math.floor(at / minute));
  }

  take(event: MailEvent): void {
    this.levels.take(event);
    this.note(event.at);
    if (event.kind === "log.heartbeat" || event.kind === "log.opened") this.#beats.push(event.at);
    if (event.kind === "log.gap") this.#told.push({ from: event.from, to: event.to, why: "lost" });
    if (event.kind === "service.crashed" && event.lastAt !== undefined)
      this.#told.push({ from: event.lastAt, to: event.at, why: "stopped" });
    if (event.kind === "service.stopped") this.#stopped = event.at;
    if (event.kind === "service.started" && this.#stopped !== undefined) {
      if (event.at - this.#stopped > minute) this.#told.push({ from: this.#stopped, to: event.at, why: "stopped" });
      this.#stopped = undefined;
    }
  }

  get heartbeats(): boolean {
    return this.#beats.length > 1;
  }

  /** First and last sign of life; undefined of a log without any. */
  span(): { readonly from: number; readonly to: number } | undefined {
    if (this.#minutes.size === 0) return undefined;
    const sorted = [...this.#minutes].sort((a, b) => a - b);
    return { from: (sorted[0] ?? 0) * minute, to: ((sorted.at(-1) ?? 0) + 1) * minute };
  }

  /** Holes inside [from, to]. */
  gaps(from: number, to: number): readonly Gap[] {
    const sorted = [...this.#minutes].sort((a, b) => a - b);
    const pauses = sorted.slice(1).map((at, index) => at - (sorted[index] ?? at));
    const usual = [...pauses].sort((a, b) => a - b)[Math.floor(pauses.length / 2)] ?? 1;
    const beat = Math.min(
      ...this.#beats.slice(1).map((at, index) => Math.max(minute, at - (this.#beats[index] ?? at))),
    );
    const limit = this.heartbeats
      ? Math.max(missedBeats * beat, missedBeats * minute)
      : Math.max(usual * usualPauses * minute, leastSilence);
    const silent = sorted.slice(1).flatMap((at, index): Gap[] => {
      const begin = ((sorted[index] ?? at) + 1) * minute;
      return at * minute - begin > limit ? [{ from: begin, to: at * minute, why: "silent" }] : [];
    });
    return [...this.#told, ...silent].filter((gap) => gap.to > from && gap.from < to).sort((a, b) => a.from - b.from);
  }
}
