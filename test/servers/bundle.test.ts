/** The program as one folder: it is built, away from all packages, and does there what the sources do. */
import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { closeSync, existsSync, globSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askServer } from "../../src/api/control.ts";
import { paths } from "../../src/app/paths.ts";
import { readCase, sectionOf } from "../case-file.ts";
import { Program, prepareAnyPorts, type Ran } from "../program.ts";
import { greeted, patience } from "../running.ts";

let folder = "";
let script = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-bundle-"));
  execFileSync(process.execPath, ["scripts/bundle.ts", join(folder, "built")], {
    // As people build it, and not as tests do.
    env: { ...process.env, NODE_ENV: "" },
  });
  script = join(folder, "built/postino.mjs");
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: readonly string[]): Promise<Ran> => new Program(args, { script }).ended;
const fromSource = (...args: readonly string[]): Promise<Ran> => new Program(args).ended;
const log = sectionOf(readCase("src/reading/cases/postfix-everything.case"), "log").text;

/** Has each thread tell how it ends. */
const watchThreads =
  "--import=data:text/javascript,import{isMainThread}from'node:worker_threads';isMainThread||process.on('exit',(code)=>process._rawDebug('thread:'+code))";

/** What its files import, and what they find by an address, as they name it. */
function needs(): Readonly<Record<"imported" | "placed", readonly (readonly [file: string, what: string])[]>> {
  const files = globSync("built/**/*.mjs", { cwd: folder }).map((file) => {
    const path = join(folder, file);
    return [path, readFileSync(path, "utf8").replaceAll(/^\s*\*.*$/gm, "")] as const;
  });
  const named = (expression: RegExp) =>
    files.flatMap(([path, text]) =>
      Array.from(text.matchAll(expression), (found) => [path, found[1] ?? found[2] ?? ""] as const),
    );
  return {
    imported: named(/^(?:import|export) (?:[^"'\n]* from )?"([^"]+)";$|\bimport\("([^"]+)"\)/gm),
    placed: named(/new URL\("(\.[^"]+)"/g),
  };
}

test("it has all that it needs, but for Node", () => {
  const { imported, placed } = needs();
  const others = [...imported, ...placed].filter(([, what]) => !what.startsWith("node:"));
  expect([others.length, placed.length]).toEqual([expect.toSatisfy((count) => count > 500), 5]);
  expect(others.filter(([file, what]) => !what.startsWith(".") || !existsSync(join(dirname(file), what)))).toEqual([]);
});

test("it has what each thread does", async () => {
  const works = globSync("src/**/*.ts").flatMap((path) =>
    Array.from(readFileSync(path, "utf8").matchAll(/\bwork: "(\w+)"/g), ([, work = ""]) => work),
  );
  expect(works.toSorted()).toEqual(["searchPart", "serveQuestions", "upkeep"]);
  const begun = needs().placed.filter(([, what]) => what.endsWith(".mjs") && !what.endsWith("bin/thread.mjs"));
  const modules = await Promise.all(begun.map(([file, what]) => import(pathToFileURL(join(dirname(file), what)).href)));
  for (const work of works) expect(modules.filter((module) => typeof module[work] === "function")).toHaveLength(1);
});

test(
  "it answers from a log as the sources do, also in words for the time, in Italian, from a packed log and a bounce",
  patience,
  async () => {
    const path = join(folder, "mail.log");
    const file = openSync(path, "w");
    writeSync(file, log);
    closeSync(file);
    const zip = `${path}.gz`;
    execFileSync("gzip", ["-k", path]);
    const bounce = globSync("test/bounces/*.eml")[0] ?? "";
    for (const asked of [
      ["why", path, "--to", "dave@refuses.test", "--json"],
      ["why", zip, "--to", "dave@refuses.test", "--about", "around ten yesterday", "--lang", "it"],
      ["trace", path, "--jsonl"],
      ["sessions", path],
      ["log", "stat", path],
      ["explain", bounce],
      ["--help"],
      ["why", path, "--too", "dave@refuses.test"],
      ["serv"],
    ]) {
      const [ours, theirs] = await Promise.all([run(...asked), fromSource(...asked)]);
      expect([asked, ours]).toEqual([asked, theirs]);
    }
  },
);

test.skipIf(availableParallelism() < 2)("threads look through a large log", patience, async () => {
  const path = join(folder, "large.log");
  const file = openSync(path, "w");
  writeSync(file, log);
  const quiet = "Nov 29 23:00:00 mail postfix/anvil[77]: statistics: max cache size 1 at Nov 29 23:00:00\n".repeat(
    50_000,
  );
  for (let written = 0; written < 280 * 2 ** 20; written += quiet.length) writeSync(file, quiet);
  closeSync(file);
  const asked = ["why", path, "--to", "dave@refuses.test"];
  const { code, out, err } = await new Program(asked, { script, env: { NODE_OPTIONS: watchThreads } }).ended;
  expect([code, out.split("\n")[0], err]).toEqual([
    0,
    "dave@refuses.test  bounced",
    expect.stringMatching(/^(?:thread:0\n)+$/),
  ]);
});

test(
  "it serves mail and the page, and says what became of a message, itself and by the thread of its server; records are sealed in another",
  patience,
  async () => {
    const data = join(folder, "data");
    await prepareAnyPorts(data);
    const server = new Program(["serve", "--data", data], { script, env: { NODE_OPTIONS: watchThreads } });
    const client = await greeted(await server.port());
    await client.ask("EHLO c.example");
    expect(await client.ask("MAIL FROM:<ann@example.org>")).toMatch(/^250 /);
    expect(await client.ask("RCPT TO:<nobody@example.test>")).toMatch(/^550 /);
    expect(await client.ask("RCPT TO:<bob@example.test>")).toMatch(/^250 /);
    expect(await client.ask("DATA")).toMatch(/^354 /);
    expect(await client.ask("Subject: hello\r\n\r\nHello\r\n.")).toMatch(/^250 /);
    await client.ask("QUIT");
    const address = await server.page();
    const page = await (await fetch(address)).text();
    const [, code = ""] = /src="(\/assets\/[^"]+\.js)"/.exec(page) ?? [];
    expect((await fetch(new URL(code, address))).status).toBe(200);
    const why = (to: string) => run("why", "--data", data, "--to", to);
    expect((await why("nobody@example.test")).out).toMatch(/^nobody@example\.test {2}refused\n/);
    expect((await why("bob@example.test")).out).toMatch(/^bob@example\.test {2}delivered\n/);
    const asked = { operation: "why", input: { to: ["nobody@example.test"] }, by: "ann" };
    expect(await askServer(paths(data).controlSocket, asked)).toMatchObject({
      result: { answers: expect.arrayContaining([expect.objectContaining({ outcome: "refused" })]) },
    });
    server.child.kill("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 0, err: expect.stringMatching(/^(?:thread:0\n)+$/) });
    expect((await why("bob@example.test")).out).toMatch(/^bob@example\.test {2}delivered\n/);
  },
);

test("what a first start alone needs is in it", async () => {
  const module = pathToFileURL(join(folder, "built/lib/app/certificate.mjs")).href;
  const { certificate } = await (await import(module)).makeCertificate("mail.example.org", Date.now());
  expect(new X509Certificate(certificate).subject).toBe("CN=mail.example.org");
});

test("each part of a file names the source that it comes from, for who reads an error's place", () => {
  const text = readFileSync(join(folder, "built/lib/app/reader.mjs"), "utf8");
  expect(text.match(/^\/\/ src\/.*/gm)).toContain("// src/app/reader.ts");
});

test("its units of systemd name its own files", () => {
  const unit = readFileSync(join(folder, "built/packaging/postino.service"), "utf8");
  expect(unit).toContain("ExecStart=/opt/postino/node --max-semi-space-size=8 postino.mjs serve");
  expect(unit).toContain("ExecReload=/opt/postino/node postino.mjs reload");
});

test("it has the licence of each package in it", () => {
  const page = readFileSync(join(folder, "built/THIRD-PARTY.md"), "utf8");
  for (const name of ["commander", "zod", "preact", "postal-mime"])
    expect(page).toMatch(new RegExp(`^## ${name} \\d`, "m"));
});
