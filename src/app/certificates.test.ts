import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { schema } from "../config/schema.ts";
import { makeCertificate } from "./certificate.ts";
import { certificateFault, certificateWarnings, openCertificates } from "./certificates.ts";

const config = schema.parse({});
const now = Date.parse("2026-11-30T12:00:00Z");
const day = 86_400_000;
let data = "";

const put = (certificate: string, key: string) => {
  writeFileSync(join(data, "certificate.pem"), certificate);
  writeFileSync(join(data, "private-key.pem"), key);
};
const rsaKey = (protection = {}) =>
  generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
    ...{ type: "pkcs8", format: "pem" },
    ...protection,
  }) as string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "postino-certificates-"));
});
afterEach(() => rmSync(data, { recursive: true }));

test("a key that does not fit, is none, or cannot be read is refused with its file's name, before any handshake fails", async () => {
  const { certificate, privateKey } = await makeCertificate("mx.example.test", now);
  const other = await makeCertificate("mx.example.test", now);
  const passphrase = { cipher: "aes-256-cbc", passphrase: "x" };
  for (const [pem, key, fault] of [
    // Of two types OpenSSL keeps both, and says nothing.
    [certificate, rsaKey(), "private-key.pem does not belong to certificate.pem"],
    [certificate, other.privateKey, "private-key.pem does not belong to certificate.pem"],
    [certificate, certificate, "private-key.pem is no private key in PEM"],
    [certificate, "", "private-key.pem is no private key in PEM"],
    [certificate, rsaKey(passphrase), "private-key.pem is encrypted"],
    [privateKey, privateKey, "certificate.pem is no certificate in PEM"],
  ] as const) {
    put(pem, key);
    expect(certificateFault(config, data)).toMatch(new RegExp(`^${fault}`));
    expect(() => openCertificates(config, data, () => now)).toThrow(`tls.certificates: ${fault}`);
  }
  rmSync(join(data, "private-key.pem"));
  expect(certificateFault(config, data)).toMatch(/^cannot read private-key\.pem: ENOENT/);
  put(certificate, privateKey);
  expect(certificateFault(config, data)).toBeUndefined();
  expect(openCertificates(config, data, () => now).identity).toBeDefined();
});

test("what the next start makes is no fault, and while the server runs it is one", async () => {
  expect(certificateFault(config, data)).toBeUndefined();
  const { certificate, privateKey } = await makeCertificate("mx.example.test", now);
  put(certificate, privateKey);
  const { prepare } = openCertificates(config, data, () => now);
  rmSync(join(data, "private-key.pem"));
  rmSync(join(data, "certificate.pem"));
  expect(() => prepare(config)).toThrow(/cannot read certificate\.pem/);
});

test("one whose time is over, or has not come, is a warning that names file and day, until a renewed one is taken", async () => {
  const old = await makeCertificate("mx.example.test", now - 11 * 365 * day);
  put(old.certificate, old.privateKey);
  const { warnings, prepare } = openCertificates(config, data, () => now);
  expect(warnings()).toEqual([expect.stringMatching(/^certificate\.pem has expired on 2025-11-30T/)]);
  expect(certificateWarnings(config, data, now)).toEqual(warnings());
  const early = await makeCertificate("mx.example.test", now + 2 * day);
  put(early.certificate, early.privateKey);
  prepare(config)();
  expect(warnings()).toEqual([expect.stringMatching(/^certificate\.pem is not valid before 2026-12-01/)]);
  const renewed = await makeCertificate("mx.example.test", now);
  put(renewed.certificate, renewed.privateKey);
  prepare(config)();
  expect(warnings()).toEqual([]);
});
