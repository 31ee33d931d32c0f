/** The page's own words in the reader's language. */
import { computed, signal } from "@preact/signals";
import { inert } from "../../base/inert.ts";
import { en } from "./en.ts";
import { it } from "./it.ts";

export type Language = "en" | "it";
export type TextId = keyof typeof en;
/** A text that goes by a number: `n` of its values. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}
/** What a translation must have: every text, and a plural where there is one. */
export type Texts = { readonly [Id in TextId]: (typeof en)[Id] extends string ? string : Plural };
export type Values = Readonly<Record<string, string | number>>;

const languages: Readonly<Record<Language, Texts>> = { en, it };

/** The first language of the reader's browser that there is. */
export const languageOf = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag): tag is Language => tag in languages) ?? "en";

export const language = signal<Language>("en");
const plurals = computed(() => new Intl.PluralRules(language.value));
const numbers = computed(() => new Intl.NumberFormat(language.value));

export const number = (value: number): string => numbers.value.format(value);
/** 0.97 as "97%", as the language writes it. */
export const percent = (share: number): string =>
  new Intl.NumberFormat(language.value, { style: "percent" }).format(share);

/** A text with its values filled in; what a stranger may have written in them is made inert. */
export function t(id: TextId, values: Values = {}): string {
  const text: string | Plural = languages[language.value][id];
  const chosen =
    typeof text === "string" ? text : plurals.value.select(Number(values.n)) === "one" ? text.one : text.other;
  return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : inert(value);
  });
}

/** A word of a closed list in the reader's language: `word("outcome", "refused")`; one that is not known as it stands. */
export function word(list: string, value: string): string {
  const id = `${list}.${value}`;
  return id in en ? t(id as TextId) : value;
}
