/** Settings found by what somebody calls them, and put together by their sections. */
import type { Setting } from "../documents.ts";

/** Every word must be in our name, the API variable's or the sentence, in any case. */
export function matching(settings: readonly Setting[], wanted: string): readonly Setting[] {
  const words = wanted
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return settings.filter(({ path, description, variable }) => {
    const text = `${path}\n${variable?.name ?? ""}\n${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** By the first part of their names, in the order in which they come. */
export const sectionsOf = (settings: readonly Setting[]): readonly (readonly [string, readonly Setting[]])[] => [
  ...Map.groupBy(settings, ({ path }) => path.split(".")[0] ?? ""),
];
