/** What SCRAM-SHA-256 (RFC 5802, RFC 7677) is checked by: made of a password once, and for nobody's name out of nothing. */
import { createHash, createHmac, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { ScramSecret } from "../mail/login.ts";
import { saslPrepared } from "./sasl-prep.ts";

/** What a verifier holds; whoever knows it can pretend to be the server, and must still guess the password. */
export type ScramKeys = Omit<ScramSecret, "login" | "wrong">;

/** RFC 7677 §4 asks for 4,096 at least. More slows who guesses from a stolen database, and each phone at each login. */
const iterations = 32_768;
const saltBytes = 16;

const format = /^SCRAM-SHA-256\$(\d{1,8}):([A-Za-z\d+/=]+)\$([A-Za-z\d+/=]+):([A-Za-z\d+/=]+)$/;

const hmac = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
const sha256 = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();

/**
 * The verifier of a password as text: `SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey` (RFC 5803 §4). Undefined for a
 * password that SASLprep prohibits: no client could prove it.
 */
export async function makeVerifier(
  password: string,
  salt: Buffer = randomBytes(saltBytes),
  count: number = iterations,
): Promise<string | undefined> {
  const prepared = saslPrepared(password);
  if (prepared === undefined) return undefined;
  const salted = await promisify(pbkdf2)(prepared, salt, count, 32, "sha256");
  const storedKey = sha256(hmac(salted, "Client Key"));
  const serverKey = hmac(salted, "Server Key");
  const [saltText, stored, server] = [salt, storedKey, serverKey].map((bytes) => bytes.toString("base64"));
  return `SCRAM-SHA-256$${count}:${saltText}$${stored}:${server}`;
}

/** Undefined for what is no verifier. */
export function readVerifier(text: string): ScramKeys | undefined {
  const [, count, ...parts] = format.exec(text) ?? [];
  const [salt, storedKey, serverKey] = parts.map((part) => Buffer.from(part, "base64"));
  if (!salt || storedKey?.length !== 32 || serverKey?.length !== 32) return undefined;
  return { salt, iterations: Number(count), storedKey, serverKey };
}

/** For a name that has none: always the same for the same name, like a true one, and no password fits. */
export function pretendedKeys(name: string, secret: Buffer): ScramKeys {
  const made = (what: string) => hmac(secret, `${what}\0${name}`);
  return {
    salt: made("salt").subarray(0, saltBytes),
    iterations,
    storedKey: made("stored key"),
    serverKey: made("server key"),
  };
}
