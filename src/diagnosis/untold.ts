/** Of what time, or of which service, there is no log, in words. */
import { say, type Text } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import type { Gap } from "../sessions/source.ts";
import { lackOf, lackWords, missingFor } from "./lack.ts";
import { holes } from "./look.ts";
import { moment } from "./moment.ts";
import type { Inquiry } from "./rule.ts";

type Searched = Pick<Inquiry, "coverage" | "question">;

/** Was any line understood that says when? */
const isTimed = ({ from, to }: Inquiry["coverage"]): boolean => Number.isFinite(from) && Number.isFinite(to);

/** Is there a log, and a hole in it about the time in question? */
export const isUntold = ({ coverage, question }: Searched): boolean =>
  coverage.lines > 0 && coverage.formats.length > 0 && holes(coverage, question).length > 0;

/** The hole that is nearest to the time that was told. */
function holeOf({ coverage, question }: Searched): Gap | undefined {
  const { about = Number.NEGATIVE_INFINITY } = question;
  const away = ({ from, to }: Gap) => Math.max(0, from - about, about - to);
  return holes(coverage, question).reduce<Gap | undefined>(
    (nearest, hole) => (nearest && away(nearest) <= away(hole) ? nearest : hole),
    undefined,
  );
}

/** Is nothing known because the server did not run then? */
export const isStopped = (searched: Searched): boolean => holeOf(searched)?.why === "stopped";

export function untold({ coverage, question }: Searched, zone: Zone): Text {
  const lack = lackWords(coverage);
  if (lack) return lack;
  if (!isTimed(coverage))
    return say`No line of the log that was understood bears a time, so nothing can be told from it.`;
  const hole = holeOf({ coverage, question });
  if (!hole) return "";
  const [from, to] = [moment(hole.from, zone), moment(hole.to, zone)];
  if (hole.from >= coverage.to)
    return say`The log ends on ${moment(coverage.to, zone)}, before that time: whether the message came cannot be told from it.`;
  if (hole.to <= coverage.from)
    return say`The log begins on ${moment(coverage.from, zone)}, after that time: whether the message came cannot be told from it.`;
  return hole.why === "stopped"
    ? say`The server did not run from ${from} to ${to}, and the log does not go on for long enough to show whether a message that found nobody listening came again.`
    : say`The log says nothing from ${from} to ${to}: whether the message came in that time cannot be told from it.`;
}

/** What would have told. */
export function missingLog({ coverage, question }: Searched, zone: Zone): readonly Text[] {
  if (lackOf(coverage)) return missingFor(coverage);
  const hole = holeOf({ coverage, question });
  if (!hole) return [];
  if (!isTimed(coverage)) return [say`a log of that time`];
  return hole.why === "stopped"
    ? [say`the log of the hours after ${moment(hole.to, zone)}`]
    : [say`the log from ${moment(hole.from, zone)} to ${moment(hole.to, zone)}`];
}
