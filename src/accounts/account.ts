/** What the directory holds: domains, accounts, aliases and app passwords. */
import type { AddressKey } from "./name.ts";

/** `local`: mailboxes are here · `relay`: its own server stands behind us · `backup`: we keep its mail until it is back. */
export type DomainKind = "local" | "relay" | "backup";

export interface Domain {
  /** Key: lower case, A-labels. */
  readonly name: string;
  readonly written: string;
  readonly kind: DomainKind;
  /** The address that gets what nobody else gets; null: it is refused. */
  readonly catchAll: string | null;
  /** Takes no mail for a time, and nobody there logs in. */
  readonly suspended: boolean;
  /** Milliseconds since the epoch, here and below. */
  readonly createdAt: number;
  readonly changedAt: number;
}

/** `login-disabled`: takes mail, nobody logs in · `receive-disabled`: neither. */
export type AccountState = "enabled" | "login-disabled" | "receive-disabled";

export interface Account extends AddressKey {
  /** As it may be given back: its key, a name that is no dot-atom in quotation marks. */
  readonly address: string;
  readonly written: string;
  /** PHC string, see `passwords.ts`. */
  readonly passwordHash: string;
  /** See `scram.ts`; null where SCRAM was off when the password was set. */
  readonly scramVerifier: string | null;
  readonly state: AccountState;
  readonly fullName: string;
  /** 0: without end; null: as the setting says. */
  readonly quotaBytes: number | null;
  /** Where mail goes on to. */
  readonly forward: readonly string[];
  /** Does mail that goes on stay here as well? */
  readonly keepCopy: boolean;
  readonly createdAt: number;
  readonly changedAt: number;
}

/** Another name for one address or several (a group). */
export interface Alias extends AddressKey {
  /** As an account's. */
  readonly address: string;
  readonly written: string;
  /** As they were written. */
  readonly targets: readonly string[];
  readonly createdAt: number;
  readonly changedAt: number;
}

/** A password of its own for one device. */
export interface AppPassword {
  readonly device: string;
  readonly passwordHash: string;
  readonly createdAt: number;
  /** To the hour; null: never. */
  readonly usedAt: number | null;
}

/** All that following an address wants to know of a name, had in one look. */
export interface Entry {
  readonly domain: Pick<Domain, "kind" | "catchAll" | "suspended">;
  /** Where the name is an account's. */
  readonly account?: Pick<Account, "state" | "quotaBytes" | "forward" | "keepCopy">;
  /** Where it is an alias. */
  readonly targets?: readonly string[];
}

/** What may be said of an account; what is left out stays, or is as for a new one. */
export type AccountChanges = Partial<
  Omit<Account, "local" | "domain" | "address" | "written" | "createdAt" | "changedAt">
>;
export type DomainChanges = Partial<Pick<Domain, "kind" | "catchAll" | "suspended">>;

/** The settings that say how addresses and logins are understood. */
export interface AccountPolicy {
  /** Begins a tag; "": there are none. */
  readonly separator: string;
  /** For accounts that say nothing themselves; 0: without end. */
  readonly quotaBytes: number;
  /** Is a full mailbox refused for good? */
  readonly fullIsPermanent: boolean;
  /** Is SCRAM-SHA-256 offered? */
  readonly scram: boolean;
}
