/** Lists for people: columns under each other, as wide as what stands in them. */
import { inert } from "../base/inert.ts";

/** One line a row, the head first; text from outside cannot move the cursor. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((row) => row.map((cell) => inert(cell.replaceAll(/[\n\t]/g, " "))));
  const widths = head.map((_, column) => lines.reduce((most, row) => Math.max(most, (row[column] ?? "").length), 0));
  return lines
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Names and values under each other; what is undefined is left out. */
export const sheet = (entries: Readonly<Record<string, string | undefined>>): string => {
  const known = Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const width = known.reduce((most, [name]) => Math.max(most, name.length), 0);
  return known.map(([name, value]) => inert(`${name.padEnd(width)}  ${value}`)).join("\n");
};
