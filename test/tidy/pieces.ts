/** Each piece has its proof, and its file, its export and its id are one name. */
import { existsSync, readdirSync } from "node:fs";
import { exportName } from "../../scripts/generate.ts";
import { type Finding, isGenerated, isTest, type SourceFile } from "./tree.ts";

/** A folder of pieces and how the proof of a piece is found among the repository's files. */
export interface Proofs {
  readonly folder: string;
  /** Where proofs lie, and how their names end. */
  readonly cases: string;
  readonly ending: string;
}

export const proofs: readonly Proofs[] = [
  { folder: "src/reading/formats", cases: "src/reading/cases", ending: ".case" },
  { folder: "src/smtp/commands", cases: "test/dialogs", ending: ".dialog" },
  { folder: "src/intrusion/rules", cases: "src/intrusion/cases", ending: ".case" },
  { folder: "src/diagnosis/rules", cases: "src/diagnosis/cases", ending: ".case" },
];

/** Names of the cases in a folder and below, with dots for slashes, without ending. */
export const caseNames = (folder: string, ending: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(ending))
        .map((file) => file.slice(0, -ending.length).replaceAll("/", "."))
    : [];

/** The id of a piece: its path below its folder, with dots. */
const idOf = (path: string, folder: string): string => path.slice(folder.length + 1, -3).replaceAll("/", ".");

export const piecesIn = (files: readonly SourceFile[], folder: string): readonly SourceFile[] =>
  files.filter((file) => file.path.startsWith(`${folder}/`) && !isTest(file) && !isGenerated(file));

/** Pieces without a case of their name (`postfix.case` or `postfix-more.case`). */
export const proofFindings = (
  files: readonly SourceFile[],
  { folder, cases, ending }: Proofs,
  names: readonly string[],
): readonly Finding[] =>
  piecesIn(files, folder)
    .filter(
      ({ path }) => !names.some((name) => name === idOf(path, folder) || name.startsWith(`${idOf(path, folder)}-`)),
    )
    .map(({ path }) => `${path}: has no proof; write ${cases}/${idOf(path, folder)}${ending}`);

/** Pieces that export something else than their name, and pieces that lean on each other. */
export const pieceFindings = (files: readonly SourceFile[], folder: string): readonly Finding[] => {
  const pieces = piecesIn(files, folder);
  return pieces.flatMap(({ path, text, imports }) => {
    const name = exportName(path.split("/").at(-1)?.slice(0, -3) ?? "");
    const other = imports.find(({ target }) => pieces.some((piece) => piece.path === target));
    return [
      ...(new RegExp(`^export (?:const ${name}\\b|\\{ \\w+ as ${name} \\};)`, "m").test(text)
        ? []
        : [`${path}: does not export ${name}; file, export and id are one name`]),
      ...(other
        ? [`${path}:${other.line}: imports the piece ${other.target}; move what both need beside the seam`]
        : []),
    ];
  });
};
