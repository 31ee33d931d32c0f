/** Node's own modules, taken so that a start does not pay for what it does not use of them. */
import type { Plugin } from "vite";

/** `import fs, { open as open$1 } from "node:fs";`, as rolldown writes it. */
const line = /^import (?:(?:\* as )?([\w$]+))?(?:, )?(?:\{ ([^}]*) \})? from "(node:[\w/]+)";$/gm;

/** Commander can start programs as its commands, which ours are not: loaded for nothing, it would be the slowest of all. */
const isSeldomUsed = (module: string): boolean => module === "node:child_process";

function withoutImports(code: string): string {
  const seldom = new Map<string, string>();
  const text = code.replaceAll(line, (_, whole?: string, names?: string, module = "") => {
    const taken = `globalThis.process.getBuiltinModule("${module}")`;
    const isLate = whole && isSeldomUsed(module);
    if (isLate) seldom.set(whole, taken);
    return [
      ...(whole && !isLate ? [`const ${whole} = ${taken};`] : []),
      ...(names ? [`const { ${names.replaceAll(" as ", ": ")} } = ${taken};`] : []),
    ].join(" ");
  });
  const uses = (name: string) => new RegExp(`(?<![\\w$.])${RegExp.escape(name)}(?=\\.)`, "g");
  return [...seldom].reduce((sum, [name, taken]) => sum.replaceAll(uses(name), taken), text);
}

/**
 * An import reads all that a module of Node has, and so loads what that loads only when it is asked for: the streams of `node:fs`, the classes of
 * `node:zlib`. Destructuring reads the names alone.
 */
export const builtins: Plugin = {
  name: "builtins",
  renderChunk: (code) => ({ code: withoutImports(code), map: null }),
};
