/** The input of an operation, taken from a request: parts of the path, the query, and the JSON that was sent. */
import { z } from "zod";
import type { Operation } from "../operation.ts";
import { Problem } from "./problem.ts";

interface Sent {
  readonly path: Readonly<Record<string, string>>;
  /** Every value of each name. */
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly json: unknown;
}

/** Throws Problem for JSON that is no object. What is in it, the operation checks. */
export function inputFrom({ input }: Operation, { path, query, json }: Sent): Record<string, unknown> {
  if (json !== undefined && (typeof json !== "object" || json === null || Array.isArray(json)))
    throw new Problem("wrong-input", "what was sent is no JSON object");
  const typeOf = typesOf(input);
  const typed = Object.entries(query).map(([name, values]) => [name, fromQuery(values, typeOf(name))] as const);
  return { ...Object.fromEntries(typed), ...(json as object | undefined), ...path };
}

type JsonType = "string" | "array" | "other";

/** Does a part of the input take text, texts, or what is written as JSON? */
function typesOf(input: z.ZodType): (name: string) => JsonType {
  const { properties = {} } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  return (name) => {
    const property = properties[name];
    if (typeof property !== "object") return "string";
    if (property.type === "array") return "array";
    return property.type === "string" || property.type === undefined ? "string" : "other";
  };
}

function fromQuery(values: readonly string[], type: JsonType): unknown {
  if (type === "array") return values;
  const [value = ""] = values;
  if (type === "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
