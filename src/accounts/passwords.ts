/** Passwords as argon2id hashes in PHC strings (`$argon2id$v=19$m=…,t=…,p=…$salt$hash`). */
import { type Argon2Parameters, argon2, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { saslPrepared } from "./sasl-prep.ts";

/** RFC 9106 §4 needs more memory than many small servers have; 19 MiB and two passes are its accepted lower end. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const saltBytes = 16;
const hashBytes = 32;
/** A stored hash may ask for no more than 1 GiB and 64 passes: a typing error must not stop the server. */
const limits = { memory: 1_048_576, passes: 64, parallelism: 64 } as const;

/** Without letters and digits that look alike, since people type it. 16 of 56 letters are 92 bits. */
const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const madeLength = 16;

const phc = /^(\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,9}),p=(\d{1,9})\$([A-Za-z\d+/]{11,86})\$)([A-Za-z\d+/]{22,172})$/;
const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

/** Computes argon2id; a parameter, so that a test can count how often. */
export type Derive = (parameters: Argon2Parameters) => Promise<Buffer>;
const inThreadPool: Derive = (parameters) => promisify(argon2)("argon2id", parameters);

/** A PHC string taken apart. */
interface Hash {
  /** Salt and cost, as they stand before the hash itself. */
  readonly head: string;
  readonly parameters: Omit<Argon2Parameters, "message" | "tagLength">;
  readonly bytes: Buffer;
}

/** Undefined for what cannot be read, or asks for too much. */
function readHash(stored: string): Hash | undefined {
  const [, head, m, t, p, salt = "", hash = ""] = phc.exec(stored) ?? [];
  const [memory, passes, parallelism] = [Number(m), Number(t), Number(p)];
  if (!head || memory > limits.memory || passes > limits.passes || parallelism > limits.parallelism) return undefined;
  if (passes < 1 || parallelism < 1 || memory < 8 * parallelism) return undefined;
  const nonce = Buffer.from(salt, "base64");
  return { head, parameters: { nonce, memory, passes, parallelism }, bytes: Buffer.from(hash, "base64") };
}

const headOf = (salt: Buffer): string =>
  `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$`;

/** What names that nobody has are tried against: it costs what a true one costs. */
const nobodysHash = `${headOf(Buffer.alloc(saltBytes))}${base64(Buffer.alloc(hashBytes))}`;

/**
 * The PHC string of a password; runs in the thread pool, some 20 ms of CPU. With the salt and cost of `like`, a stored
 * hash, so that one computation tries a password against both.
 */
export async function hashPassword(password: string, like = ""): Promise<string> {
  const other = readHash(like);
  const head = other?.head ?? headOf(randomBytes(saltBytes));
  const { parameters } = other ?? (readHash(`${head}${base64(Buffer.alloc(hashBytes))}`) as Hash);
  const hash = await inThreadPool({ message: prepared(password), tagLength: hashBytes, ...parameters });
  return `${head}${base64(hash)}`;
}

/**
 * The first of the stored hashes that the password belongs to. One computation for all that share salt and cost; one also
 * where no hash can be read, or none is there, so that the time does not tell.
 */
export async function matchPassword(
  password: string,
  stored: readonly string[],
  derive: Derive = inThreadPool,
): Promise<string | undefined> {
  const read = stored.filter((text) => readHash(text) !== undefined);
  const computed = new Map<string, Buffer>();
  let match: string | undefined;
  for (const text of read.length > 0 ? read : [nobodysHash]) {
    const { head, parameters, bytes } = readHash(text) as Hash;
    const key = `${head}${bytes.length}`;
    const hash =
      computed.get(key) ?? (await derive({ message: prepared(password), tagLength: bytes.length, ...parameters }));
    computed.set(key, hash);
    if (match === undefined && timingSafeEqual(hash, bytes) && read.length > 0) match = text;
  }
  return match;
}

/** A password for people to type, from 92 bits of chance. */
export const makePassword = (): string =>
  Array.from({ length: madeLength }, () => letters[randomInt(letters.length)]).join("");

/** RFC 4616 §2: the same password however it was typed; one that no keyboard can mean is taken as it is. */
const prepared = (password: string): string => saslPrepared(password) ?? password;
