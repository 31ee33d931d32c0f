/** Tables that people export from a collector: CSV (RFC 4180), or with tabs or semicolons, and a first line that names the columns. */
import type { Container } from "../container.ts";
import type { LineView } from "../view.ts";
import { Following, moveTo, type Place, placeOf } from "./journal.ts";
import { type Fields, fromCollector, isNameBeside, isTextName } from "./record.ts";
import { openTimes } from "./times.ts";
import { openTold } from "./told.ts";

const delimiters = [",", "\t", ";"];
/** More columns are none of a log's table. */
const mostCells = 1000;
/** A row of more lines has a quote that does not end; nor has its text so many letters. */
const [mostLines, mostLetters] = [100, 256 * 1024];

/** The cells of a row; undefined where a quote is open at its end: the cell goes on in the next line. */
function cellsOf(row: string, delimiter: string): readonly string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; at <= row.length && cells.length < mostCells; ) {
    if (row[at] !== '"') {
      const end = row.indexOf(delimiter, at);
      cells.push(row.slice(at, end < 0 ? row.length : end));
      at = end < 0 ? row.length + 1 : end + 1;
      continue;
    }
    let end = row.indexOf('"', at + 1);
    while (end >= 0 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
    if (end < 0) return undefined;
    cells.push(row.slice(at + 1, end).replaceAll('""', '"'));
    const next = row.indexOf(delimiter, end);
    at = next < 0 ? row.length + 1 : next + 1;
  }
  return cells;
}

interface Columns {
  /** As they stand in their line. */
  readonly header: string;
  readonly names: readonly string[];
  readonly delimiter: string;
}

/** The time of a row, which is none of a column's name. */
const clockTime = /\d:\d/;
/** `"MESSAGE":` is a name of JSON, also where a collector has put a time before the record. */
const jsonName = /"\s{0,9}:/;

/** What a line names as columns: the text of a line, and something beside it; undefined where it is no such line. */
function columnsOf(row: string): Columns | undefined {
  if (clockTime.test(row) || jsonName.test(row)) return undefined;
  for (const delimiter of delimiters) {
    const names = (cellsOf(row.replace(/^\ufeff/, ""), delimiter) ?? []).map((name) => name.trim());
    if (names.some(isTextName) && names.some(isNameBeside)) return { header: row, names, delimiter };
  }
  return undefined;
}

/** Are these the first lines of a table? */
export const isTable = ([first = ""]: readonly string[]): boolean => columnsOf(first) !== undefined;

function fieldsOf(row: string, { names, delimiter }: Columns): Fields | undefined {
  const cells = cellsOf(row, delimiter);
  // Azure names the zone of a column with its name.
  const value = (name: string, cell: string) => (/ \[UTC\]$/.test(name) ? `${cell} UTC` : cell);
  return cells && Object.fromEntries(names.map((name, nth) => [name, value(name, cells[nth] ?? "")]));
}

/** The lines of a row whose end has not come: the first of them stands for it. */
class OpenRow {
  #lines: string[] = [];
  #first: Place | undefined;

  /** The row that ends with the line, which moves to where it began; undefined where it goes on. */
  take(line: LineView, { delimiter }: Columns): string | undefined {
    this.#first ??= placeOf(line);
    this.#lines.push(line.raw());
    const row = this.#lines.join("\n");
    if (cellsOf(row, delimiter) === undefined && this.#lines.length < mostLines && row.length < mostLetters) return;
    if (this.#lines.length > 1) moveTo(line, this.#first);
    this.reset();
    return row;
  }

  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  reset(): void {
    this.#lines = [];
    this.#first = undefined;
  }
}

/** What a row means is said by the line that names the columns, which a line that is read again has in its mark. */
export const table: Container = {
  id: "table",
  hasRecords: true,
  hasHeader: true,
  open: (context) => {
    const told = openTold(context);
    const timeOf = openTimes(context);
    const open = new OpenRow();
    const following = new Following();
    const { header } = context.mark ?? {};
    let columns = header === undefined ? undefined : columnsOf(header);
    return (line) => {
      const raw = line.raw();
      if (following.between(line) === undefined) open.reset();
      line.begins = open.isEmpty;
      // Exports that were put together name their columns again.
      const named = columns === undefined || raw.length < 1000 ? columnsOf(raw) : undefined;
      if (named) {
        columns = named;
        return "part";
      }
      if (!columns) return false;
      line.header = columns.header;
      const row = open.take(line, columns);
      if (row === undefined) return "part";
      const fields = fieldsOf(row, columns);
      const found = fields && fromCollector(fields, timeOf);
      return found !== undefined && told(line, found);
    };
  },
};
