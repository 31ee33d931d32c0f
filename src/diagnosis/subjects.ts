/** Subjects as a person reads them: a log may have the encoded words of the header (RFC 2047). */
import type { Fact } from "../events/event.ts";
import type { Journey } from "../journeys/journey.ts";

const encoded = "=?";
/** Postfix writes a question mark for the line break between two words. */
const broken = /\?=\?(?=\s+=\?)/g;

/** What cannot be decoded, as it was cut, stays as it stands. */
export async function withPlainSubjects(journeys: readonly Journey[]): Promise<readonly Journey[]> {
  if (!journeys.some(({ subject }) => subject?.includes(encoded))) return journeys;
  const { decodeWords } = await import("postal-mime");
  const plain = <T extends { readonly subject?: string }>(one: T): T =>
    one.subject?.includes(encoded) ? { ...one, subject: decodeWords(one.subject.replace(broken, "?=")) } : one;
  const plainFact = (fact: Fact): Fact => (fact.kind === "message.identified" ? plain(fact) : fact);
  return journeys.map((journey) => plain({ ...journey, facts: journey.facts.map(plainFact) }));
}
