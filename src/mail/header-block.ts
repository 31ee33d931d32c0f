/** The header of a message as it comes: where it ends, and its fields (RFC 5322 §2.2). */

/** One field with its folded lines, as Latin-1 text with its line ends; `name` in lower case. */
export interface HeaderField {
  readonly name: string;
  readonly text: string;
}

const lineFeed = 10;
const carriageReturn = 13;
const space = 32;
const tab = 9;
const colon = 58;

/**
 * How many bytes the header has: it ends before an empty line, or before a line that is no field and folds none.
 * Undefined while its end has not come. `from`: so many bytes were searched already.
 */
export function findHeaderEnd(bytes: Buffer, from = 0): number | undefined {
  let start = from === 0 ? 0 : bytes.lastIndexOf(lineFeed, from - 1) + 1;
  for (let end = bytes.indexOf(lineFeed, start); end >= 0; end = bytes.indexOf(lineFeed, start)) {
    if (!belongs(bytes, start, end)) return start;
    start = end + 1;
  }
  return undefined;
}

/** Is the line a field, or does it fold the one before? */
function belongs(bytes: Buffer, start: number, end: number): boolean {
  const first = bytes[start] as number;
  if (first === space || first === tab) return start > 0 && !isBlank(bytes, start, end);
  let at = start;
  while (at < end && isName(bytes[at] as number)) at++;
  if (at === start) return false;
  while (bytes[at] === space || bytes[at] === tab) at++;
  return bytes[at] === colon;
}

const isName = (byte: number): boolean => byte > space && byte < 127 && byte !== colon;

/** A line of blanks only is an empty line to many programs, so it ends the header for all. */
function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte !== space && byte !== tab && byte !== carriageReturn) return false;
  }
  return true;
}

/** The fields of a whole header, in order. */
export function readFields(header: string): readonly HeaderField[] {
  const fields: HeaderField[] = [];
  let start = 0;
  while (start < header.length) {
    const end = endOfField(header, start);
    const text = header.slice(start, end);
    fields.push({ name: text.slice(0, text.indexOf(":")).trimEnd().toLowerCase(), text });
    start = end;
  }
  return fields;
}

/** Behind the line end of the field's last line: the next one does not begin with a blank. */
function endOfField(header: string, start: number): number {
  for (let at = header.indexOf("\n", start) + 1; at > 0; at = header.indexOf("\n", at) + 1)
    if (header[at] !== " " && header[at] !== "\t") return at;
  return header.length;
}

/** What stands behind the colon, unfolded and trimmed. */
export const fieldValue = ({ text }: HeaderField): string =>
  text
    .slice(text.indexOf(":") + 1)
    .replace(/\r?\n(?=[ \t])/g, "")
    .trim();
