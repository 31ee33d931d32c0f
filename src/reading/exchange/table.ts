/** The tables that Exchange writes: comma separated, with the names of the columns before the rows. */

/** What a file tells: message tracking, a protocol log of either side, or one of the reports of a message trace. */
export type TableKind = "tracking" | "receive" | "send" | "summary" | "trace";

export interface Table {
  readonly kind: TableKind;
  readonly columns: readonly string[];
}

/** One row by the names of its columns, in the spelling of the tracking log (`message-id`); what is not there is "". */
export type Row = (column: string) => string;

/** A row has at most so many fields; the widest of Exchange has about thirty. */
const maxFields = 100;

/** The fields of a row: quotation marks around one that holds commas, doubled inside it. */
export function fieldsOf(line: string): readonly string[] {
  const fields: string[] = [];
  for (let at = 0; at <= line.length && fields.length < maxFields; at++) {
    if (line[at] === '"') {
      let field = "";
      for (at += 1; at < line.length; at++) {
        if (line[at] !== '"') field += line[at];
        else if (line[at + 1] === '"') field += line[++at];
        else break;
      }
      fields.push(field);
      at += 1;
    } else {
      const comma = line.indexOf(",", at);
      const end = comma < 0 ? line.length : comma;
      fields.push(line.slice(at, end));
      at = end;
    }
  }
  return fields;
}

export function rowOf({ columns }: Table, fields: readonly string[]): Row {
  return (column) => fields[columns.indexOf(column)]?.trim() ?? "";
}

/** The reports spell the columns of the tracking log with underscores, and the one of the time in their own ways. */
const spelled = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll("_", "-")
    .replace(/^(?:origin-timestamp|date-time)(?:-utc)?\*?$/, "date-time");

/** By which columns each kind is known. */
const marks: readonly (readonly [TableKind, readonly string[]])[] = [
  ["tracking", ["date-time", "source", "event-id", "message-id", "recipient-address"]],
  ["summary", ["date-time", "sender-address", "recipient-status", "message-id"]],
  ["trace", ["received", "senderaddress", "recipientaddress", "status"]],
  ["receive", ["date-time", "session-id", "sequence-number", "event", "data"]],
];

/** Does a line look like the names of columns? Checked before it is taken apart. */
const mayName =
  /^(?:\ufeff)?(?:#Fields: ?date-time,|"?(?:origin_timestamp|date_time)|^(?:\ufeff)?"?(?:PSComputerName|Organization|Message(?:Trace)?Id|Received|SenderAddress)"?,)/i;

/** The table that these names begin; undefined for any other line. `logType` is what the head of the file said of itself. */
export function tableOf(line: string, logType: string): Table | undefined {
  if (!mayName.test(line)) return undefined;
  const columns = fieldsOf(line.replace(/^\ufeff/, "").replace(/^#Fields: ?/i, "")).map(spelled);
  const kind = marks.find(([, names]) => names.every((name) => columns.includes(name)))?.[0];
  if (!kind) return undefined;
  return { kind: kind === "receive" && /\bsend\b/i.test(logType) ? "send" : kind, columns };
}

/** `#Log-type: SMTP Send Protocol Log`, and the other lines at the head of a file. */
export const headLine = /^(?:\ufeff)?#(Software|Version|Log-type|Date|Fields): ?(.*)$/i;
