/** Changes one setting in the file, keeping its comments and everything else as it stands. */
import { readFileSync } from "node:fs";
import { isMap, parseDocument } from "yaml";
import { replaceFile } from "../base/durable.ts";
import { UsageError } from "../base/error.ts";
import { inputWords } from "../base/input-words.ts";
import { parseConfig } from "./load.ts";
import type { Setting } from "./settings.ts";

/** The text with the setting changed; throws UsageError for a value that the schema refuses. */
export function changeText(text: string, setting: Setting, value: unknown): string {
  const checked = setting.schema.safeParse(value, { error: inputWords });
  if (!checked.success)
    throw new UsageError(`${setting.path}: ${checked.error.issues[0]?.message}; ${setting.description}`);
  const document = parseDocument(text);
  const keys = setting.path.split(".");
  for (let length = 1; length < keys.length; length++) {
    const parent = keys.slice(0, length);
    if (!isMap(document.getIn(parent, true))) document.setIn(parent, document.createNode({}));
  }
  document.setIn(keys, checked.data);
  // A document that is broken cannot be written; its own text tells where.
  const changed = document.errors.length > 0 ? text : document.toString({ lineWidth: 0 });
  const { faults } = parseConfig(changed);
  if (faults[0])
    throw new UsageError(`the file has another fault at line ${faults[0].line}: ${faults[0].text}; mend it first`);
  return changed;
}

/** Changes the file as one step: a crash leaves the old or the new one, whole. */
export function changeFile(path: string, setting: Setting, value: unknown): void {
  const text = readFileSync(path, "utf8");
  replaceFile(path, changeText(text, setting, value));
}
