/** sslscan (Debian package sslscan) finds nothing weak in our TLS, at once and behind STARTTLS. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Program, prepareAnyPorts } from "../program.ts";

let data = "";
let server: Program;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "postino-scan-"));
  await prepareAnyPorts(data);
  server = new Program(["serve", "--data", data]);
  await server.port();
});
afterAll(async () => {
  server.child.kill("SIGKILL");
  await server.ended;
  rmSync(data, { recursive: true });
});

type Element = Readonly<Record<string, string>>;

/** The elements of that name in a report, as their attributes. */
const elements = (report: string, name: string): readonly Element[] =>
  Array.from(report.matchAll(new RegExp(`<${name} ([^>]*?)/?>`, "g")), ([, attributes = ""]) =>
    Object.fromEntries(Array.from(attributes.matchAll(/([\w-]+)="([^"]*)"/g), ([, key, value]) => [key, value])),
  );

async function scan(kind: "mx" | "submission" | "submissions"): Promise<string> {
  const starttls = kind === "submissions" ? [] : ["--starttls-smtp"];
  const target = `127.0.0.1:${await server.port(kind)}`;
  const options = ["--xml=-", ...starttls, target];
  const scanned = await promisify(execFile)("sslscan", options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new Error("sslscan is missing: install the package sslscan, as .ci/run does");
    throw error;
  });
  return scanned.stdout;
}

const curves = ["25519", "P-256", "P-384"];

describe.each(["submissions", "submission", "mx"] as const)("%s", (kind) => {
  let report = "";
  beforeAll(async () => {
    report = await scan(kind);
  });

  test("only TLS 1.2 and 1.3", () => {
    const enabled = elements(report, "protocol").filter((protocol) => protocol.enabled === "1");
    expect(enabled.map(({ type, version }) => `${type} ${version}`).toSorted()).toEqual(["tls 1.2", "tls 1.3"]);
  });

  test("only ciphers with forward secrecy and authenticated encryption", () => {
    const ciphers = elements(report, "cipher");
    expect(ciphers.length).toBeGreaterThan(3);
    for (const { cipher, strength, bits, sslversion } of ciphers) {
      expect(`${sslversion} ${cipher}`).toMatch(
        /^TLSv1\.(?:3 TLS_|2 ECDHE-(?:ECDSA|RSA)-)(?:AES_?(?:128|256)[_-]GCM|CHACHA20[_-]POLY1305)/,
      );
      expect(Number(bits)).toBeGreaterThanOrEqual(128);
      expect(["strong", "acceptable"]).toContain(strength);
    }
  });

  test("only strong curves", () => {
    const groups = elements(report, "group");
    expect(groups.length).toBeGreaterThan(1);
    for (const { name } of groups)
      expect(
        curves.some((curve) => name?.includes(curve)),
        name,
      ).toBe(true);
  });

  test("no renegotiation by the client, no heartbleed, no compression as far as sslscan can look for it", () => {
    // Debian's sslscan is built without compression, and says nothing of it.
    expect(elements(report, "compression").filter(({ supported }) => supported !== "0")).toEqual([]);
    expect(elements(report, "heartbleed").filter(({ vulnerable }) => vulnerable !== "0")).toEqual([]);
    expect(elements(report, "heartbleed").length).toBeGreaterThan(0);
    expect(elements(report, "renegotiation")).toEqual([{ supported: "0", secure: "0" }]);
  });
});
