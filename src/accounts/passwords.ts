/** Passwords as argon2id hashes in PHC strings (`$argon2id$v=19$m=…,t=…,p=…$salt$hash`). */
import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/** RFC 9106 §4 needs more memory than many small servers have; 19 MiB and two passes are its accepted lower end. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const saltBytes = 16;
const hashBytes = 32;
/** A stored hash may ask for no more than 1 GiB and 64 passes: a typing error must not stop the server. */
const limits = { memory: 1_048_576, passes: 64, parallelism: 64 } as const;

const phc = /^\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,9}),p=(\d{1,9})\$([A-Za-z\d+/]{11,86})\$([A-Za-z\d+/]{22,172})$/;
const derive = promisify(argon2);
const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

/** The PHC string of a password; runs in the thread pool, some 20 ms of CPU. */
export async function hashPassword(password: string, salt: Buffer = randomBytes(saltBytes)): Promise<string> {
  const hash = await derive("argon2id", { message: password, nonce: salt, tagLength: hashBytes, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(hash)}`;
}

/** Does the password belong to the hash? False also for a hash that cannot be read. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const found = phc.exec(stored);
  if (!found) return false;
  const [memory, passes, parallelism] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (memory > limits.memory || passes > limits.passes || parallelism > limits.parallelism) return false;
  if (passes < 1 || parallelism < 1 || memory < 8 * parallelism) return false;
  const [nonce, expected] = [Buffer.from(found[4] ?? "", "base64"), Buffer.from(found[5] ?? "", "base64")];
  const hash = await derive("argon2id", {
    message: password,
    nonce,
    tagLength: expected.length,
    memory,
    passes,
    parallelism,
  });
  return timingSafeEqual(hash, expected);
}
