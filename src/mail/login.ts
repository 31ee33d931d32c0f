/** What a protocol server asks about somebody who logs in, and what it is told. */
import type { Refusal } from "./envelope.ts";

/**
 * What a login came to: the account's address, or a refusal with the account where there is one of that name. `proof`: the stored
 * secret that was proven, to ask later whether it still holds; it is compared and never shown.
 */
export type Login =
  | { readonly account: string; readonly proof?: string; readonly refusal?: undefined }
  | { readonly account?: string; readonly refusal: Refusal };

/** What SCRAM-SHA-256 proves a password by (RFC 5802 §3, RFC 7677). */
export interface ScramSecret {
  readonly salt: Buffer;
  readonly iterations: number;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
  /** What holds when the proof is right, and when it is wrong. */
  readonly login: Login;
  readonly wrong: Login;
}

/** Who may log in, and as whom he may send. */
export interface Authentication {
  /** Takes some 70 ms of CPU, for unknown names as well. A refusal for a wrong password or name is 535 5.7.8 for both. `peer`: whose address it is. */
  readonly checkPassword: (login: string, password: string, peer: string) => Promise<Login>;
  /** Offered where it is there. An unknown name gets a secret too, always the same one, that no proof fits. */
  readonly scram?: ((login: string) => ScramSecret) | undefined;
  /** Why somebody who logged in by that proof is logged in no more; undefined where he is. Cheap: asked at each MAIL, and each second. */
  readonly mayNotStay?: (account: string, proof: string | undefined) => Refusal | undefined;
  /** May the account send under that address? "" is the null sender. */
  readonly ownsAddress: (account: string, address: string) => boolean;
}
