/** A setting as a form shows it: what kind of value, its limits and words, and what it is now. */
import { z } from "zod";
import { settingValue } from "./named.ts";
import type { Config } from "./schema.ts";
import { type Setting, toVariable, valueText } from "./settings.ts";

export interface SettingForm {
  readonly path: string;
  readonly description: string;
  /** `list`: texts, parted by commas as one text; `parts`: a list whose items have parts, changed in the file alone. */
  readonly type: "boolean" | "number" | "string" | "enum" | "list" | "parts";
  /** Of an enum. */
  readonly words: readonly string[];
  /** Of a number; null where there is none. */
  readonly least: number | null;
  readonly most: number | null;
  /** As it is typed. */
  readonly value: string;
  readonly byDefault: string;
  /** The guide's product's name for it, and the value in its unit. */
  readonly variable: { readonly name: string; readonly value: string } | null;
  /** A change counts only when the server is started again. */
  readonly restart: boolean;
}

interface Shape {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: { readonly type?: string };
}

export function describeSetting(setting: Setting, config: Config): SettingForm {
  const { path, description, variable, restart = false, schema, byDefault } = setting;
  const shape = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Shape;
  const value = settingValue(config, setting);
  return {
    ...{ path, description, type: typeOf(shape, byDefault), words: shape.enum ?? [] },
    ...{ least: shape.minimum ?? null, most: shape.maximum ?? null },
    ...{ value: valueText(value), byDefault: valueText(byDefault) },
    variable: variable ? { name: variable.name, value: toVariable(setting, value) ?? "" } : null,
    restart,
  };
}

function typeOf({ enum: words, items }: Shape, byDefault: unknown): SettingForm["type"] {
  if (words) return "enum";
  if (Array.isArray(byDefault)) return items?.type === "object" ? "parts" : "list";
  return typeof byDefault === "boolean" ? "boolean" : typeof byDefault === "number" ? "number" : "string";
}
