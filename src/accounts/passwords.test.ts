import { expect, test } from "vitest";
import { type Derive, hashPassword, makePassword, matchPassword } from "./passwords.ts";

/** Counts the computations, and gives something that fits nothing. */
const counting = () => {
  let count = 0;
  const derive: Derive = ({ tagLength }) => {
    count += 1;
    return Promise.resolve(Buffer.alloc(tagLength));
  };
  return { derive, count: () => count };
};

test("a password fits its hash, another does not, and equal passwords have different hashes", async () => {
  const hash = await hashPassword("correct horse");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await matchPassword("correct horse", [hash])).toBe(hash);
  expect(await matchPassword("correct horsE", [hash])).toBeUndefined();
  expect(await hashPassword("correct horse")).not.toBe(hash);
});

test("the hash that fits is told, and those that share salt and cost need one computation", async () => {
  const main = await hashPassword("main");
  const [phone, tablet] = [await hashPassword("phone", main), await hashPassword("tablet", main)];
  expect(phone.slice(0, 54)).toBe(main.slice(0, 54));
  expect(await matchPassword("tablet", [main, phone, tablet])).toBe(tablet);
  expect(await matchPassword("main", [main, phone, tablet])).toBe(main);
  const sharing = counting();
  await matchPassword("x", [main, phone, tablet], sharing.derive);
  expect(sharing.count()).toBe(1);
  const apart = counting();
  await matchPassword("x", [main, await hashPassword("other")], apart.derive);
  expect(apart.count()).toBe(2);
});

test("a hash that cannot be read, or asks for too much, fits nothing, and costs what a true one costs", async () => {
  const greedy = (await hashPassword("x")).replace("m=19456", "m=99999999");
  for (const bad of ["", "x", "$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdHM", greedy]) {
    const { derive, count } = counting();
    expect(await matchPassword("x", [bad], derive)).toBeUndefined();
    expect(count()).toBe(1);
  }
  const { derive, count } = counting();
  expect(await matchPassword("x", [], derive)).toBeUndefined();
  expect(count()).toBe(1);
});

test("hashes of other makers are read", async () => {
  // The known answer of the reference implementation's test for version 1.3, argon2id, 64 MiB, two passes.
  const known = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
  expect(await matchPassword("password", [known])).toBe(known);
});

test("a password is the same however the keyboard made it", async () => {
  const hash = await hashPassword("caf\u00e9 1");
  expect(await matchPassword("cafe\u0301\u00a01", [hash])).toBe(hash);
});

test("a made password is long, and never the same", () => {
  expect(makePassword()).toMatch(/^[a-km-zA-HJ-NP-Z2-9]{16}$/);
  expect(makePassword()).not.toBe(makePassword());
});
