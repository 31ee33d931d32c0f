/** The directory of local domains and accounts, in memory: who is meant by an address. */
import { domainOf, localPartOf, withoutTag } from "../mail/address.ts";
import type { RecipientQuestion, Refusal, Resolution } from "../mail/envelope.ts";

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
  readonly resolve: (question: Pick<RecipientQuestion, "address" | "mayRelay">) => Resolution;
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
    resolve: ({ address: given, mayRelay }) => {
      const address = plain(given).toLowerCase();
      const bare = address === "postmaster" && firstDomain !== undefined;
      const domain = bare ? firstDomain : domainOf(address)?.replace(/\.$/, "");
      const accounts = domain === undefined ? undefined : byDomain.get(domain);
      if (!accounts) {
        return mayRelay ? { kind: "accepted", mailboxes: [], remote: [given] } : refused(relayDenied(given));
      }
      const [whole, untagged] = [localPartOf(address), localPartOf(withoutTag(address))];
      const local = [whole, untagged].find((name) => accounts.has(name) || name === "postmaster");
      if (local === undefined) return refused(unknown(given));
      return { kind: "accepted", mailboxes: [`${local}@${domain}`], remote: [] };
    },
    find: (address) => byDomain.get(domainOf(address) ?? "")?.get(localPartOf(address).toLowerCase()),
  };
}

const refused = (refusal: Refusal): Resolution => ({ kind: "refused", refusal });

const unknown = (address: string): Refusal => ({
  reply: { code: 550, enhanced: "5.1.1", text: `<${address}> has no mailbox here, check the spelling of the address` },
  by: "recipient.unknown",
  cause: "rcpt.user-unknown",
});

const relayDenied = (address: string): Refusal => ({
  reply: {
    code: 550,
    enhanced: "5.7.1",
    text: `<${address}> is not in a domain of this server, and it does not relay`,
  },
  by: "relay.denied",
  cause: "rcpt.relay-denied",
});

/** A quoted local part means the same as the plain one (RFC 5321 §4.1.2): `"bob"@example.org` is bob's. */
function plain(address: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"(@.*)?$/.exec(address);
  return quoted ? `${quoted[1]?.replace(/\\(.)/g, "$1") ?? ""}${quoted[2] ?? ""}` : address;
}
