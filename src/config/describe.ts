/** The sample file and the list of settings, made from the schema. */
import { stringify } from "yaml";
import { type Setting, settings } from "./settings.ts";

/** A configuration file with every setting at its default, each explained. */
export function sampleFile(): string {
  const rows: string[] = ["# Postino. Every setting with its default; a line that begins with # is not in force."];
  let open: readonly string[] = [];
  for (const setting of settings()) {
    const keys = setting.path.split(".");
    const parents = keys.slice(0, -1);
    parents.forEach((key, depth) => {
      if (open[depth] !== key) rows.push(...(depth === 0 ? [""] : []), `${"  ".repeat(depth)}${key}:`);
    });
    open = parents;
    const indent = "  ".repeat(parents.length);
    rows.push(
      `${indent}# ${describe(setting)}`,
      `${indent}${keys.at(-1)}: ${stringify(setting.byDefault, { collectionStyle: "flow", lineWidth: 0 }).trim()}`,
    );
  }
  return `${rows.join("\n")}\n`;
}

/** The sentence, the variable of the guide's product where it has one, and whether a change needs a restart. */
export const describe = ({ description, variable, restart }: Setting): string =>
  [description, variable && `(${variable.name})`, restart && "A change needs a restart."].filter(Boolean).join(" ");
