/** The own log files of procmail and maildrop: the time as C writes it stands in one line of a delivery, and is that of the next ones. */
import type { Container } from "../container.ts";
import type { LineView } from "../view.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const headBytes = 600;

interface Own {
  readonly program: string;
  /** Ends with the time, whose groups are month, day, hour, minute, second and year. */
  readonly stamp: RegExp;
  /** Further lines that only this program writes. */
  readonly rest: RegExp;
  /** May they stand before the first time? */
  readonly early: boolean;
}

const time = String.raw`[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d\d):(\d\d):(\d\d) (\d{4})$`;

const deliverer = ({ program, stamp, rest, early }: Own): Container => ({
  id: program,
  open: ({ zone }) => {
    let at = Number.NaN;
    const textOf = ({ bytes, start, end }: LineView) =>
      bytes.toString("latin1", start, Math.min(end, start + headBytes));
    return (line) => {
      const text = textOf(line);
      const [found, month = "", ...digits] = stamp.exec(text) ?? [];
      const [day = 0, hour = 0, minute = 0, second = 0, year = 0] = digits.map(Number);
      if (found !== undefined && months.includes(month))
        at = zone.toEpoch(Date.UTC(year, months.indexOf(month), day, hour, minute, second));
      else if (!rest.test(text) || (Number.isNaN(at) && !early)) return false;
      line.at = at;
      line.atPrecisionSeconds = 1;
      line.program = program;
      line.textStart = line.start;
      return true;
    };
  },
});

export const procmailFile = deliverer({
  program: "procmail",
  stamp: new RegExp(String.raw`^(?:From \S{0,500} {1,3}|procmail: \[\d{1,10}\] )${time}`),
  rest: /^(?:procmail: | Subject: |Time:\d{9,11} From:\S{0,320} To:| {1,2}Folder: .{0,400}[ \t]\d{1,15}$)/,
  early: true,
});

export const maildropFile = deliverer({
  program: "maildrop",
  stamp: new RegExp(`^Date: ${time}`),
  rest: /^(?:(?:From|Subj): |(?:File|!Err): .{1,500} \(\d{1,15}\)$|$)/,
  early: false,
});
