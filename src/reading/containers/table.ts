/** Tables that people export from a collector: CSV (RFC 4180), or with tabs or semicolons, and a first line that names the columns. */
import type { Container } from "../container.ts";
import { type Fields, fromCollector, isNameBeside, isTextName } from "./record.ts";
import { openTimes } from "./times.ts";
import { openTold } from "./told.ts";

const delimiters = [",", "\t", ";"];
/** More columns are none of a log's table. */
const mostCells = 1000;

/** The cells of a row; undefined where a quote is open at its end: a cell of many lines is not read. */
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
  readonly names: readonly string[];
  readonly delimiter: string;
}

/** What a line names as columns: the text of a line, and something beside it; undefined where it is no such line. */
function columnsOf(row: string): Columns | undefined {
  for (const delimiter of delimiters) {
    const names = (cellsOf(row.replace(/^\ufeff/, ""), delimiter) ?? []).map((name) => name.trim());
    if (names.some(isTextName) && names.some(isNameBeside)) return { names, delimiter };
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

export const table: Container = {
  id: "table",
  open: (context) => {
    const told = openTold(context);
    const timeOf = openTimes(context);
    let columns: Columns | undefined;
    return (line) => {
      const raw = line.raw();
      // Exports that were put together name their columns again.
      const named = columns === undefined || raw.length < 1000 ? columnsOf(raw) : undefined;
      if (named) {
        columns = named;
        return "part";
      }
      const fields = columns && fieldsOf(raw, columns);
      const found = fields && fromCollector(fields, timeOf);
      return found !== undefined && told(line, found);
    };
  },
};
