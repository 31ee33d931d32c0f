/** Reads `postino.yaml`: every fault is named with its line, its column and what to write instead. */
import { readFileSync } from "node:fs";
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { editDistance } from "../base/distance.ts";
import { UsageError } from "../base/error.ts";
import { inputWords } from "../base/input-words.ts";
import { type Config, schema } from "./schema.ts";
import { settings } from "./settings.ts";
import { resolveUnits } from "./units.ts";

export interface Fault {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export type Loaded<T = Config> =
  | { readonly config: T; readonly faults: readonly [] }
  | { readonly config?: undefined; readonly faults: readonly Fault[] };

/** Checks the text of a configuration. */
export const parseConfig = (text: string): Loaded => parseYaml(text, schema, {}, nearest, withUnits);

function withUnits(read: unknown): unknown {
  const numbers = settings().filter(({ byDefault }) => typeof byDefault === "number");
  resolveUnits(
    read,
    numbers.map(({ path }) => path),
  );
  return read;
}

/** The same for another file: its shape, what an empty one means, the nearest right name of a key that is none, and what is meant by what was read. */
export function parseYaml<T>(
  text: string,
  shape: z.ZodType<T>,
  empty: unknown,
  nearestKey: (path: string) => string | undefined,
  meant: (read: unknown) => unknown = (read) => read,
): Loaded<T> {
  const { document, at } = documentOf(text);
  if (document.errors.length > 0)
    return { faults: document.errors.map((error) => ({ ...at(error.pos[0]), text: error.message })) };
  const parsed = shape.safeParse(meant(document.toJS() ?? empty), { error: inputWords });
  if (parsed.success) return { config: parsed.data, faults: [] };
  return { faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, document, at, nearestKey)) };
}

type Place = Pick<Fault, "line" | "column">;

function documentOf(text: string): { readonly document: Document; readonly at: (offset: number) => Place } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  return { document, at };
}

/** Where a setting stands in the text, or the innermost section around it that is there. */
export function placeOf(text: string, path: string): Place {
  const { document, at } = documentOf(text);
  return at(offsetOf(document, path.split(".")));
}

function faultsOf(
  issue: z.core.$ZodIssue,
  document: Document,
  at: (offset: number) => Place,
  nearestKey: (path: string) => string | undefined,
): readonly Fault[] {
  const path = issue.path.join(".");
  if (issue.code !== "unrecognized_keys")
    return [{ ...at(offsetOf(document, issue.path)), text: `${path || "the file"}: ${issue.message}` }];
  return issue.keys.map((key) => {
    const whole = path === "" ? key : `${path}.${key}`;
    const near = nearestKey(whole);
    return {
      ...at(keyOffsetOf(document, issue.path, key)),
      text: `${whole}: no such setting${near ? `; did you mean ${near}?` : ""}`,
    };
  });
}

/** Where the value stands, or the innermost section around it that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyOffsetOf(document: Document, path: readonly PropertyKey[], name: string): number {
  const section = path.length === 0 ? document.contents : document.getIn(path, true);
  const keys = isMap(section) ? section.items.map(({ key }) => key) : [];
  const found = keys.find((key) => isScalar(key) && String(key.value) === name);
  return isScalar(found) && found.range ? found.range[0] : offsetOf(document, path);
}

/** The setting or section whose name is nearest, if it is near at all. */
export const nearest = (name: string): string | undefined => nearestOf(name, sectionsAndSettings());

/** Every name that may stand in the file, with dots. */
export const sectionsAndSettings = (): readonly string[] =>
  settings().flatMap(({ path }) => [path, path.split(".").slice(0, -1).join(".")]);

/** More keys hit wrongly make another word; of a short one, half of its letters. */
const farthest = 4;

/** Of these names the one that is nearest, without case, if it is near at all. */
export function nearestOf(name: string, known: readonly string[]): string | undefined {
  const ranked = [...new Set(known)].map(
    (path) => [path, editDistance(path.toLowerCase(), name.toLowerCase(), farthest)] as const,
  );
  const [best] = ranked.sort((a, b) => a[1] - b[1]);
  return best && best[1] <= Math.min(farthest, name.length / 2) ? best[0] : undefined;
}

/** The configuration in a file; throws UsageError that names the first fault, its place and the way out. */
export function loadConfig(path: string): Config {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT"
        ? "no such file; start the server once (postino serve), or name it with --config"
        : (error as Error).message;
    throw new UsageError(`cannot read the configuration ${path}: ${why}`);
  }
  return accepted(path, parseConfig(text), "; see postino config check");
}

/** What was read; throws UsageError that names the first fault and its place. */
export function accepted<T>(path: string, { config, faults }: Loaded<T>, wayOut = ""): T {
  if (config !== undefined) return config;
  const [first] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more${wayOut})` : "";
  throw new UsageError(`${path}:${first?.line}:${first?.column}: ${first?.text}${more}`);
}
