import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { isBuilt, isView, readPage } from "./page.ts";

const folder = mkdtempSync(join(tmpdir(), "postino-page-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("where nobody has built the page, one says how", () => {
  const page = readPage(join(folder, "none"));
  expect([...page.keys()]).toEqual(["/"]);
  expect(page.get("/")?.body.toString()).toContain("npm run build:console");
  expect(isBuilt(join(folder, "none"))).toBe(false);
});

test("each page of the console is a view, and nothing else is", () => {
  const source = ["app.tsx", "me.ts"].map((file) => readFileSync(join("src/console", file), "utf8")).join("");
  const shown = Array.from(source.matchAll(/(?:first === |path === |path: )"\/?(\w*)"/g), ([, name]) => `/${name}`);
  expect(shown.length).toBeGreaterThan(6);
  expect(shown.filter((path) => !isView(path))).toEqual([]);
  expect(["/health", "/metrics", "/index.php", "//sessions"].filter(isView)).toEqual([]);
});

test("its files are there by their paths, packed; those with a hash in their name may be kept for ever", () => {
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<p>page</p>");
  writeFileSync(join(folder, "assets", "index-1a.js"), "go()");
  const page = readPage(folder);
  expect(isBuilt(folder)).toBe(true);
  expect([...page.keys()].sort()).toEqual(["/", "/assets/index-1a.js"]);
  const [html, script] = [page.get("/"), page.get("/assets/index-1a.js")];
  expect([html?.type, html?.isLasting, script?.isLasting]).toEqual(["text/html; charset=utf-8", false, true]);
  expect(gunzipSync(script?.packed ?? Buffer.alloc(0)).toString()).toBe("go()");
  expect(script?.etag).not.toBe(html?.etag);
});
