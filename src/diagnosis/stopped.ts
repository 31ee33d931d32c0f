/** Whether the server that takes mail ran at the time in question, and what is said of it. */
import { say, type Text, together } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import type { Coverage } from "../sessions/source.ts";
import type { Stop } from "../sessions/stops.ts";
import { minuteMilliseconds } from "./candidate.ts";
import { moment } from "./moment.ts";
import type { Told } from "./told.ts";

/** Does it take mail? Mail stores are stopped apart from the servers that bring it to them. */
export const takesMail = ({ stopped: { service } }: Stop): boolean => service === "smtp";

type Ended = Stop & { readonly started: NonNullable<Stop["started"]> };
const isEnded = (stop: Stop): stop is Ended => stop.started !== undefined;

/** The stop into which an instant falls, or all of the minute that was told. A log that ends with a stop may just be cut there. */
export function stopAbout(about: number, { stops }: Coverage): Ended | undefined {
  const until = about % minuteMilliseconds === 0 ? about + minuteMilliseconds : about;
  return stops.filter(isEnded).find((stop) => takesMail(stop) && stop.stopped.at <= about && stop.started.at >= until);
}

/** "The server did not run from … to …". */
export const stopText = ({ stopped, started }: Stop, zone: Zone): Text =>
  started
    ? say`The server did not run from ${moment(stopped.at, zone)} to ${moment(started.at, zone)}.`
    : say`The server was stopped on ${moment(stopped.at, zone)}, and no start after it is in the log.`;

/** Why nothing is in the log of that time. */
export function noListener({ inquiry: { question, coverage }, zone }: Told): Text {
  const stop = stopAbout(question.about ?? 0, coverage);
  return together([
    say`Nothing of that message is in the log.`,
    stop ? stopText(stop, zone) : "",
    say`Who came in that time found nobody listening: a mail server tries again by itself, and writes no bounce before it gives up.`,
  ]);
}
