#!/usr/bin/env node
// Says clearly what is wrong where Node is too old to read the sources, otherwise starts the program.
const major = Number(process.versions.node.split(".")[0]);
if (major < 26) {
  console.error(`postino: needs Node 26 or newer, this is ${process.versions.node}; where npm brings it: npm start, or npm run postino -- COMMAND`);
  process.exit(2);
}
// A log file whose disk hangs keeps a thread: enough are left that store mail. Read when the first of them is needed.
process.env.UV_THREADPOOL_SIZE ??= "16";
const { enableCompileCache, registerHooks } = await import("node:module");
// Before the first source: what is compiled already is not even parsed.
enableCompileCache();
// A source names others by their whole relative path: to look for each on the disk first would take a fifth of a command's start.
const formats = { ts: "module-typescript", mjs: "module" };
registerHooks({
  resolve: (specifier, context, next) => {
    const [, ending] = /^\.\.?\/.*\.(ts|mjs)$/.exec(specifier) ?? [];
    if (!ending) return next(specifier, context);
    return { url: new URL(specifier, context.parentURL).href, format: formats[ending], shortCircuit: true };
  },
});
await import("../src/cli/main.ts");
