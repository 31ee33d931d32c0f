/** All settings as a list: for `get`, `set`, the sample file and the manual. */
import { z } from "zod";
import { UsageError } from "../base/error.ts";
import { schema } from "./schema.ts";
import { type ApiVariable, metaOf } from "./setting.ts";
import { inUnitOf } from "./units.ts";

export interface Setting {
  /** "smtp.sessionTimeoutSeconds". */
  readonly path: string;
  readonly schema: z.ZodType;
  readonly description: string;
  readonly variable?: ApiVariable;
  /** A change counts only when the server is started again. */
  readonly restart?: true;
  readonly byDefault: unknown;
}

/** Every setting that is one value. */
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
  return [
    {
      ...meta,
      path: path.join("."),
      schema: type,
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

/** Our value in the variable's own unit: a number for our word or for yes and no, another factor, a list with commas; undefined for settings without variable. */
export function toVariable({ variable }: Setting, value: unknown): string | undefined {
  if (!variable) return undefined;
  if (variable.words) return String(variable.words[String(value)] ?? value);
  if (typeof value === "boolean") return value ? "1" : "0";
  return variable.factor === undefined ? valueText(value) : String(Number(value) * variable.factor);
}

/** A value as one text: what stands in a list is parted by commas, anything deeper is JSON. */
export const valueText = (value: unknown): string =>
  Array.isArray(value) && value.every((item) => typeof item !== "object")
    ? value.join(",")
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/**
 * A value as it was typed, made ours: in the variable's unit where its name was used; what stands in a list is parted by commas,
 * semicolons or spaces, sizes and times may name their unit (50MB, 2h). What is no such value is left for the schema to refuse. Throws
 * UsageError for a list whose items have parts, and for what is no size or time.
 */
export function fromTyped(
  { path, schema: type, variable, byDefault }: Setting,
  typed: string,
  byVariable: boolean,
): unknown {
  if (byVariable && variable?.words) {
    const { words } = variable;
    const wordOf = (wanted: string) => Object.keys(words).find((word) => String(words[word]) === wanted);
    // Of levels 3 is both 1 and 2.
    return wordOf(typed) ?? (typed === "3" ? wordOf("1") : undefined) ?? typed;
  }
  if (Array.isArray(byDefault)) {
    if (hasParts(type))
      throw new UsageError(`${path} is a list whose items have parts; change it in the configuration file`);
    return typed.split(/[,;\s]+/).filter((item) => item !== "");
  }
  if (typeof byDefault === "boolean") {
    const words = byVariable ? { "1": true, "0": false, true: true, false: false } : { true: true, false: false };
    return Object.entries(words).find(([word]) => word === typed.toLowerCase())?.[1] ?? typed;
  }
  if (typeof byDefault !== "number") return typed;
  if (typed.trim() === "") return Number.NaN;
  const number = Number(typed);
  // What names its unit itself is in none of the variable's.
  if (Number.isNaN(number)) return inUnitOf(path, typed) ?? typed;
  return byVariable && variable?.factor !== undefined ? number / variable.factor : number;
}

const hasParts = (type: z.ZodType): boolean => {
  const list = type instanceof z.ZodDefault ? type.unwrap() : type;
  return list instanceof z.ZodArray && list.element instanceof z.ZodObject;
};
