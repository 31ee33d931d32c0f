/** Whose an address is: under which addresses an account may send. */
import { addressKey, mailboxOf, namesOf } from "./name.ts";
import type { AccountStore } from "./store.ts";

/**
 * Is it the account's own address, one of its tags, or an alias that leads to it, alone or in a group? The null sender ""
 * is everybody's. `separator` begins a tag.
 */
export function ownsAddress(
  store: Pick<AccountStore, "lookUp">,
  separator: string,
  accountAddress: string,
  address: string,
): boolean {
  if (address === "") return true;
  const owner = mailboxOf(addressKey(accountAddress));
  const seen = new Set<string>();
  const names = [address];
  for (const name of names) {
    const { domain, local: given } = addressKey(name);
    for (const local of namesOf(given, separator)) {
      const key = { domain, local };
      if (seen.has(mailboxOf(key))) break;
      seen.add(mailboxOf(key));
      const { account, targets } = store.lookUp(key) ?? {};
      if (account && mailboxOf(key) === owner) return true;
      names.push(...(targets ?? []));
      if (account ?? targets) break;
    }
  }
  return false;
}
