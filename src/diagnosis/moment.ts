/** Moments in sentences, as they are read out. */
import { say, type Text } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";

type Dated = (day: string, year: string, time: string) => Text;

const months: readonly Dated[] = [
  (day, year, time) => say`${day} January ${year} at ${time}`,
  (day, year, time) => say`${day} February ${year} at ${time}`,
  (day, year, time) => say`${day} March ${year} at ${time}`,
  (day, year, time) => say`${day} April ${year} at ${time}`,
  (day, year, time) => say`${day} May ${year} at ${time}`,
  (day, year, time) => say`${day} June ${year} at ${time}`,
  (day, year, time) => say`${day} July ${year} at ${time}`,
  (day, year, time) => say`${day} August ${year} at ${time}`,
  (day, year, time) => say`${day} September ${year} at ${time}`,
  (day, year, time) => say`${day} October ${year} at ${time}`,
  (day, year, time) => say`${day} November ${year} at ${time}`,
  (day, year, time) => say`${day} December ${year} at ${time}`,
];

/** "28 November 2026 at 08:02:39 (UTC+1)": which zone it is must be told, as the lines of the log may have another. */
export function moment(at: number, zone: Zone): Text {
  const [, year = "", month, day = "", time = "", sign, hours, minutes] = shape.exec(zone.iso(at)) ?? [];
  const offset = `${sign}${Number(hours)}${minutes === "00" ? "" : `:${minutes}`}`;
  const name = Number(hours) + Number(minutes) === 0 ? "UTC" : `UTC${offset}`;
  return months[Number(month) - 1]?.(String(Number(day)), year, `${time} (${name})`) ?? zone.iso(at);
}

const shape = /^(\d+)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)\.\d+([+-])(\d\d):(\d\d)$/;
