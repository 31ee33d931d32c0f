/** All settings as a list: for `get`, `set`, the sample file and the manual. */
import { z } from "zod";
import { schema } from "./schema.ts";
import { type ApiVariable, metaOf } from "./setting.ts";

export interface Setting {
  /** "smtp.sessionTimeoutSeconds". */
  readonly path: string;
  readonly schema: z.ZodType;
  readonly description: string;
  readonly variable?: ApiVariable;
  readonly byDefault: unknown;
}

/** Every setting that is one value (the domains are a list and edited in the file). */
export const settings = (): readonly Setting[] => settingsIn(schema, []);

function settingsIn(type: z.ZodType, path: readonly string[]): readonly Setting[] {
  const inner = type instanceof z.ZodPrefault ? (type.unwrap() as z.ZodType) : type;
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([key, child]) =>
      settingsIn(child, [...path, key]),
    );
  }
  const meta = metaOf(type);
  if (!meta) return [];
  const { description, variable } = meta;
  return [
    {
      path: path.join("."),
      schema: type,
      description,
      ...(variable && { variable }),
      byDefault: type.parse(undefined),
    },
  ];
}

/** By our dotted name or by the API variable, without case. */
export function findSetting(name: string): Setting | undefined {
  const wanted = name.toLowerCase();
  return settings().find(
    ({ path, variable }) => path.toLowerCase() === wanted || variable?.name.toLowerCase() === wanted,
  );
}

/** Our value in the variable's own unit: a number for our word, another factor; undefined for settings without variable. */
export function toVariable({ variable }: Setting, value: unknown): string | undefined {
  if (!variable) return undefined;
  if (variable.words) return String(variable.words[String(value)] ?? value);
  return variable.factor === undefined ? String(value) : String(Number(value) * variable.factor);
}

/** A value as it was typed, made ours: in the variable's unit where its name was used. */
export function fromTyped({ variable, byDefault }: Setting, typed: string, byVariable: boolean): unknown {
  if (byVariable && variable?.words) {
    const both = typed === "3" ? "1" : typed;
    return Object.entries(variable.words).find(([, number]) => String(number) === both)?.[0] ?? typed;
  }
  if (typeof byDefault !== "number") return typed;
  const number = typed.trim() === "" ? Number.NaN : Number(typed);
  return byVariable && variable?.factor !== undefined ? number / variable.factor : number;
}
