/** The languages that answers are told in; what one needs is loaded when it is asked for, as most questions are asked in English. */
import type { Catalogue } from "../base/saying.ts";

export const languages = ["en", "it"] as const;
export type Language = (typeof languages)[number];

/** Undefined for English, which stands in the source. */
export async function catalogueOf(language: Language | undefined): Promise<Catalogue | undefined> {
  if (language !== "it") return undefined;
  const { italian } = await import("../diagnosis/italian/catalogue.ts");
  return italian;
}
