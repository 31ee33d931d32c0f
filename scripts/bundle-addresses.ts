/** What the sources find by its place (a thread's module, the page) is found in the bundle, too. */
import { dirname, relative, resolve } from "node:path";
import type { Plugin } from "vite";

/** A file that is made already. */
export interface ReadyFile {
  /** Where the sources look for it, from the top of the repository. */
  readonly path: string;
  /** Where it stands in the bundle. */
  readonly fileName: string;
  readonly source: string | Uint8Array;
}

/** `new URL("./upkeep.ts", import.meta.url)`. */
const address = /new URL\(\s*"(\.[^"]+)",\s*import\.meta\.url,?\s*\)/g;
/** What else goes by the place of a module. */
const placed = /import\.meta\.\w+|createRequire\(|\b__(?:dir|file)name\b/;

/**
 * Makes a chunk of each module that is named by its address, and lays the ready files where they are looked for. Fails for what it does not
 * know, which would be missed only when somebody needs it.
 */
export function addresses(ready: readonly ReadyFile[]): Plugin {
  const emitted = new Map<string, string>();
  return {
    name: "addresses",
    buildStart() {
      for (const { path, fileName, source } of ready)
        emitted.set(resolve(path), this.emitFile({ type: "asset", fileName, source }));
    },
    transform: {
      order: "pre",
      filter: { id: { include: /\.[jt]s$/, exclude: /\/node_modules\/|\brolldown\/runtime\b/ } },
      handler(code, id) {
        const other = placed.exec(code.replaceAll(address, ""));
        if (other) this.error(`${id} has "${other[0]}", and what it finds by that is not in the bundle`);
        const chunk = (module: string, name: string): string => {
          const known =
            emitted.get(module) ?? this.emitFile({ type: "chunk", id: module, name, preserveSignature: "strict" });
          emitted.set(module, known);
          return known;
        };
        const file = (path: string): string =>
          emitted.get(path) ?? this.error(`${id} names ${path}, which is not in the bundle`);
        const at = (path: string): string => (/\.[jt]s$/.test(path) ? chunk(path, relative(".", path)) : file(path));
        return {
          code: code.replaceAll(
            address,
            (_, to: string) => `import.meta.ROLLDOWN_FILE_URL_${at(resolve(dirname(id), to))}`,
          ),
          map: null,
        };
      },
    },
    resolveFileUrl: {
      order: "pre",
      handler: ({ relativePath }) => `new URL(${JSON.stringify(`./${relativePath}`)}, import.meta.url)`,
    },
  };
}
