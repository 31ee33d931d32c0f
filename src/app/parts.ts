/** The sessions of a source that holds more than memory does, in parts of time. */
import type { TimeWindow } from "../diagnosis/question.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";

/** The sessions that began in [from, to). */
export interface Part extends TimeWindow {
  readonly sessions: readonly Session[];
}

/** As many sessions as one question looks at (`diagnosis/also-told.ts`). */
const usualMost = 2000;
/** The first part is as long as this share of the whole; how much longer the next one is goes by how much was in it. */
const firstShare = 1 / 1000;
const mostChange = 4;

/** Those begun in a span, oldest first: less than `most` in each part, but for those of one millisecond. A span may be infinite. */
export async function* partsOf(
  source: SessionSource,
  { from, to }: TimeWindow,
  most = usualMost,
): AsyncGenerator<Part> {
  const all = await source.between(from, to, most);
  if (all.length < most) return yield { from, to, sessions: all };
  const covered = await source.coverage(from, to);
  const last = Math.min(to, covered.to);
  let [begin, start] = [from, Math.max(from, covered.from)];
  let step = (last - start) * firstShare;
  while (begin < to) {
    const end = start + step < last ? Math.ceil(start + step) : to;
    const isLeast = step <= 1;
    const sessions = await source.between(begin, end, isLeast ? undefined : most);
    if (isLeast || sessions.length < most) {
      yield { from: begin, to: end, sessions };
      [begin, start] = [end, end];
    }
    const wanted = most / 2 / Math.max(1, sessions.length);
    step = Math.min(step * Math.min(mostChange, Math.max(1 / mostChange, wanted)), last - start);
  }
}
