/** Parts that several answers of the API have in common. */
import { z } from "zod";
import { languages } from "../../app/language.ts";
import { Zone } from "../../base/zone.ts";
import type { Outcome, Stage } from "../../events/event.ts";
import type { Party } from "../../mail/status-codes.ts";

/** One of a closed list of words, which the type names and the description of the API does not repeat. */
export const word = <T extends string>(): z.ZodType<T, T> => z.string() as unknown as z.ZodType<T, T>;

export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();

/** ISO 8601 in UTC. */
export const time = () => z.string().describe("ISO 8601 in UTC");

export const outcome = () => word<Outcome>();
export const stage = () => word<Stage>();
export const party = () => word<Party>();

/** `code` is null where a program spoke and not a server. */
export const reply = z.object({
  code: z.int().nullable(),
  enhanced: z.string().exactOptional(),
  text: z.string(),
});

/** `text` for people; `who` may do it: anybody, or an administrator of the server alone. */
export const step = z.object({ text: z.string(), who: z.enum(["anybody", "admin"]) });

/** A page of a list: `next` goes on behind it, null where there is no more. */
export const cursor = z
  .string()
  .max(200)
  .regex(/^[\w.-]+$/, "is no cursor of ours; begin without one");

/** The language of the answer's texts; ids are the same in all. */
export const lang = () => z.exactOptional(z.enum(languages));

/** The asker's time zone: words for time are meant in it. */
export const zone = () =>
  z.exactOptional(z.string().max(64).refine(isZone, "no such time zone; write Europe/Rome or +02:00"));

function isZone(name: string): boolean {
  try {
    return new Zone(name).name !== "";
  } catch {
    return false;
  }
}
