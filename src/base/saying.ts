/**
 * A text for people that knows its words and its values apart, so that it can be told in another language at the end: what is
 * between the values is looked up as a whole. By itself it is English.
 */

/** A text that says the same in every language (an address, a reply), or one that is looked up. */
export type Text = string | Saying;

/** Translations by what stands in the source: "{0} offered no message." A value may stand anywhere, and twice. */
export type Catalogue = Readonly<Record<string, string>>;

export class Saying {
  readonly #parts: readonly string[];
  readonly #values: readonly (Text | number)[];

  constructor(parts: readonly string[], values: readonly (Text | number)[]) {
    this.#parts = parts;
    this.#values = values;
  }

  /** As it stands in catalogues. */
  get words(): string {
    return this.#parts.map((part, index) => (index === 0 ? part : `{${index - 1}}${part}`)).join("");
  }

  /** In English where the catalogue does not have it, or where there is none. */
  in(catalogue: Catalogue | undefined): string {
    const values = this.#values.map((value) => told(value, catalogue));
    const words = catalogue && Object.hasOwn(catalogue, this.words) ? catalogue[this.words] : undefined;
    if (words === undefined)
      return this.#parts.map((part, index) => (index === 0 ? part : values[index - 1] + part)).join("");
    return words.replaceAll(/\{(\d+)\}/g, (_, index: string) => values[Number(index)] ?? "");
  }

  toString(): string {
    return this.in(undefined);
  }

  toJSON(): string {
    return this.toString();
  }
}

/** `` say`${peer} offered no message.` ``: its words are a key of every catalogue, which a test sees to. */
export const say = (parts: TemplateStringsArray, ...values: readonly (Text | number)[]): Saying =>
  new Saying(parts, values);

/** A text that stands elsewhere as a whole (in a table, in a log), where it is looked up as it is. */
export const inCatalogue = (text: string): Saying => new Saying([text], []);

/** By a number: "1 file", "2 files". */
export const numbered = (count: number, one: Text, many: Text): Text => (count === 1 ? one : many);

export const told = (text: Text | number, catalogue: Catalogue | undefined): string =>
  text instanceof Saying ? text.in(catalogue) : String(text);

/** Whole texts one behind the other; what is empty is left out. */
export function together(texts: readonly Text[], between = " "): Text {
  const said = texts.filter((text) => text !== "");
  return new Saying(["", ...said.map((_, index) => (index === said.length - 1 ? "" : between))], said);
}
