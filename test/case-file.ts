/** Case files: a story, its input and what must come of it, in one plain text file. `UPDATE=1` rewrites expectations. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

export interface Section {
  /** `-- log postfix mail.log --` has the words log, postfix, mail.log. */
  readonly words: readonly string[];
  readonly text: string;
}

export interface CaseFile {
  readonly path: string;
  /** File name without its ending. */
  readonly name: string;
  /** The comment lines at the top. */
  readonly story: string;
  readonly sections: readonly Section[];
}

const heading = /^-- (.+?) --$/;

/** Reads one case file. Lines before the first heading are its story. */
export function readCase(path: string): CaseFile {
  const story: string[] = [];
  const sections: { words: string[]; lines: string[] }[] = [];
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const found = heading.exec(line);
    if (found?.[1]) sections.push({ words: found[1].split(" "), lines: [] });
    else (sections.at(-1)?.lines ?? story).push(line);
  }
  return {
    path,
    name: basename(path).replace(/\.[^.]+$/, ""),
    story: story
      .map((line) => line.replace(/^# ?/, ""))
      .join("\n")
      .trim(),
    sections: sections.map(({ words, lines }) => ({ words, text: trimEnd(lines) })),
  };
}

/** All case files of a folder and the folders below it, sorted by path. */
export function readCases(folder: string, ending = ".case"): readonly CaseFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => readCase(join(folder, file)));
}

/** The text of the first section with that first word; throws when the case has none. */
export function sectionOf(file: CaseFile, word: string): Section {
  const found = file.sections.find((section) => section.words[0] === word);
  if (!found) throw new Error(`${file.path}: no section "-- ${word} --"`);
  return found;
}

/** With `UPDATE=1` writes what came as the new expectation and returns it; otherwise returns what was expected. */
export function expectation(file: CaseFile, word: string, came: string): string {
  const { text } = sectionOf(file, word);
  if (process.env.UPDATE !== "1" || text === came) return text;
  const whole = readFileSync(file.path, "utf8");
  const start = whole.search(new RegExp(`^-- ${word}\\b.*--$`, "m"));
  const bodyStart = whole.indexOf("\n", start) + 1;
  const next = whole.slice(bodyStart).search(/^-- .+ --$/m);
  const rest = next < 0 ? "" : whole.slice(bodyStart + next);
  writeFileSync(file.path, `${whole.slice(0, bodyStart)}${came}\n${rest}`);
  return came;
}

function trimEnd(lines: readonly string[]): string {
  return lines.join("\n").replace(/\n+$/, "");
}
