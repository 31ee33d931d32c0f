/** The files of the page as vite built them, in memory, packed once; or what to say where nobody has built it. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

export interface PageFile {
  readonly type: string;
  readonly body: Buffer<ArrayBuffer>;
  readonly packed: Buffer<ArrayBuffer>;
  readonly etag: string;
  /** Its name has a hash of what is in it, so that a browser may keep it for ever. */
  readonly isLasting: boolean;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

const notBuilt = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Postino</title>
<h1>The page is not built</h1>
<p>The server runs, and its API answers below <a href="/api/openapi.json">/api</a>.
To have the page, run <code>npm run build:console</code> in Postino's folder and start the server again; <code>npm start</code> does both.</p>
</html>
`;

/** What the page shows, by the first part of the address; what follows it is the page's own. */
const views: ReadonlySet<string> = new Set(["login", "sessions", "blocks", "logs", "settings", "account"]);

/** Does the page show something at that path? */
export const isView = (path: string): boolean => path === "/" || views.has(path.split("/")[1] ?? "");

/** Has somebody built the page in that folder? */
export const isBuilt = (folder: string): boolean => existsSync(join(folder, "index.html"));

/** By path: "/", "/assets/index-x.js". */
export function readPage(folder: string): ReadonlyMap<string, PageFile> {
  if (!isBuilt(folder)) return new Map([["/", pageFile("/index.html", Buffer.from(notBuilt))]]);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll("\\", "/"));
  return new Map(
    paths.map((path) => [path === "/index.html" ? "/" : path, pageFile(path, readFileSync(join(folder, path)))]),
  );
}

function pageFile(path: string, content: Buffer): PageFile {
  const body = Buffer.from(content);
  return {
    type: types[extname(path)] ?? "application/octet-stream",
    body,
    packed: Buffer.from(gzipSync(body, { level: 9 })),
    etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
    isLasting: path.startsWith("/assets/"),
  };
}
