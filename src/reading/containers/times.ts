/** Times as collectors write them into their records: since the epoch, ISO 8601, those of their pages, and those of syslog. */
import { Buffer } from "node:buffer";
import type { ContainerContext } from "../container.ts";
import { Stamps } from "./syslog.ts";

/** Epoch milliseconds of what a field says; NaN where that is no time. */
export type TimeOf = (text: string) => number;

const [firstTime, lastTime] = [Date.UTC(1990, 0, 1), Date.UTC(2100, 0, 1)];
/** NaN for what is no time of a log: an id, a duration, a version. */
export const plausible = (at: number): number => (at >= firstTime && at <= lastTime ? at : Number.NaN);

const sinceEpoch = /^\d{9,20}(?:\.\d{1,9})?$/;
/** Seconds, or thousandths, millionths, billionths of them, by their size. */
const epochOf = (number: number): number => {
  const inMillisecond = number < 1e11 ? 1e-3 : number < 1e14 ? 1 : number < 1e17 ? 1e3 : 1e6;
  // Of nanoseconds a double knows the next 256.
  return Math.floor(number / inMillisecond + 0.001);
};

/** Kibana's page, in the zone of who looks at it: `Nov 24, 2026 @ 10:00:01.000`. */
const kibana = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ /;
/** Azure's page: `11/24/2026, 10:00:01.123 AM`. */
const azure = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2})(:\d\d:\d\d(?:\.\d{1,9})?) ([AP])M/;
const inUtc = / (?:UTC|GMT|Z)$/;
const longest = 60;

/** As syslog writes it. */
const asStamp = (text: string): string =>
  text
    .replace(kibana, (_, month: string, day: string, year: string) => `${month} ${day.padStart(2)} ${year} `)
    .replace(azure, (_, month: string, day: string, year: string, hour: string, rest: string, half: string) => {
      const hours = (Number(hour) % 12) + (half === "P" ? 12 : 0);
      return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")} ${String(hours).padStart(2, "0")}${rest}`;
    })
    .replace(/^(\d{4})\/(\d\d)\/(\d\d) /, "$1-$2-$3 ")
    .replace(/(\d) ([+-]\d\d:?\d\d)$/, "$1$2")
    .replace(inUtc, "Z");

/** Opens what reads the times of one file's records; those without a zone are in the file's. */
export function openTimes(context: ContainerContext): TimeOf {
  const stamps = new Stamps(context);
  return (text) => {
    const trimmed = text.slice(0, longest).trim();
    let at = Number.NaN;
    if (sinceEpoch.test(trimmed)) at = epochOf(Number(trimmed));
    else {
      const bytes = Buffer.from(asStamp(trimmed));
      if (stamps.read(bytes, 0) === bytes.length) at = stamps.at;
    }
    return plausible(at);
  };
}
