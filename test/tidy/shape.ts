/** The shape of single files: first line, size, names, what they may say and touch. */
import { tables } from "./exemptions.ts";
import { type Finding, isGenerated, isTest, type SourceFile } from "./tree.ts";

/** A function is as long as its idea; these are the ends (house rule 4). */
export const maxFunctionLines = 70;
export const maxFileLines = 400;

/** Files whose first line is no purpose. Tests speak by their names. */
export const purposeFindings = (files: readonly SourceFile[]): readonly Finding[] =>
  files
    .filter((file) => !isTest(file))
    .filter(({ lines }) => !/^\/\*\* \S.*[.!?:;)`]? \*\/$/.test(lines[0] ?? "") && !/^\/\*\*$/.test(lines[0] ?? ""))
    .map(({ path }) => `${path}:1: has no purpose; begin it with one sentence in /** … */`);

const header = /(?:=>|\)(?:: [^={]+)?) \{$/;
const control = /^\s*(?:\} )?(?:if|for|while|switch|catch|else|do|try|with)\b/;

/** Functions by their first and last line. Biome's indentation tells where one ends. */
function functionsOf({ lines }: SourceFile): readonly { readonly line: number; readonly length: number }[] {
  return lines.flatMap((text, index) => {
    if (!header.test(text) || control.test(text)) return [];
    const indent = /^ */.exec(text)?.[0] ?? "";
    const end = lines.findIndex((later, at) => at > index && later.startsWith(`${indent}}`));
    return end < 0 ? [] : [{ line: index + 1, length: end - index + 1 }];
  });
}

/** Files and functions that are too long. Tests may be long lists of expectations, but not endless files. */
export const sizeFindings = (files: readonly SourceFile[]): readonly Finding[] =>
  files
    .filter((file) => !isGenerated(file))
    .flatMap((file) => [
      ...(file.lines.length - 1 > maxFileLines && !(file.path in tables)
        ? [`${file.path}: has ${file.lines.length - 1} lines, ${maxFileLines} are the end; split it by idea`]
        : []),
      ...(isTest(file) ? [] : functionsOf(file))
        .filter(({ length }) => length > maxFunctionLines)
        .map(
          ({ line, length }) =>
            `${file.path}:${line}: a function of ${length} lines, ${maxFunctionLines} are the end; take out an idea that has a name`,
        ),
    ]);

const drawers = /(?:^|\/)(utils?|helpers?|common|core|managers?|services?|misc|shared|lib)(?:\.test)?(?:\.tsx?|\/)/;

/** Files and folders whose names say nothing. */
export const nameFindings = (files: readonly SourceFile[]): readonly Finding[] =>
  files.flatMap(({ path }) => {
    const drawer = drawers.exec(path)?.[1];
    return drawer ? [`${path}: "${drawer}" is no noun of the field; name it after what it holds`] : [];
  });

/** A rule about words that may stand only in some places. */
interface Word {
  readonly pattern: RegExp;
  readonly says: string;
}

const lineFindings = (files: readonly SourceFile[], { pattern, says }: Word): readonly Finding[] =>
  files.flatMap(({ path, lines }) =>
    lines.flatMap((text, index) => (pattern.test(text) ? [`${path}:${index + 1}: ${says}`] : [])),
  );

/** Clock, chance and environment are parameters but at the edge. */
export const worldFindings = (files: readonly SourceFile[]): readonly Finding[] =>
  lineFindings(
    files.filter((file) => !isTest(file)),
    {
      pattern:
        /\bDate\.now\b(?!`)|\bMath\.random\b|\bprocess\.env\b|\bnew Date\(\)|\bTemporal\.Now\b(?!\.timeZoneId\b)/,
      says: "takes time, chance or the environment by itself; make it a parameter that app/ or cli/ passes in",
    },
  );

/** node:sqlite has one door for data, because its names still change, and one for a lock, which holds none. */
const sqliteDoors = ["src/base/database.ts", "src/base/lock.ts"];

/** Whoever else imports it. */
export function sqliteFindings(files: readonly SourceFile[]): readonly Finding[] {
  const importers = files.filter(({ imports }) => imports.some(({ target }) => target === "node:sqlite"));
  return importers
    .filter(({ path }) => !sqliteDoors.includes(path))
    .map(({ path }) => `${path}: imports node:sqlite; use src/base/database.ts, the door to data`);
}

/** Replies reach clients by the turn only, so that the log is written before them. */
export const writeFindings = (files: readonly SourceFile[]): readonly Finding[] =>
  lineFindings(
    files.filter((file) => !isTest(file) && file.path !== "src/net/turn.ts"),
    {
      pattern: /socket\)?\??\.(?:write|end)\(/i,
      says: "writes to a socket; hand the reply to the outbox of src/net/turn.ts, which logs first",
    },
  );

/** "RFC 5321 §4.5.3.1", so that one search finds all uses of a section. */
export const rfcFindings = (files: readonly SourceFile[]): readonly Finding[] =>
  lineFindings(files, {
    pattern:
      /\bRFC(?! \d{3,5}\b)[ -]?#?\d+|\brfc \d{3,5}\b|RFC \d+,? (?:section|sec\.|chapter|§ )|§(?!\d+(?:\.\d+)*\b|[A-Z]\b)/,
    says: "cites a standard otherwise than `RFC 5321 §4.5.3.1`; write it so that one search finds it",
  });

/** A path of one person's machine says nothing on another. */
export const machineFindings = (files: readonly SourceFile[]): readonly Finding[] =>
  lineFindings(files, {
    pattern: new RegExp(
      ["/home/\\w", "/work/\\w", "/root/", "/Users/\\w", "[A-Z]:\\\\Users"]
        .map((path) => `["'\`(\\s]${path}`)
        .join("|"),
    ),
    says: "names a path of one machine; take it from a parameter, or make a temporary folder",
  });

/** What a merge left behind; in Markdown and cases nothing else would notice. */
export const mergeFindings = (path: string, text: string): readonly Finding[] =>
  text
    .split("\n")
    .flatMap((line, index) =>
      /^(?:<{7}|>{7}) /.test(line)
        ? [`${path}:${index + 1}: a merge was not finished; choose a side and take the marks out`]
        : [],
    );
