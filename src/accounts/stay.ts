/** Who is logged in, and may stay so: his account is there and open, and what he proved still holds. */
import { isDatabaseError } from "../base/database.ts";
import type { Refusal } from "../mail/envelope.ts";
import type { Authentication } from "../mail/login.ts";
import type { Account } from "./account.ts";
import { addressKey } from "./name.ts";
import { loggedOut } from "./refusals.ts";
import type { AccountStore } from "./store.ts";

interface StayOptions {
  readonly store: AccountStore;
  /** Told of a database that does not answer; then everybody stays. */
  readonly failed?: (error: unknown) => void;
}

export const createStay =
  ({ store, failed }: StayOptions): NonNullable<Authentication["mayNotStay"]> =>
  (name, proof) => {
    try {
      return endOf(store, name, proof);
    } catch (error) {
      if (!isDatabaseError(error)) throw error;
      failed?.(error);
      return undefined;
    }
  };

/** May anybody log in to it? */
export const isOpen = ({ domain, state }: Account, store: AccountStore): boolean =>
  state === "enabled" && store.domain(domain)?.suspended === false;

function endOf(store: AccountStore, name: string, proof: string | undefined): Refusal | undefined {
  const blocked = "submission.account-blocked";
  const key = addressKey(name);
  const account = store.account(key);
  if (!account) return loggedOut(name, blocked, "the account was removed");
  if (!isOpen(account, store)) return loggedOut(name, blocked, "it may not log in any more; ask the administrator");
  const { passwordHash, scramVerifier } = account;
  const isOwn = [undefined, passwordHash, scramVerifier].includes(proof);
  const holds = isOwn || store.appPasswords(key).some((device) => device.passwordHash === proof);
  return holds ? undefined : loggedOut(name, "submission.auth-failed", "its password is another now");
}
