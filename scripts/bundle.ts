/** Writes the program as a folder that needs nothing but Node: `npm run bundle [FOLDER]`. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";
import { addresses, type ReadyFile } from "./bundle-addresses.ts";
import { builtins } from "./bundle-builtins.ts";
import { notices } from "./bundle-notices.ts";

/** The page, as `npm run build:console` makes it. */
async function page(plugin: Plugin): Promise<readonly ReadyFile[]> {
  const { output } = (await build({
    logLevel: "warn",
    build: { write: false },
    plugins: [plugin],
  })) as Rolldown.RolldownOutput;
  return output.map((file) => ({
    path: join("dist/console", file.fileName),
    fileName: join("console", file.fileName),
    source: file.type === "asset" ? file.source : file.code,
  }));
}

/** A chunk has the name of the module that it begins with, or of the last in it: `lib/cli/commands/why.mjs`, `lib/zod.mjs`. */
function fileName({ name, facadeModuleId, moduleIds }: Rolldown.PreRenderedChunk): string {
  if (name === "postino") return "postino.mjs";
  const module = facadeModuleId ?? moduleIds.findLast((id) => !id.startsWith("\0")) ?? name;
  const [, packaged] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module) ?? [];
  const path = packaged ?? (module === name ? name : relative(".", module));
  return `lib/${path.replace(/^src\//, "").replace(/\.[jt]s$/, "")}.mjs`;
}

/** Not minified: a stack trace is read by people, and names the file of the source in whose place a chunk stands. */
async function program(folder: string, plugins: readonly Plugin[]): Promise<void> {
  await build({
    configFile: false,
    logLevel: "warn",
    plugins: [...plugins],
    ssr: { noExternal: true },
    build: {
      ...{ ssr: true, ssrEmitAssets: true, outDir: folder, emptyOutDir: true, copyPublicDir: false },
      ...{ target: "esnext", minify: false },
      rolldownOptions: {
        input: { postino: "bin/postino.js" },
        output: {
          entryFileNames: fileName,
          chunkFileNames: fileName,
          comments: { jsdoc: false, annotation: false, legal: true },
        },
      },
    },
  });
}

const folder = resolve(process.argv[2] ?? "dist/postino");
const isOthers = existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, "postino.mjs"));
if (isOthers) throw new Error(`${folder} holds something else: it would be emptied`);
const { plugin, page: noticesPage } = notices();
await program(folder, [addresses(await page(plugin)), builtins, plugin]);
chmodSync(join(folder, "postino.mjs"), 0o755);
copyFileSync("LICENSE", join(folder, "LICENSE"));
writeFileSync(join(folder, "THIRD-PARTY.md"), noticesPage());
// The units of systemd, with the program's names in this folder.
mkdirSync(join(folder, "packaging"));
for (const name of readdirSync("packaging")) {
  const unit = readFileSync(join("packaging", name), "utf8");
  const ours = unit.replaceAll("node_modules/.bin/node", "node").replaceAll("bin/postino.js", "postino.mjs");
  writeFileSync(join(folder, "packaging", name), ours);
}
