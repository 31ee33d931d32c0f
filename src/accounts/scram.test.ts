import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { makeVerifier, pretendedKeys, readVerifier, type ScramKeys } from "./scram.ts";

const hmac = (key: Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/** Does a client's proof fit (RFC 5802 §3), and what does the server sign? */
function check({ storedKey, serverKey }: ScramKeys, authMessage: string, proof: Buffer) {
  const signature = hmac(storedKey, authMessage);
  const clientKey = proof.map((byte, index) => byte ^ (signature[index] ?? 0));
  const fits = createHash("sha256").update(clientKey).digest().equals(storedKey);
  return { fits, signed: hmac(serverKey, authMessage).toString("base64") };
}

test("the exchange of RFC 7677 §3 is proven by the verifier of its password", async () => {
  const verifier = (await makeVerifier("pencil", Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64"), 4096)) ?? "";
  const keys = readVerifier(verifier);
  if (!keys) throw new Error(`cannot be read: ${verifier}`);
  const nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  const authMessage = [
    "n=user,r=rOprNGfwEbeRWgbNEkqO",
    `r=${nonce},s=${keys.salt.toString("base64")},i=${keys.iterations}`,
    `c=biws,r=${nonce}`,
  ].join(",");
  const proof = Buffer.from("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", "base64");
  expect(check(keys, authMessage, proof)).toEqual({
    fits: true,
    signed: "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
  });
  expect(check(keys, `${authMessage}x`, proof).fits).toBe(false);
});

test("a verifier is text with its own salt, and a password that no client can prove has none", async () => {
  const verifier = await makeVerifier("caf\u00e9");
  expect(verifier).toMatch(/^SCRAM-SHA-256\$32768:[\w+/]{22}==\$[\w+/]{43}=:[\w+/]{43}=$/);
  expect(await makeVerifier("caf\u00e9")).not.toBe(verifier);
  expect(await makeVerifier("a\u0007")).toBeUndefined();
  const { salt } = readVerifier(verifier ?? "") ?? {};
  expect(await makeVerifier("cafe\u0301", salt)).toBe(verifier);
});

test("what is no verifier is not read", () => {
  for (const text of ["", "SCRAM-SHA-256$4096:AAAA$AAAA:AAAA", "SCRAM-SHA-1$4096:AAAA$AAAA:AAAA"])
    expect(readVerifier(text)).toBeUndefined();
});

test("a name that nobody has gets the same keys each time, of the true kind, and other names get others", async () => {
  const secret = Buffer.alloc(32, 7);
  const keys = pretendedKeys("bob@example.test", secret);
  expect(pretendedKeys("bob@example.test", secret)).toEqual(keys);
  const real = readVerifier((await makeVerifier("x")) ?? "");
  const shape = (of?: ScramKeys) => [of?.salt.length, of?.iterations, of?.storedKey.length, of?.serverKey.length];
  expect(shape(keys)).toEqual(shape(real));
  expect(pretendedKeys("alice@example.test", secret).salt).not.toEqual(keys.salt);
  expect(pretendedKeys("bob@example.test", Buffer.alloc(32, 8)).salt).not.toEqual(keys.salt);
});
