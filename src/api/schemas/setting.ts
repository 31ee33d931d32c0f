/** Settings and their changes as they are told. */
import { z } from "zod";
import { list, word } from "./parts.ts";

export const change = z.object({
  path: z.string(),
  before: z.string().exactOptional(),
  after: z.string(),
  effect: word<"now" | "at-restart" | "at-start">(),
});

export const changed = z.object({ file: z.string(), changed: list(change) });

export const variable = z.object({ name: z.string(), value: z.string().optional() }).nullable();

export const settingForm = z.object({
  path: z.string(),
  description: z.string(),
  type: z.enum(["boolean", "number", "string", "enum", "list", "parts"]),
  words: list(z.string()),
  least: z.number().nullable(),
  most: z.number().nullable(),
  value: z.string(),
  byDefault: z.string(),
  variable: z.object({ name: z.string(), value: z.string() }).nullable(),
  restart: z.boolean(),
});
