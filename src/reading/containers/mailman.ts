/** Mailman's own log files: a stamp with its year behind, the process, and what it says; lines below that are indented go on with it. */
import type { Zone } from "../../base/zone.ts";
import type { Container } from "../container.ts";
import type { LineView } from "../view.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Nov 27 07:51:15 2026 (331) `, and behind it words. */
const stamp = /^([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4}) \(\d{1,10}\) (?=\S)/;
/** Of the web server in Mailman 3: `[2026-11-27 07:40:29 +0000] [336] `. */
const inner = /^\[(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)\] \[\d{1,10}\] (?=\[[A-Z]+\] )/;
const headBytes = 60;

interface Head {
  readonly at: number;
  readonly length: number;
}

function headOf(text: string, zone: Zone): Head | undefined {
  const [all = "", month = "", ...digits] = stamp.exec(text) ?? [];
  const [day = 0, hour = 0, minute = 0, second = 0, year = 0] = digits.map(Number);
  if (months.includes(month)) {
    const at = zone.toEpoch(Date.UTC(year, months.indexOf(month), day, hour, minute, second));
    return { at, length: all.length };
  }
  const [whole, date, time, hours, minutes] = inner.exec(text) ?? [];
  const at = whole === undefined ? Number.NaN : Date.parse(`${date}T${time}${hours}:${minutes}`);
  return whole === undefined || Number.isNaN(at) ? undefined : { at, length: whole.length };
}

const isIndented = (text: string): boolean => /^(?:\t| {2,20})\S/.test(text);

export const mailmanFile: Container = {
  id: "mailman",
  open: ({ zone }) => {
    let before: number | undefined;
    return (line: LineView) => {
      const text = line.bytes.toString("latin1", line.start, Math.min(line.end, line.start + headBytes));
      const head = headOf(text, zone);
      if (!head && (before === undefined || !isIndented(text))) return false;
      before = head?.at ?? before ?? 0;
      line.at = before;
      line.atPrecisionSeconds = 1;
      line.program = "mailman";
      line.textStart = line.start + (head?.length ?? 0);
      return true;
    };
  },
};
