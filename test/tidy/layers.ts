/** Who may import whom: the table in ARCHITECTURE.md, and no circles. */
import { type Finding, folderOf, isTest, type SourceFile } from "./tree.ts";

/** What a folder may import: folders whole, and folders of which only types. "*" stands for every other. */
interface Allowed {
  readonly whole: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
  readonly but: ReadonlySet<string>;
}

const names = (text: string): readonly string[] => text.split(/,\s*|\s+and\s+/).filter((name) => name !== "");

/** One cell: "base, mail; types of the rest", "all but api, cli". */
function allowed(cell: string): Allowed {
  const parts = cell.split(/;\s*/);
  const allBut = parts.find((part) => part.startsWith("all but "))?.slice("all but ".length);
  const types = parts.find((part) => part.startsWith("types of "))?.slice("types of ".length);
  const whole = parts.filter((part) => !/^(?:all but|types of) /.test(part)).flatMap(names);
  return {
    whole: new Set(allBut === undefined ? whole : [...whole, "*"]),
    types: new Set(types === undefined ? [] : types === "the rest" ? ["*"] : names(types)),
    but: new Set(names(allBut ?? "")),
  };
}

/** The table's rows by folder. */
export function readTable(markdown: string): ReadonlyMap<string, Allowed> {
  const rows = [...markdown.matchAll(/^\| ([a-z0-9, -]+) \| ?(.*?) ?\|$/gm)];
  return new Map(
    rows
      .filter(([, folders]) => folders !== "folder" && folders !== "---")
      .flatMap(([, folders = "", cell = ""]) => names(folders).map((folder) => [folder, allowed(cell)] as const)),
  );
}

/** Imports that the table does not allow. Tests may import what they test with. */
export function layerFindings(files: readonly SourceFile[], markdown: string): readonly Finding[] {
  const table = readTable(markdown);
  const may = (from: Allowed, to: string, typesOnly: boolean) =>
    from.whole.has(to) ||
    (from.whole.has("*") && !from.but.has(to)) ||
    (typesOnly && (from.types.has(to) || from.types.has("*")));
  return files.flatMap((file) => {
    const from = folderOf(file.path);
    if (from === undefined || isTest(file)) return [];
    const row = table.get(from);
    if (!row)
      return [
        `${file.path}: folder ${from} is not in ARCHITECTURE.md; put its row into the table, or the file elsewhere`,
      ];
    return file.imports.flatMap(({ target, typesOnly, line }) => {
      const to = folderOf(target);
      if (target.startsWith("test/") || target.startsWith("scripts/"))
        return [`${file.path}:${line}: imports ${target}; the program may not lean on tests or scripts`];
      if (to === undefined || to === from || may(row, to, typesOnly)) return [];
      return [
        `${file.path}:${line}: ${from} may not import ${typesOnly ? "types of " : ""}${to} (${target}); pass it in from app/, or move what both need down a layer`,
      ];
    });
  });
}

/** Folders of the table that are not there. */
export function goneFolders(files: readonly SourceFile[], markdown: string): readonly Finding[] {
  const there = new Set(files.map(({ path }) => folderOf(path)));
  return [...readTable(markdown).keys()].flatMap((folder) =>
    there.has(folder) ? [] : [`ARCHITECTURE.md: the table has ${folder}, which is no folder of src`],
  );
}

/** Circles of imports that load code, each once, from its first file by name. */
export function circleFindings(files: readonly SourceFile[]): readonly Finding[] {
  const loads = new Map(
    files.map((file) => [file.path, file.imports.filter(({ typesOnly }) => !typesOnly).map(({ target }) => target)]),
  );
  const done = new Set<string>();
  const found: Finding[] = [];
  const visit = (path: string, above: readonly string[]) => {
    const at = above.indexOf(path);
    if (at >= 0) {
      const circle = [...above.slice(at), path].join(" -> ");
      found.push(`${path}: imports itself: ${circle}; move what both need into a file of its own`);
    }
    if (at >= 0 || done.has(path)) return;
    for (const target of loads.get(path) ?? []) visit(target, [...above, path]);
    done.add(path);
  };
  for (const path of loads.keys()) visit(path, []);
  return found;
}
