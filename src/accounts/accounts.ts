/** The directory of local domains and accounts, in memory: who is meant by an address. */
import { domainOf, localPartOf, withoutTag } from "../mail/address.ts";
import type { Resolution } from "../mail/envelope.ts";

interface Account {
  /** Local part. */
  readonly name: string;
  /** PHC string, see `passwords.ts`. */
  readonly passwordHash: string;
}

export interface Domain {
  readonly name: string;
  readonly accounts: readonly Account[];
}

export interface Accounts {
  /**
   * Compares without case (a mailbox is `local@domain` in lower case); `bob+news@` is bob's. `postmaster` is there in every domain (RFC 5321 §4.5.1), and without
   * a domain it is that of the first one.
   */
  readonly resolve: (address: string) => Resolution;
  /** The account of a user's full address (lower or upper case, no tag). */
  readonly find: (address: string) => Account | undefined;
}

/** Builds the directory. Names are compared in lower case. */
export function createAccounts({ domains }: { readonly domains: readonly Domain[] }): Accounts {
  const byDomain = new Map(
    domains.map(({ name, accounts }) => [
      name.toLowerCase(),
      new Map(accounts.map((account) => [account.name.toLowerCase(), account])),
    ]),
  );
  const [firstDomain] = byDomain.keys();
  return {
    resolve: (given) => {
      const address = plain(given).toLowerCase();
      const bare = address === "postmaster" && firstDomain !== undefined;
      const domain = bare ? firstDomain : domainOf(address)?.replace(/\.$/, "");
      const accounts = domain === undefined ? undefined : byDomain.get(domain);
      if (!accounts) return { kind: "relay" };
      const [whole, untagged] = [localPartOf(address), localPartOf(withoutTag(address))];
      const local = [whole, untagged].find((name) => accounts.has(name) || name === "postmaster");
      return local === undefined ? { kind: "unknown" } : { kind: "mailbox", mailbox: `${local}@${domain}` };
    },
    find: (address) => byDomain.get(domainOf(address) ?? "")?.get(localPartOf(address).toLowerCase()),
  };
}

/** A quoted local part means the same as the plain one (RFC 5321 §4.1.2): `"bob"@example.org` is bob's. */
function plain(address: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"(@.*)?$/.exec(address);
  return quoted ? `${quoted[1]?.replace(/\\(.)/g, "$1") ?? ""}${quoted[2] ?? ""}` : address;
}
