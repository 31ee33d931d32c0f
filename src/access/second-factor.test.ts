import { expect, test } from "vitest";
import { base32, codeOf, secretUri, stepOf } from "./second-factor.ts";

/** RFC 6238 Appendix B, SHA-1, of whose eight digits the last six are ours. */
const secret = Buffer.from("12345678901234567890");
const vectors: readonly (readonly [seconds: number, code: string])[] = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
];

test("codes are those of RFC 6238", () => {
  for (const [seconds, code] of vectors) expect(codeOf(secret, Math.floor(seconds / 30))).toBe(code);
});

test("a code counts in its step and the two beside it, and only once", () => {
  const at = 1_111_111_109_000;
  const step = Math.floor(at / 30_000);
  for (const [other, right] of [
    [-2, false],
    [-1, true],
    [0, true],
    [1, true],
    [2, false],
  ] as const)
    expect([other, stepOf(secret, codeOf(secret, step + other), at, 0) === step + other]).toEqual([other, right]);
  expect(stepOf(secret, codeOf(secret, step), at, step)).toBeUndefined();
  expect(stepOf(secret, "08 18 04", at, 0)).toBe(step);
  for (const wrong of ["", "81804", "0818040", "abcdef"]) expect(stepOf(secret, wrong, at, 0)).toBeUndefined();
});

test("a secret is written as telephones read it", () => {
  expect(base32(secret)).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  expect(base32(Buffer.from("f"))).toBe("MY");
  expect(secretUri(secret, "a b@example.org", "mail.example.org")).toBe(
    "otpauth://totp/mail.example.org:a%20b%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=mail.example.org",
  );
});
