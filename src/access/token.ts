/** Secrets that stand for a login: cookies of the page, tokens of programs. Only their hashes are kept. */
import { createHash, randomBytes } from "node:crypto";

/** 256 bits: nobody guesses one, so a plain hash is enough (unlike for a password). */
const secretBytes = 32;

/** Programs that look for secrets in public code know a token by its beginning. */
const tokenPrefix = "postino_";

export const makeSecret = (): string => randomBytes(secretBytes).toString("base64url");
export const makeToken = (): string => `${tokenPrefix}${makeSecret()}`;
export const secretHash = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/**
 * What a token may be used for: "blocks:read", "blocks:write", "*:read", "*:write"; writing includes reading. An operation's area is
 * the first word of its id.
 */
export function isInScope(scopes: readonly string[], area: string, changes: boolean): boolean {
  return scopes.some((scope) => {
    const [where, what] = scope.split(":");
    return (where === "*" || where === area) && (what === "write" || (what === "read" && !changes));
  });
}
