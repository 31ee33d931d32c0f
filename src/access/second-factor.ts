/** A second factor beside the password: six digits that a telephone makes of a secret and the time (TOTP, RFC 6238). */
import { createHmac, timingSafeEqual } from "node:crypto";

/** RFC 6238 §4.1: the step that every program of telephones knows. */
const stepSeconds = 30;
/** RFC 6238 §5.2: a code of the step before or after still counts, for clocks that differ. */
const driftSteps = 1;
const digits = 6;

/** RFC 4648 §6: 32 letters, 5 bits each, without padding; so a secret is typed. */
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** The code of a step (RFC 4226 §5.3). */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/**
 * The step that a code is of, undefined for a wrong one; `at` in milliseconds since the epoch. A step up to `used` counts no more:
 * whoever read a code over a shoulder can't use it again (RFC 6238 §5.2).
 */
export function stepOf(secret: Uint8Array, code: string, at: number, used: number): number | undefined {
  const given = Buffer.from(code.replaceAll(/\s/g, ""));
  const now = Math.floor(at / 1000 / stepSeconds);
  let found: number | undefined;
  for (let step = now - driftSteps; step <= now + driftSteps; step++) {
    const right = Buffer.from(codeOf(secret, step));
    if (step > used && given.length === right.length && timingSafeEqual(given, right)) found = step;
  }
  return found;
}

/** What a telephone reads as a QR code, or takes as a link. */
export function secretUri(secret: Uint8Array, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
