/** Builds the web page: `npm run build:console`, which `npm start` does by itself. */
import { defineConfig } from "vite";

export default defineConfig({
  root: "src/console",
  base: "/",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../dist/console",
    emptyOutDir: true,
    // A strict policy for content forbids data: addresses of scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2024",
  },
});
