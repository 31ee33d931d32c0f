import { expect, test } from "vitest";
import { isAddress, meantAddress, parsePath } from "./path.ts";

const addressOf = (text: string) => {
  const path = parsePath(text, "FROM", "");
  return typeof path === "string" ? `(${path})` : path.address;
};

test.each([
  ["FROM:<a@b.example>", "a@b.example"],
  ["from: <a@b.example>", "a@b.example"],
  ["FROM:<>", ""],
  ["FROM:<@r1.example,@r2.example:a@b.example>", "a@b.example"],
  ['FROM:<"a > b"@b.example>', '"a > b"@b.example'],
  ["FROM:<a@[192.0.2.1]>", "a@[192.0.2.1]"],
  ["FROM:<a@[IPv6:2001:db8::1]>", "a@[IPv6:2001:db8::1]"],
  ["FROM:<o'brien+tag=x@b.example>", "o'brien+tag=x@b.example"],
  ["FROM:a@b.example", "(address)"],
  ["FROM:<a@b.example", "(address)"],
  ["FROM:<a b@b.example>", "(address)"],
  ["FROM:<a..b@b.example>", "(address)"],
  ["FROM:<a@b..example>", "(address)"],
  ["FROM:<a@>", "(address)"],
  ["FROM:<@b.example>", "(address)"],
  ["FROM:<a@b.example>SIZE=1", "(address)"],
  ["TO:<a@b.example>", "(address)"],
  ["FROM:<\u00e9@b.example>", "\u00e9@b.example"],
  ["FROM:<a@b\u00fccher.example>", "a@b\u00fccher.example"],
  ["FROM:<a@b.example> SIZE=1 SIZE=2", "(parameters)"],
  ["FROM:<a@b.example> =1", "(parameters)"],
])("%s means %s", (text, address) => expect(addressOf(text)).toBe(address));

test("lengths are those of RFC 5321 §4.5.3.1", () => {
  expect(isAddress(`${"a".repeat(64)}@b.example`)).toBe(true);
  expect(isAddress(`${"a".repeat(65)}@b.example`)).toBe(false);
  expect(isAddress(`a@${"b".repeat(63)}.example`)).toBe(true);
  expect(isAddress(`a@${"b".repeat(64)}.example`)).toBe(false);
  expect(isAddress(`a@${"b.".repeat(126)}example`)).toBe(false);
});

test("what cannot be read is told as it was meant", () => {
  expect(meantAddress("FROM:a@b")).toBe("a@b");
  expect(meantAddress("from: <x y> SIZE=1")).toBe("x y");
});
