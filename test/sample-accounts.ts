/** Domain example.test with accounts that nobody can log in to, for tests that need recipients. */

import { type AccountStore, openAccounts } from "../src/accounts/store.ts";
import { paths } from "../src/app/paths.ts";
import { openState } from "../src/app/state.ts";

/** A hash of no known password. */
export const someHash =
  "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** A store in memory, or in the data folder that is named. Accounts are in example.test. */
export function sampleAccounts(names: readonly string[], data?: string): AccountStore {
  const store = openAccounts(openState(data === undefined ? ":memory:" : paths(data).state), () => 0);
  store.addDomain("example.test");
  for (const name of names) store.addAccount(`${name}@example.test`, { passwordHash: someHash });
  return store;
}
