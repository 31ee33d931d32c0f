/** Counts the house: lines by folder, median and largest file, pieces, dependencies. Written to docs/reference/size.md. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tables } from "../test/tidy/exemptions.ts";

/** Where the figures stand. */
export const sizeFile = "docs/reference/size.md";

interface Counted {
  readonly path: string;
  readonly lines: number;
  readonly sort: "code" | "table" | "test";
}

/** Every TypeScript file of the program with its lines; generated ones are nobody's work. */
function count(root: string): readonly Counted[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => join(root, file).replaceAll("\\", "/"))
    .filter((path) => /(?<!\.gen)\.tsx?$/.test(path))
    .sort()
    .map((path) => ({
      path,
      lines: readFileSync(path, "utf8").split("\n").length - 1,
      sort: /\.test\.tsx?$/.test(path) ? "test" : path in tables ? "table" : "code",
    }));
}

const sum = (files: readonly Counted[], sort?: Counted["sort"]): number =>
  files.filter((file) => sort === undefined || file.sort === sort).reduce((lines, file) => lines + file.lines, 0);

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;

/** The page; `pieces` are folder and number of pieces. The same tree gives the same text. */
export function sizePage(pieces: readonly (readonly [folder: string, count: number])[]): string {
  const files = count("src");
  const folders = [...new Set(files.map(({ path }) => path.split("/")[1] ?? ""))].filter(
    (name) => !/\.tsx?$/.test(name),
  );
  const code = files.filter(({ sort }) => sort === "code").sort((a, b) => a.lines - b.lines);
  const largest = code.at(-1);
  const packages = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, Record<string, string>>;
  const dependencies = (kind: string) => Object.keys(packages[kind] ?? {});
  return [
    "# Size",
    "",
    "Made by `npm run gen`; do not edit.",
    "",
    row("folder", "code", "tables", "tests"),
    row("---", "--:", "--:", "--:"),
    ...folders.map((folder) => {
      const inside = files.filter(({ path }) => path.startsWith(`src/${folder}/`));
      return row(folder, sum(inside, "code"), sum(inside, "table"), sum(inside, "test"));
    }),
    row("**src**", sum(files, "code"), sum(files, "table"), sum(files, "test")),
    ...(existsSync("test") ? [row("test", sum(count("test")), "", "")] : []),
    ...(existsSync("scripts") ? [row("scripts", sum(count("scripts")), "", "")] : []),
    "",
    `- Files of code: ${code.length}, median ${code[Math.floor(code.length / 2)]?.lines} lines, largest ${largest?.path} with ${largest?.lines}.`,
    ...pieces.map(([folder, number]) => `- Pieces in ${folder}: ${number}.`),
    `- Dependencies: ${dependencies("dependencies").length} (${dependencies("dependencies").join(", ")}); for development ${dependencies("devDependencies").length}.`,
    "",
  ].join("\n");
}
