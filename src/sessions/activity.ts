/** When a log was alive: proves silence, or shows the holes over which nothing can be concluded. */
import type { MailEvent } from "../events/event.ts";
import { BlockHistory } from "./blocks.ts";
import { ChangeHistory } from "./changes.ts";
import { FailureHistory } from "./failures.ts";
import { LevelHistory } from "./levels.ts";
import type { Gap } from "./source.ts";
import { StopHistory } from "./stops.ts";

const minute = 60_000;
/** A log is called silent where it says nothing for more than ten times its usual pause … */
const usualPauses = 10;
/** … but never for less than half an hour: small servers are quiet. */
const leastSilence = 30 * minute;
/** Heartbeats come each minute or each ten minutes; two missed are a hole. */
const missedBeats = 3;

/** Minutes since the epoch without a pause between them: the first, and how many. */
export type Minutes = readonly [first: number, count: number];

/** What must be kept of a part of a log so that its silence can be proven later: a month of heartbeats is one pair. */
export interface Signs {
  /** With any sign of life, in order of time. */
  readonly alive: readonly Minutes[];
  /** With a heartbeat. */
  readonly beats: readonly Minutes[];
}

/** Minutes with a sign of life, and what the log itself says of its holes. */
export class Activity {
  readonly #alive = new MinuteSet();
  readonly #beats = new MinuteSet();
  readonly #told: Gap[] = [];
  readonly levels = new LevelHistory();
  readonly blocks = new BlockHistory();
  readonly changes = new ChangeHistory();
  readonly failures = new FailureHistory();
  readonly stops = new StopHistory();

  note(at: number): void {
    if (Number.isFinite(at)) this.#alive.add(Math.floor(at / minute));
  }

  /** The journal is written by hand and not by traffic: that it is alive says nothing of the others. */
  take(event: MailEvent): void {
    this.levels.take(event);
    this.blocks.take(event);
    this.changes.take(event);
    this.failures.take(event);
    this.stops.take(event);
    if (event.service === "journal") return;
    this.note(event.at);
    if (event.kind === "log.heartbeat") this.#beats.add(Math.floor(event.at / minute));
    if (event.kind === "log.gap") this.#told.push({ from: event.from, to: event.to, why: "lost" });
    if (event.kind === "service.crashed" && event.lastAt !== undefined)
      this.#told.push({ from: event.lastAt, to: event.at, why: "stopped" });
  }

  /** Adds what was kept of another part of the same log. */
  add({ alive, beats }: Signs): void {
    this.#alive.addAll(alive);
    this.#beats.addAll(beats);
  }

  signs(): Signs {
    return { alive: this.#alive.inOrder(), beats: this.#beats.inOrder() };
  }

  /** Is it known how often the log says that it is alive? One heartbeat says nothing of its habits. */
  get heartbeats(): boolean {
    return this.#beats.usualPause() !== undefined;
  }

  /** First and last sign of life; undefined of a log without any. */
  span(): { readonly from: number; readonly to: number } | undefined {
    const sorted = this.#alive.inOrder();
    const [first, last] = [sorted[0], sorted.at(-1)];
    return first && last && { from: first[0] * minute, to: (last[0] + last[1]) * minute };
  }

  /** Holes inside [from, to], in order of time. */
  gaps(from: number, to: number): readonly Gap[] {
    const beat = this.#beats.usualPause();
    const limit =
      beat !== undefined
        ? missedBeats * beat * minute
        : Math.max((this.#alive.usualPause() ?? 1) * usualPauses * minute, leastSilence);
    const sorted = this.#alive.inOrder();
    const silent = sorted.slice(1).flatMap(([next], index): readonly Gap[] => {
      const [first, count] = sorted[index] ?? [next, 0];
      const [begin, end] = [(first + count) * minute, next * minute];
      return end - begin > limit ? [{ from: begin, to: end, why: "silent" }] : [];
    });
    return [...this.#told, ...this.#stopped(from, to), ...silent]
      .filter((gap) => gap.to > from && gap.from < to)
      .sort((a, b) => a.from - b.from)
      .filter((gap, index, all) => {
        const before = all[index - 1];
        return !before || before.from !== gap.from || before.to !== gap.to || before.why !== gap.why;
      });
  }

  /** From each orderly stop to the start after it; a restart within a minute is no hole. */
  #stopped(from: number, to: number): readonly Gap[] {
    return this.stops
      .between(from, to)
      .flatMap(({ stopped, started }): readonly Gap[] =>
        started && started.at - stopped.at > minute ? [{ from: stopped.at, to: started.at, why: "stopped" }] : [],
      );
  }
}

/** Minutes, of which most are neighbours. */
class MinuteSet {
  readonly #single = new Set<number>();
  #sorted: readonly Minutes[] = [];
  #fresh: Minutes[] = [];

  add(at: number): void {
    this.#single.add(at);
  }

  addAll(stretches: readonly Minutes[]): void {
    this.#fresh.push(...stretches);
  }

  /** Stretches that neither touch nor overlap. */
  inOrder(): readonly Minutes[] {
    if (this.#single.size === 0 && this.#fresh.length === 0) return this.#sorted;
    const all = [...this.#sorted, ...this.#fresh, ...Array.from(this.#single, (at): Minutes => [at, 1])];
    all.sort((a, b) => a[0] - b[0]);
    const joined: [number, number][] = [];
    for (const [first, count] of all) {
      const last = joined.at(-1);
      if (last && first <= last[0] + last[1]) last[1] = Math.max(last[1], first + count - last[0]);
      else joined.push([first, count]);
    }
    this.#single.clear();
    this.#fresh = [];
    this.#sorted = joined;
    return joined;
  }

  /** The median of the pauses from one to the next, in minutes; undefined where there are fewer than two. */
  usualPause(): number | undefined {
    const sorted = this.inOrder();
    const times = new Map<number, number>();
    let pauses = 0;
    for (const [index, [first, count]] of sorted.entries()) {
      const before = sorted[index - 1];
      if (count > 1) times.set(1, (times.get(1) ?? 0) + count - 1);
      if (before) {
        const pause = first - (before[0] + before[1] - 1);
        times.set(pause, (times.get(pause) ?? 0) + 1);
      }
      pauses += count - 1 + (before ? 1 : 0);
    }
    let below = 0;
    for (const [pause, count] of [...times].sort((a, b) => a[0] - b[0])) {
      below += count;
      if (below > Math.floor(pauses / 2)) return pause;
    }
    return undefined;
  }
}
