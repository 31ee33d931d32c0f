/** The raw lines behind what is told, with their places, fetched at once. */
import { isoTime } from "../base/iso.ts";
import type { Source } from "../events/event.ts";
import type { Reader } from "./reader.ts";

/** Milliseconds as ISO 8601 in UTC. */
export const iso = (at: number): string | null => (Number.isFinite(at) ? isoTime(at) : null);

/** The lines of a source, in their order. */
export const placesOf = (source: Source | undefined): readonly Source[] =>
  source ? [source, ...(source.also ?? [])] : [];

/** The texts of lines, fetched at once; empty for those that are gone. */
export async function textsAt(
  places: readonly Source[],
  reader: Pick<Reader, "rawLines">,
): Promise<(place: Source) => string> {
  const texts = new Map((await reader.rawLines(places)).map((text, index) => [places[index], text]));
  return (place) => texts.get(place) ?? "";
}

/** Lines with their places, as `trace` and `sessions` give them for evidence. */
export async function evidenceAt(places: readonly Source[], reader: Pick<Reader, "rawLines">) {
  const textOf = await textsAt(places, reader);
  return (these: readonly Source[] = places) =>
    these.map((place) => ({ file: place.file, line: place.line, offset: place.offset, text: textOf(place) }));
}
