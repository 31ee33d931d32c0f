import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./passwords.ts";

test("a password fits its hash, another does not, and equal passwords have different hashes", async () => {
  const hash = await hashPassword("correct horse");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await verifyPassword("correct horse", hash)).toBe(true);
  expect(await verifyPassword("correct horsE", hash)).toBe(false);
  expect(await hashPassword("correct horse")).not.toBe(hash);
});

test("a hash that cannot be read, or asks for too much, fits nothing", async () => {
  for (const bad of ["", "x", "$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdHM"]) {
    expect(await verifyPassword("x", bad)).toBe(false);
  }
  const greedy = (await hashPassword("x")).replace("m=19456", "m=99999999");
  expect(await verifyPassword("x", greedy)).toBe(false);
});

test("hashes of other makers are read", async () => {
  // The known answer of the reference implementation's test for version 1.3, argon2id, 64 MiB, two passes.
  const known = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  expect(await verifyPassword("password", known)).toBe(true);
});
