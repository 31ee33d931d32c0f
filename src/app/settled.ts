/** Answers of a source that reads no more of a log than it must. */
import type { SessionSource } from "../sessions/source.ts";

/** The answer of one and the same source: asked again where it had to read all of a log meanwhile. */
export async function settled<T>(source: SessionSource, ask: () => Promise<T>): Promise<T> {
  const wasWhole = source.isWhole?.();
  const answer = await ask();
  return source.isWhole?.() === wasWhole ? answer : ask();
}
