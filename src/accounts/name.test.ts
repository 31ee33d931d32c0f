import { describe, expect, test } from "vitest";
import { addressKey, checkedAddress, checkedDomain, domainKey, localKey, namesOf } from "./name.ts";

describe("one key for all spellings", () => {
  test.each([
    ["Example.TEST", "example.test"],
    ["example.test.", "example.test"],
    ["M\u00fcller.example", "xn--mller-kva.example"],
    ["mu\u0308ller.example", "xn--mller-kva.example"],
    ["XN--MLLER-KVA.example", "xn--mller-kva.example"],
    ["a_b.example", "a_b.example"],
  ])("of the domain %s", (domain, key) => expect(domainKey(domain)).toBe(key));
  test.each([
    ["Bob", "bob"],
    ['"Bob"', "bob"],
    ['"john \\"doe\\""', 'john "doe"'],
    ["Andre\u0301", "andr\u00e9"],
    ["ANDR\u00c9", "andr\u00e9"],
  ])("of the local part %s", (local, key) => expect(localKey(local)).toBe(key));
  test("of an address, whose last @ parts it", () => {
    expect(addressKey('"a@b"@Example.test')).toEqual({ local: "a@b", domain: "example.test" });
    expect(addressKey("Postmaster")).toEqual({ local: "postmaster", domain: "" });
  });
});

test("a tag begins at the first separator, and never at the beginning", () => {
  expect(namesOf("bob+news+x", "+")).toEqual(["bob+news+x", "bob"]);
  expect(namesOf("+bob", "+")).toEqual(["+bob"]);
  expect(namesOf("bob", "+")).toEqual(["bob"]);
  expect(namesOf("bob+x", "")).toEqual(["bob+x"]);
  expect(namesOf("bob-x", "-")).toEqual(["bob-x", "bob"]);
});

describe("what was typed", () => {
  test.each(["a@b.example", "O'Brien+x=y@b.example", '"john doe"@b.example', "andr\u00e9@m\u00fcller.example"])(
    "%s is an address",
    (address) => expect(checkedAddress(` <${address}> `)).toBe(address),
  );
  test.each(["a@[192.0.2.1]", "a@localhost"])("%s too", (address) => expect(checkedAddress(address)).toBe(address));
  test.each([
    "",
    "bob",
    "@b.example",
    "a@",
    "a b@b.example",
    "a..b@b.example",
    ".a@b.example",
    "a@b..example",
    "a@-b.example",
    "a@192.0.2.1",
    "a\u0007@b.example",
    '"a\u0007"@b.example',
    "a\u200e@b.example",
    "a,b@b.example",
    `${"a".repeat(65)}@b.example`,
    `a@${"b.".repeat(130)}example`,
  ])("%j is none", (address) => expect(() => checkedAddress(address)).toThrow(/is no (?:address|domain); write it as/));
  test("a domain is given as its key", () => {
    expect(checkedDomain(" M\u00fcller.Example ")).toBe("xn--mller-kva.example");
    for (const wrong of ["", "a b", "a/b", "[192.0.2.1]", "a@b.example"])
      expect(() => checkedDomain(wrong), wrong).toThrow(/is no domain/);
  });
});
