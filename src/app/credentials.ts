/** What is kept of a password when it is set: made here where nobody chose one, refused where it is none. */
import { hashPassword, makePassword } from "../accounts/passwords.ts";
import { makeVerifier } from "../accounts/scram.ts";
import { UsageError } from "../base/error.ts";

export interface Credentials {
  /** Where it was made: told once, and kept nowhere. */
  readonly made?: string;
  readonly passwordHash: string;
  readonly scramVerifier: string | null;
}

/** NIST SP 800-63B asks for 8 at least. */
const leastCharacters = 8;
/** A line of a login has room for no more; argon2 would take any length. */
const mostBytes = 1000;

/** `like` is a hash whose salt and cost are shared. Throws UsageError for a chosen password that is too short, long or strange. */
export async function makeCredentials(
  chosen: string | undefined,
  { scram, like }: { readonly scram: boolean; readonly like?: string },
): Promise<Credentials> {
  const password = chosen ?? makePassword();
  if ([...password].length < leastCharacters || Buffer.byteLength(password) > mostBytes)
    throw new UsageError(`a password has ${leastCharacters} characters at least and ${mostBytes} bytes at most`);
  if (/\p{Cc}/u.test(password)) throw new UsageError("a password has no control characters, and is one line");
  const verifier = scram ? await makeVerifier(password) : null;
  return {
    ...(chosen === undefined && { made: password }),
    passwordHash: await hashPassword(password, like),
    scramVerifier: verifier ?? null,
  };
}
