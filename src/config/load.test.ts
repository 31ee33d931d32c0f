import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UsageError } from "../base/error.ts";
import { sampleFile } from "./describe.ts";
import { loadConfig, nearest, parseConfig } from "./load.ts";
import { settings } from "./settings.ts";

/** "2:3 smtp.errors: …" for each fault. */
const faultsIn = (text: string): readonly string[] =>
  parseConfig(text).faults.map((fault) => `${fault.line}:${fault.column} ${fault.text}`);

describe("a key that is no setting", () => {
  test("is named with its own line and column, and the nearest right name", () => {
    expect(faultsIn("smtp:\n  erors: 25\n")).toEqual(["2:3 smtp.erors: no such setting; did you mean smtp.errors?"]);
    expect(faultsIn("log:\n  levels: { smpt: debug }\n")).toEqual([
      "2:13 log.levels.smpt: no such setting; did you mean log.levels.smtp?",
    ]);
  });
  test("may be a whole section", () => {
    expect(faultsIn("log: {}\nsmpt:\n  errors: 25\n")).toEqual(["2:1 smpt: no such setting; did you mean smtp?"]);
  });
  test("gets no guess where nothing is near", () => {
    expect(faultsIn("smtp:\n  quiteOtherName: 1\n")).toEqual(["2:3 smtp.quiteOtherName: no such setting"]);
  });
  test("is found inside lists, and when it is a number", () => {
    const pair = "    - certificate: a.pem\n      kay: b.pem\n";
    expect(faultsIn(`tls:\n  certificates:\n${pair}`)).toContain("4:7 tls.certificates.0.kay: no such setting");
    expect(faultsIn("smtp:\n  errors: 25\n  12: x\n")).toEqual([
      expect.stringMatching(/^3:3 smtp\.12: no such setting/),
    ]);
  });
  test("does not hide the next one", () => {
    expect(faultsIn("smtp:\n  erors: 25\n  porrt: 25\n").map((fault) => fault.slice(0, 3))).toEqual(["2:3", "3:3"]);
  });
  test("is compared without case", () => {
    expect(nearest("LISTENERS.MX.Prt")).toBe("listeners.mx.port");
    expect(nearest("something.else.entirely")).toBeUndefined();
  });
});

test("sizes and times may name their unit in the file, too", () => {
  const { config } = parseConfig(
    "smtp:\n  messageBytes: 50MB\n  sessionTimeoutSeconds: 5m\n  resume: { bytes: 1 GiB }\n",
  );
  expect(config?.smtp).toMatchObject({ messageBytes: 50_000_000, sessionTimeoutSeconds: 300 });
  expect(config?.smtp.resume.bytes).toBe(1_073_741_824);
  expect(faultsIn("smtp:\n  messageBytes: 50 miles\n")).toEqual([
    '2:17 smtp.messageBytes: takes a number, not "50 miles"',
  ]);
  expect(faultsIn("smtp:\n  resume: 5m\n")).toHaveLength(1);
});

describe("a value that cannot be", () => {
  test("of a wrong type is named with line and column of the value", () => {
    expect(faultsIn("smtp:\n  errors: many\n")).toEqual([
      expect.stringMatching(/^2:11 smtp\.errors: .*takes a number/),
    ]);
    expect(faultsIn("smtp: 3\n")).toEqual([expect.stringMatching(/^1:7 smtp: takes names with values/)]);
    expect(faultsIn("- a\n")).toEqual([expect.stringMatching(/^1:1 the file: takes names with values/)]);
  });
  test("beyond a limit tells the limit", () => {
    expect(faultsIn("server:\n  node: 1\nsmtp:\n  errors: 70000\n")).toEqual([expect.stringMatching(/^4:11 .*10000/)]);
  });
  test("in a list is named with its place in the list", () => {
    expect(faultsIn("tls:\n  certificates:\n    - certificate: a.pem\n      key: 3\n")).toEqual([
      expect.stringMatching(/^4:12 tls\.certificates\.0\.key: /),
    ]);
  });
});

describe("text that is no YAML", () => {
  test("is a fault with line and column, never an exception", () => {
    expect(faultsIn("smtp:\n  errors: [\n")).toEqual([expect.stringMatching(/^3:1 /)]);
    expect(faultsIn("smtp:\n\tport: 25\n")).toEqual([expect.stringMatching(/^2:1 .*[Tt]ab/)]);
    expect(faultsIn("smtp:\n  errors: 25\n  errors: 26\n")).toEqual([expect.stringMatching(/^3:3 .*unique/)]);
  });
});

describe("what is not said", () => {
  test("is at its default, and an empty file is a whole configuration", () => {
    expect(parseConfig("").config?.smtp).toMatchObject({ errors: 20, sessionTimeoutSeconds: 300 });
    expect(parseConfig("smtp:\n  errors: 25\n").config?.smtp).toMatchObject({ errors: 25, sessionTimeoutSeconds: 300 });
  });
  test("stands in the sample file, which parses to the defaults", () => {
    expect(parseConfig(sampleFile())).toEqual(parseConfig(""));
    for (const { path, description } of settings()) {
      expect(sampleFile()).toContain(description);
      expect(sampleFile()).toMatch(new RegExp(`^ *${path.split(".").at(-1)}: `, "m"));
    }
  });
});

test("a file is refused with its name, the first fault and the number of others", () => {
  const folder = mkdtempSync(join(tmpdir(), "postino-config-"));
  try {
    const path = join(folder, "postino.yaml");
    expect(() => loadConfig(path)).toThrow(/postino\.yaml: no such file; .*--config/);
    writeFileSync(path, "smtp:\n  erors: 25\n  errors: 0\n");
    expect(() => loadConfig(path)).toThrow(UsageError);
    expect(() => loadConfig(path)).toThrow(/postino\.yaml:\d:\d+: smtp\..*\(and 1 more; see postino config check\)/);
    writeFileSync(path, "smtp:\n  errors: 25\n");
    expect(loadConfig(path).smtp.errors).toBe(25);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
