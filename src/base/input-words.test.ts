import { expect, test } from "vitest";
import { z } from "zod";
import { inputWords } from "./input-words.ts";

const wrong = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: inputWords }).error?.issues.map(({ message }) => message);

test.each([
  [z.number(), "abc", 'takes a number, not "abc"'],
  [z.number(), Number.NaN, "takes a number"],
  [z.int(), 1.5, "takes a whole number, not 1.5"],
  [z.int().max(65_535), 99_999, "takes at most 65535, not 99999"],
  [z.int().min(1), -3, "takes at least 1, not -3"],
  [z.number().positive(), 0, "takes more than 0, not 0"],
  [z.number().lt(5), 5, "takes less than 5, not 5"],
  [z.boolean(), "maybe", 'takes true or false, not "maybe"'],
  [z.string(), undefined, "is missing"],
  [z.string(), ["x"], "takes a text"],
  [z.string().max(3), "long", "has more than 3 characters"],
  [z.string().min(1), "", "is empty"],
  [z.string().min(8), "short", "has less than 8 characters"],
  [z.array(z.string()).max(1), ["a", "b"], "has more than 1 entries"],
  [z.array(z.string()), "a", 'takes a list, not "a"'],
  [z.strictObject({}), 3, "takes names with values, not 3"],
  [z.enum(["none", "debug"]), "loud", 'takes one of none, debug, not "loud"'],
  [z.literal("x"), "y", 'takes x, not "y"'],
  [z.hostname(), "a b", 'takes a host name such as mail.example.org, not "a b"'],
  [z.ipv4(), "1.2.3", 'takes an IPv4 address, not "1.2.3"'],
  [z.cidrv6(), "x".repeat(100), "takes an IPv6 network such as 2001:db8::/32"],
  [
    z.union([z.cidrv4(), z.ipv4(), z.ipv6()]),
    "300.1.1.1",
    'takes an IPv4 network such as 192.0.2.0/24, an IPv4 address or an IPv6 address, not "300.1.1.1"',
  ],
  [z.union([z.ipv4(), z.ipv6()]), 5, "takes a text, not 5"],
  [z.string().regex(/^a/, "begins with an a"), "b", "begins with an a"],
])("what a schema refuses is said in words for who gave it (%#)", (schema, value, words) => {
  expect(wrong(schema, value)).toEqual([words]);
});
