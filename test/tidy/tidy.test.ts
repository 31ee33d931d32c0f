import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatPages, pagesFolder } from "../../scripts/format-pages.ts";
import { listedFile, listedPath, pieceCounts, pieces, registry } from "../../scripts/generate.ts";
import { sizeFile, sizePage } from "../../scripts/size.ts";
import { registry as commands } from "../../src/cli/commands/registry.gen.ts";
import { exemptions, tables, withoutExempt } from "./exemptions.ts";
import { circleFindings, goneFolders, layerFindings } from "./layers.ts";
import { caseNames, pieceFindings, proofFindings, proofs } from "./pieces.ts";
import {
  machineFindings,
  mergeFindings,
  nameFindings,
  purposeFindings,
  rfcFindings,
  sizeFindings,
  sqliteFindings,
  worldFindings,
  writeFindings,
} from "./shape.ts";
import { isGenerated, readTree, type SourceFile, sourceFile } from "./tree.ts";

const src = readTree("src");
const all = readTree("src", "test", "scripts");
const table = readFileSync("ARCHITECTURE.md", "utf8");
const good = "/** Does one thing. */\n";
const made = (path: string, text: string): readonly SourceFile[] => [sourceFile(path, text)];

describe("layers", () => {
  test("every import is allowed by the table in ARCHITECTURE.md", () => {
    expect(withoutExempt("layers", layerFindings(src, table))).toEqual([]);
    expect(goneFolders(src, table)).toEqual([]);
    expect(goneFolders(src, `${table}\n| imap | base |\n`)).toEqual([
      "ARCHITECTURE.md: the table has imap, which is no folder of src",
    ]);
  });
  test("a forbidden one is seen, an allowed one, types of the rest and `all but` are not", () => {
    const from = (path: string, text: string) => layerFindings(made(path, good + text), table);
    expect(from("src/base/x.ts", 'import { a } from "../mail/a.ts";')[0]).toMatch(
      /^src\/base\/x\.ts:2: base may not import mail/,
    );
    expect(from("src/cli/x.ts", 'import { a } from "../smtp/a.ts";')).toHaveLength(1);
    expect(from("src/cli/x.ts", 'import { type A, type B } from "../smtp/a.ts";')).toEqual([]);
    expect(from("src/events/x.ts", 'export { a } from "../mail/a.ts";')).toEqual([]);
    expect(from("src/app/x.ts", 'await import("../cli/a.ts");')).toHaveLength(1);
    expect(from("src/app/x.ts", 'import { a } from "../smtp/a.ts";')).toEqual([]);
    expect(from("src/smtp/x.ts", 'import { a } from "../../test/a.ts";')).toHaveLength(1);
    expect(from("src/strange/x.ts", "")[0]).toMatch(/not in ARCHITECTURE/);
  });
  test("no file imports itself by a detour", () => {
    expect(circleFindings(src)).toEqual([]);
  });
  test("a circle is seen, one of types only is none", () => {
    const circle = (typesOnly: string) => [
      sourceFile("src/base/a.ts", 'import { b } from "./b.ts";'),
      sourceFile("src/base/b.ts", `import ${typesOnly}{ a } from "./a.ts";`),
    ];
    expect(circleFindings(circle(""))).toEqual([expect.stringContaining("a.ts -> src/base/b.ts -> src/base/a.ts")]);
    expect(circleFindings(circle("type "))).toEqual([]);
  });
});

describe("files", () => {
  test("begin with their purpose", () => {
    expect(
      purposeFindings([
        ...src,
        ...readTree("scripts"),
        ...readTree("test").filter(({ path }) => !path.endsWith(".test.ts")),
      ]),
    ).toEqual([]);
    expect(purposeFindings(made("src/base/x.ts", "export const a = 1;\n"))).toHaveLength(1);
    expect(purposeFindings(made("src/base/x.ts", good))).toEqual([]);
  });
  test("and functions have an end", () => {
    expect(withoutExempt("size", sizeFindings(all))).toEqual([]);
    const long = `${good}export function f(a: number): number {\n${"  a += 1;\n".repeat(69)}}\n`;
    expect(sizeFindings(made("src/base/x.ts", long))).toEqual([
      expect.stringMatching(/x\.ts:2: a function of 71 lines/),
    ]);
    expect(sizeFindings(made("src/base/x.ts", "const f = (\n  a,\n) => {\n  if (a) {\n  }\n};\n"))).toEqual([]);
    expect(sizeFindings(made("src/base/x.ts", "\n".repeat(401)))).toEqual([expect.stringMatching(/has 401 lines/)]);
  });
  test("have names of the field", () => {
    expect(nameFindings(all)).toEqual([]);
    for (const path of ["src/base/utils.ts", "src/core/a.ts", "src/mail/helper.test.ts", "src/mail/misc.ts"])
      expect(nameFindings(made(path, ""))).toHaveLength(1);
    expect(nameFindings(made("src/mail/score.ts", ""))).toEqual([]);
  });
  test("cite standards so that one search finds them", () => {
    // What a provider says is quoted as he says it.
    const quoting = /^(?:test\/tidy|src\/diagnosis\/replies\/providers)\//;
    expect(rfcFindings(all.filter(({ path }) => !quoting.test(path)))).toEqual([]);
    const cites = (text: string) => rfcFindings(made("src/mail/x.ts", text)).length;
    for (const wrong of [
      "RFC5321",
      "RFC-5321",
      "rfc 5321",
      "RFC 5321 section 4.5",
      "RFC 5321, section 4",
      "RFC 5321 § 4.5",
      "§x",
    ])
      expect([wrong, cites(wrong)]).toEqual([wrong, 1]);
    for (const right of ["RFC 5321 §4.5.3.1", "RFC 2034, RFC 3463", "message/rfc822"])
      expect([right, cites(right)]).toEqual([right, 0]);
  });
  test("hold no unfinished merge", () => {
    const pages = ["docs", "src", "test", "scripts", ".ci"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath}/${entry.name}`),
    );
    const top = readdirSync(".").filter((name) => /\.(?:md|json|ts)$/.test(name));
    expect([...pages, ...top].flatMap((path) => mergeFindings(path, readFileSync(path, "utf8")))).toEqual([]);
    expect(mergeFindings("a.md", `x\n${"<".repeat(7)} HEAD\ny\n`)).toEqual([
      expect.stringContaining("a.md:2: a merge"),
    ]);
  });
  test("name no path of this machine", () => {
    expect(machineFindings(all.filter(({ path }) => !path.startsWith("test/tidy/")))).toEqual([]);
    expect(machineFindings(made("src/x.ts", 'const a = "/home/ann/mail";'))).toHaveLength(1);
    expect(machineFindings(made("src/x.ts", "// see /root/x"))).toHaveLength(1);
    expect(machineFindings(made("src/x.ts", 'const a = "/var/log/mail.log";'))).toEqual([]);
  });
});

describe("the world stays at the edge", () => {
  test("clock, chance and environment are parameters", () => {
    expect(withoutExempt("world", worldFindings(src))).toEqual([]);
    for (const wrong of [
      "Date.now()",
      "const now = Date.now;",
      "Math.random()",
      "process.env.X",
      "new Date()",
      "Temporal.Now.instant()",
    ])
      expect([wrong, worldFindings(made("src/mail/x.ts", wrong)).length]).toEqual([wrong, 1]);
    for (const right of ["new Date(at)", "Temporal.Now.timeZoneId()"])
      expect([right, worldFindings(made("src/mail/x.ts", right)).length]).toEqual([right, 0]);
  });
  test("node:sqlite has one door for data", () => {
    expect(sqliteFindings(all)).toEqual([]);
    const text = 'import { DatabaseSync } from "node:sqlite";';
    expect(sqliteFindings(made("src/records/x.ts", text))).toHaveLength(1);
    expect(sqliteFindings(made("src/base/database.ts", text))).toEqual([]);
  });
  test("only the turn writes to client sockets", () => {
    expect(withoutExempt("writes", writeFindings(src))).toEqual([]);
    for (const wrong of ["socket.write(text)", "this.#socket.end(text)", "clientSocket?.write(text)"])
      expect([wrong, writeFindings(made("src/smtp/x.ts", wrong)).length]).toEqual([wrong, 1]);
    expect(writeFindings(made("src/smtp/x.ts", "outbox.write(text)"))).toEqual([]);
  });
});

describe("pieces", () => {
  test("have a proof of their name", () => {
    const findings = proofs.flatMap((kind) => proofFindings(src, kind, caseNames(kind.cases, kind.ending)));
    expect(withoutExempt("pieces", findings)).toEqual([]);
  });
  test("one without is seen", () => {
    const kind = { folder: "src/diagnosis/rules", cases: "cases", ending: ".case" };
    const rule = made("src/diagnosis/rules/greeting/ips-ban.ts", good);
    expect(proofFindings(rule, kind, [])).toEqual([expect.stringContaining("write cases/greeting.ips-ban.case")]);
    expect(proofFindings(rule, kind, ["greeting.ips-ban"])).toEqual([]);
    expect(proofFindings(rule, kind, ["greeting.ips-ban-later"])).toEqual([]);
  });
  test("export what their file is called, and never import each other", () => {
    expect(pieces.flatMap(({ folder }) => pieceFindings(src, folder))).toEqual([]);
    const wrong = [
      sourceFile("src/smtp/commands/rcpt.ts", 'import { mail } from "./mail.ts";\nexport const other = 1;\n'),
      sourceFile("src/smtp/commands/mail.ts", "export const mail = 1;\n"),
    ];
    expect(pieceFindings(wrong, "src/smtp/commands")).toHaveLength(2);
  });
  test("stand in a registry that is fresh", () => {
    for (const folder of pieces.filter((each) => existsSync(each.folder))) {
      const text = readFileSync(`${folder.folder}/registry.gen.ts`, "utf8");
      expect(text, `${folder.folder}/registry.gen.ts is stale; run npm run gen`).toBe(registry(folder));
    }
  });

  test("stand in a list of commands that is fresh", async () => {
    expect(readFileSync(listedPath, "utf8")).toBe(await listedFile());
  });
  test("and everything else are counted in docs/reference/size.md", () => {
    expect(readFileSync(sizeFile, "utf8"), `${sizeFile} is stale; run npm run gen`).toBe(sizePage(pieceCounts()));
  });
  test("for logs have a page each in docs/reference/formats", async () => {
    const pages = await formatPages();
    expect(readdirSync(pagesFolder).sort()).toEqual([...pages.keys()].sort());
    for (const [name, text] of pages)
      expect(readFileSync(`${pagesFolder}/${name}`, "utf8") === text, `${name} is stale; run npm run gen`).toBe(true);
  });
  test("of the command line show how they are used", async () => {
    for (const [id, load] of Object.entries(commands)) {
      const { summary, examples } = await load();
      expect(summary, `${id} has no sentence; say what it does`).not.toBe("");
      expect(examples.length, `${id} has no example; add one to src/cli/commands`).toBeGreaterThan(0);
      for (const [line] of examples)
        expect(line, "an example is a whole command line").toMatch(
          new RegExp(`\\bpostino ${id.replaceAll(".", " ")}\\b`),
        );
    }
  });
});

describe("exemptions", () => {
  test("have a reason each, and one that is not needed is seen", () => {
    const reasons = Object.values(exemptions).flatMap((paths) => Object.values<string>(paths));
    expect(reasons.filter((reason) => reason.length < 10)).toEqual([]);
    expect(withoutExempt("size", [])).toHaveLength(Object.keys(exemptions.size).length);
    expect(withoutExempt("size", ["src/a.ts: long"])).toContain("src/a.ts: long");
    expect(Object.keys(tables).filter((path) => !existsSync(path))).toEqual([]);
  });
  test("generated files are few and say so", () => {
    for (const { path, lines } of all.filter(isGenerated)) expect(lines[0], path).toMatch(/Made by `npm run gen`/);
  });
});
