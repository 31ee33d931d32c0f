/** The sources as the tidy tests see them: paths, texts and who imports whom. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

export interface Import {
  /** Path from the root ("src/base/ip.ts"), or the package's name. */
  readonly target: string;
  /** Only types: nothing is loaded at run time. */
  readonly typesOnly: boolean;
  readonly line: number;
}

export interface SourceFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly imports: readonly Import[];
}

/** What is wrong: where, what, and what to do about it. */
export type Finding = string;

const statement = /^(?:import|export)\s+(type\s+)?(?:([^;"]*?)\s+from\s+)?"([^"]+)"/gm;
const dynamic = /\bimport\("([^"]+)"\)/g;

/** A file from its text; for the tree, and for violations that tests make up. */
export function sourceFile(path: string, text: string): SourceFile {
  const target = (specifier: string) =>
    specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : specifier;
  const lineAt = (index: number) => text.slice(0, index).split("\n").length;
  const named = (names: string | undefined) =>
    names?.startsWith("{") === true &&
    names
      .slice(1, -1)
      .split(",")
      .filter((name) => name.trim() !== "")
      .every((name) => name.trim().startsWith("type "));
  const imports = [
    ...[...text.matchAll(statement)].map(({ 1: type, 2: names, 3: specifier = "", index }) => ({
      target: target(specifier),
      typesOnly: type !== undefined || named(names),
      line: lineAt(index),
    })),
    ...[...text.matchAll(dynamic)].map(({ 1: specifier = "", index }) => ({
      target: target(specifier),
      typesOnly: false,
      line: lineAt(index),
    })),
  ];
  return { path, text, lines: text.split("\n"), imports };
}

/** All TypeScript files below the folders, sorted by path. */
export function readTree(...folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .map((path) => sourceFile(path, readFileSync(path, "utf8")));
}

export const isTest = ({ path }: SourceFile): boolean => /\.test\.tsx?$/.test(path);
export const isGenerated = ({ path }: SourceFile): boolean => path.endsWith(".gen.ts");
/** `src/base/ip.ts` lies in `base`; files directly in src have no folder. */
export const folderOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];
