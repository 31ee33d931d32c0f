/** Writes what is derived: registries, routes and pages. `npm run gen`; a test fails when it would change anything. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Command, Help } from "commander";
import { sizeFile, sizePage } from "./size.ts";

/** A folder whose files each export one piece, named like the file in camel case. */
interface Pieces {
  readonly folder: string;
  /** Where the seam is declared, and the type of a piece there. */
  readonly seam: string;
  readonly type: string;
  /** The registry holds loaders, so that only the piece that is asked for is read. */
  readonly lazy?: boolean;
}

export const pieces: readonly Pieces[] = [
  { folder: "src/reading/formats", seam: "../format.ts", type: "LogFormat" },
  { folder: "src/smtp/commands", seam: "../command.ts", type: "SmtpCommand" },
  { folder: "src/intrusion/rules", seam: "../rule.ts", type: "IntrusionRule" },
  { folder: "src/diagnosis/rules", seam: "../rule.ts", type: "DiagnosisRule" },
  { folder: "src/diagnosis/replies/providers", seam: "../provider.ts", type: "Provider" },
  { folder: "src/cli/commands", seam: "../command.ts", type: "CliCommand", lazy: true },
  { folder: "src/api/operations", seam: "../operation.ts", type: "Operation", lazy: true },
];

/** `ips-ban` is `ipsBan`. */
export const exportName = (file: string): string => file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** An id as the key of an object. */
const key = (id: string): string => (/^\w+$/.test(id) ? id : JSON.stringify(id));

/** The ids of the pieces in a folder, sorted: paths below it with dots, without the ending. */
export function pieceFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !/\.(gen|test)\.ts$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** The text of a folder's `registry.gen.ts`. */
export function registry({ folder, seam, type, lazy }: Pieces): string {
  const files = pieceFiles(folder);
  const named = files.map((file) => {
    const id = file.replace(/\.ts$/, "").replaceAll("/", ".");
    const name = exportName(id.split(".").at(-1) ?? id);
    const alias = id.includes(".") ? exportName(id.replaceAll(".", "-")) : name;
    return { file, id, name, alias };
  });
  const imports = named.map(({ file, name, alias }) =>
    alias === name ? `import { ${name} } from "./${file}";` : `import { ${name} as ${alias} } from "./${file}";`,
  );
  const entries = named.map(({ file, id, name, alias }) =>
    lazy ? `  ${key(id)}: async () => (await import("./${file}")).${name},` : `  ${key(id)}: ${alias},`,
  );
  return [
    `/** All pieces of this folder by id. Made by \`npm run gen\`; do not edit. */`,
    `import type { ${type} } from "${seam}";`,
    ...(lazy ? [] : imports),
    "",
    `export const registry: Readonly<Record<string, ${lazy ? `() => Promise<${type}>` : type}>> = {`,
    ...entries,
    "};",
    "",
  ].join("\n");
}

/** How many pieces each folder holds. */
export const pieceCounts = (): readonly (readonly [folder: string, count: number])[] =>
  pieces.filter(({ folder }) => existsSync(folder)).map(({ folder }) => [folder, pieceFiles(folder).length]);

/** Where the page finds each operation, and what it says of its input and output: `src/console/routes.gen.ts`. */
export async function routesFile(): Promise<string> {
  const { registry: operations } = await import("../src/api/operations/registry.gen.ts");
  const all = await Promise.all(
    Object.entries(operations).map(async ([id, load]) => ({ id, route: (await load()).route })),
  );
  return [
    "/** Every operation of the API: its route, and the types of its input and output. Made by `npm run gen`; do not edit. */",
    'import type { z } from "zod";',
    ...all.map(({ id }) => `import type { ${exportName(id)} } from "../api/operations/${id}.ts";`),
    "",
    "export const routes = {",
    ...all.map(({ id, route }) => `  ${key(id)}: ${JSON.stringify(route.replace(" ", " /api"))},`),
    "} as const;",
    "",
    "interface Operations {",
    ...all.map(({ id }) => `  readonly ${key(id)}: typeof ${exportName(id)};`),
    "}",
    "",
    "export type OperationId = keyof Operations;",
    'export type Input<K extends OperationId> = z.input<Operations[K]["input"]>;',
    'export type Output<K extends OperationId> = z.output<Operations[K]["output"]>;',
    "",
  ].join("\n");
}

export const routesPath = "src/console/routes.gen.ts";

/** What the list of commands says of each, so that no command is loaded for it: `src/cli/listed.gen.ts`. */
export async function listedFile(): Promise<string> {
  const { registry: commands } = await import("../src/cli/commands/registry.gen.ts");
  const all = await Promise.all(
    Object.entries(commands).map(async ([id, load]) => {
      const { summary, declare } = await load();
      const command = new Command("");
      declare(command);
      return [id, { words: new Help().subcommandTerm(command).replace("[options]", "").trim(), summary }] as const;
    }),
  );
  return [
    "/** What the list of commands says of each. Made by `npm run gen`; do not edit. */",
    "export const listed: Readonly<Record<string, { readonly words: string; readonly summary: string }>> = {",
    ...all.map(
      ([id, { words, summary }]) =>
        `  ${key(id)}: {\n    words: ${JSON.stringify(words)},\n    summary: ${JSON.stringify(summary)},\n  },`,
    ),
    "};",
    "",
  ].join("\n");
}

export const listedPath = "src/cli/listed.gen.ts";

if (import.meta.main) {
  for (const folder of pieces) {
    if (!existsSync(folder.folder)) continue;
    const file = join(folder.folder, "registry.gen.ts");
    const text = registry(folder);
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  }
  writeFileSync(routesPath, await routesFile());
  writeFileSync(listedPath, await listedFile());
  mkdirSync(dirname(sizeFile), { recursive: true });
  writeFileSync(sizeFile, sizePage(pieceCounts()));
  const { formatPages, pagesFolder } = await import("./format-pages.ts");
  const pages = await formatPages();
  rmSync(pagesFolder, { recursive: true, force: true });
  mkdirSync(pagesFolder);
  for (const [name, text] of pages) writeFileSync(join(pagesFolder, name), text);
}
