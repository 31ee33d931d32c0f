/** Lines of a log as Markdown: what a stranger wrote into them stays text. */

/** What could end a line, hide, or turn the text around, by its number. */
const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);

/** Longer than any run of backticks inside. */
const ticksAround = (text: string, least: number): string =>
  "`".repeat(Math.max(least, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));

/** A text in the middle of a sentence. */
export function code(text: string): string {
  const shown = visible(text);
  const ticks = ticksAround(shown, 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${ticks}${pad}${shown}${pad}${ticks}`;
}

/** Lines of their own. */
export function block(lines: readonly string[]): readonly string[] {
  const shown = lines.map(visible);
  const ticks = ticksAround(shown.join("\n"), 3);
  return [`${ticks}text`, ...shown, ticks];
}

/** Prose that somebody wrote for people, on one line: only what would be no text is escaped. */
export const prose = (text: string): string =>
  visible(text.replace(/\s+/g, " ").trim()).replace(/[\\`*_<>|[\]]/g, "\\$&");

/** A row of a table. */
export const row = (cells: readonly (string | number)[]): string =>
  `| ${cells.map((cell) => String(cell).replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;

/** Rows under their heads; columns of figures stand right. */
export const table = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]): readonly string[] => [
  row(heads),
  row(heads.map((_, at) => (rows.every((cells) => typeof cells[at] === "number") ? "--:" : "---"))),
  ...rows.map(row),
];

/** Where a heading is found on its page, as GitHub makes it. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, "")
    .replaceAll(" ", "-");

/** A longer word than that loses its middle before the text does. */
const longWord = 40;

/** A text of at most so many characters: its longest words lose their middle, or, where none is long, the text itself does. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const [longest = ""] = text.split(" ").sort((a, b) => b.length - a.length);
  if (longest.length <= longWord) return withoutMiddle(text, most);
  const kept = Math.max(longWord, longest.length - (text.length - most));
  return shorten(
    text.replace(longest, () => withoutMiddle(longest, kept)),
    most,
  );
}

const withoutMiddle = (text: string, most: number): string => {
  const start = Math.ceil(most * 0.6);
  return `${text.slice(0, start)}…${text.slice(text.length - (most - start - 1))}`;
};
