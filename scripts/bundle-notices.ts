/** The licences of the packages that are in a bundle. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const packageFolder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const licenceFile = /^(?:licen[cs]e|copying|notice|copyright)/i;

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

function noticeOf(folder: string): string {
  const { name, version, license = "" } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Package;
  const files = readdirSync(folder).filter((file) => licenceFile.test(file));
  if (files.length === 0) throw new Error(`${name} is bundled, and no file says under which licence`);
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  return [
    `## ${name} ${version}${license && ` (${license})`}`,
    ...texts.map((text) => text.replaceAll(/^/gm, "    ")),
  ].join("\n\n");
}

/** A plugin for each build, and then the page about all that they took in. */
export function notices(): { readonly plugin: Plugin; readonly page: () => string } {
  const folders = new Set<string>();
  return {
    plugin: {
      name: "notices",
      generateBundle(_, files) {
        for (const file of Object.values(files)) {
          if (file.type !== "chunk") continue;
          for (const id of file.moduleIds) {
            const [folder] = packageFolder.exec(id) ?? [];
            if (folder) folders.add(folder);
          }
        }
      },
    },
    page: () => {
      const intro = "# Third parties\n\nThis folder has parts of these packages in it, under their own licences.";
      return `${[intro, ...[...folders].map(noticeOf).sort()].join("\n\n")}\n`;
    },
  };
}
