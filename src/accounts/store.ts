/** Domains, accounts, aliases and app passwords in the database: what is there, and what may be. SQL of accounts is here only. */
import { type Database, inTransaction, type Statement } from "../base/database.ts";
import { UsageError } from "../base/error.ts";
import type { Account, AccountChanges, Alias, AppPassword, Domain, DomainChanges, Entry } from "./account.ts";
import { findCircle } from "./circle.ts";
import {
  type AddressKey,
  addressKey,
  checkedAddress,
  checkedDomain,
  mailboxOf,
  refuseEveryone,
  refuseTagged,
  writtenAddress,
} from "./name.ts";

/** A group is answered for in one RCPT, and each of its members may be a mailbox to write: a list is another thing. */
const maxTargets = 1000;
/** Each is one more hash to keep; no person has more devices. */
const maxAppPasswords = 50;

/** Scripts of SQL in the order in which they were written; each has run in every database that is in use. */
export const accountTables: readonly [string] = [
  `CREATE TABLE domain (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, written TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('local', 'relay', 'backup')), catchAll TEXT,
    suspended INTEGER NOT NULL, createdAt INTEGER NOT NULL, changedAt INTEGER NOT NULL);
  CREATE TABLE account (
    id INTEGER PRIMARY KEY, domain TEXT NOT NULL REFERENCES domain (name) ON DELETE CASCADE,
    local TEXT NOT NULL, written TEXT NOT NULL, passwordHash TEXT NOT NULL, scramVerifier TEXT,
    state TEXT NOT NULL CHECK (state IN ('enabled', 'login-disabled', 'receive-disabled')),
    fullName TEXT NOT NULL, quotaBytes INTEGER, forward TEXT NOT NULL, keepCopy INTEGER NOT NULL,
    createdAt INTEGER NOT NULL, changedAt INTEGER NOT NULL, UNIQUE (domain, local));
  CREATE TABLE alias (
    id INTEGER PRIMARY KEY, domain TEXT NOT NULL REFERENCES domain (name) ON DELETE CASCADE,
    local TEXT NOT NULL, written TEXT NOT NULL, targets TEXT NOT NULL,
    createdAt INTEGER NOT NULL, changedAt INTEGER NOT NULL, UNIQUE (domain, local));
  CREATE TABLE appPassword (
    id INTEGER PRIMARY KEY, domain TEXT NOT NULL, local TEXT NOT NULL, device TEXT NOT NULL,
    passwordHash TEXT NOT NULL, createdAt INTEGER NOT NULL, usedAt INTEGER,
    FOREIGN KEY (domain, local) REFERENCES account (domain, local) ON DELETE CASCADE, UNIQUE (domain, local, device));
  CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL);
  INSERT INTO secret VALUES ('scram', randomblob(32))`,
];

const newAccount = {
  passwordHash: "",
  scramVerifier: null,
  state: "enabled",
  fullName: "",
  quotaBytes: null,
  forward: [],
  keepCopy: true,
} as const satisfies AccountChanges;

const statements = {
  lookUp: `SELECT kind, catchAll, suspended, state, quotaBytes, forward, keepCopy, targets FROM domain
    LEFT JOIN account ON account.domain = name AND account.local = :local
    LEFT JOIN alias ON alias.domain = name AND alias.local = :local WHERE name = :name`,
  domain: "SELECT * FROM domain WHERE name = ?",
  domains: "SELECT * FROM domain ORDER BY id",
  firstLocal: "SELECT name FROM domain WHERE kind = 'local' ORDER BY id LIMIT 2",
  addDomain: `INSERT INTO domain (name, written, kind, catchAll, suspended, createdAt, changedAt)
    VALUES (:name, :written, :kind, :catchAll, :suspended, :at, :at)`,
  changeDomain:
    "UPDATE domain SET kind = :kind, catchAll = :catchAll, suspended = :suspended, changedAt = :at WHERE name = :name",
  removeDomain: "DELETE FROM domain WHERE name = ?",
  counts: `SELECT (SELECT count(*) FROM account WHERE domain = :name) AS accounts,
    (SELECT count(*) FROM alias WHERE domain = :name) AS aliases`,
  account: "SELECT * FROM account WHERE domain = ? AND local = ?",
  accounts: "SELECT * FROM account WHERE domain = ? ORDER BY local",
  addAccount: `INSERT INTO account (domain, local, written, passwordHash, scramVerifier, state, fullName, quotaBytes, forward,
    keepCopy, createdAt, changedAt) VALUES (:domain, :local, :written, :passwordHash, :scramVerifier, :state, :fullName,
    :quotaBytes, :forward, :keepCopy, :at, :at)`,
  changeAccount: `UPDATE account SET passwordHash = :passwordHash, scramVerifier = :scramVerifier, state = :state,
    fullName = :fullName, quotaBytes = :quotaBytes, forward = :forward, keepCopy = :keepCopy, changedAt = :at
    WHERE domain = :domain AND local = :local`,
  removeAccount: "DELETE FROM account WHERE domain = ? AND local = ?",
  alias: "SELECT * FROM alias WHERE domain = ? AND local = ?",
  aliases: "SELECT * FROM alias WHERE domain = ? ORDER BY local",
  aliasesTo: `SELECT alias.* FROM alias, json_each(alias.targets) AS target
    WHERE lower(target.value) = lower(?) ORDER BY alias.domain, alias.local`,
  addAlias: `INSERT INTO alias (domain, local, written, targets, createdAt, changedAt)
    VALUES (:domain, :local, :written, :targets, :at, :at)`,
  changeAlias: "UPDATE alias SET targets = :targets, changedAt = :at WHERE domain = :domain AND local = :local",
  removeAlias: "DELETE FROM alias WHERE domain = ? AND local = ?",
  appPasswords: "SELECT * FROM appPassword WHERE domain = ? AND local = ? ORDER BY id",
  addAppPassword: `INSERT INTO appPassword (domain, local, device, passwordHash, createdAt)
    VALUES (:domain, :local, :device, :passwordHash, :at)`,
  usedAppPassword:
    "UPDATE appPassword SET usedAt = :at WHERE domain = :domain AND local = :local AND passwordHash = :passwordHash",
  removeAppPassword: "DELETE FROM appPassword WHERE domain = ? AND local = ? AND device = ?",
  secret: "SELECT value FROM secret WHERE name = 'scram'",
} as const;

type Row = NonNullable<ReturnType<Statement["get"]>>;

/** The accounts of a database that has its tables (`app/state.ts`). `now`: milliseconds since the epoch. */
export const openAccounts = (database: Database, now: () => number): AccountStore => new AccountStore(database, now);

/**
 * Domains, accounts and aliases of a database. Addresses are taken in any spelling. What changes throws
 * UsageError for what may not be, and does all or nothing; what only reads throws for a broken database alone.
 */
export class AccountStore {
  readonly #database: Database;
  readonly #now: () => number;
  readonly #sql: Readonly<Record<keyof typeof statements, Statement>>;

  constructor(database: Database, now: () => number) {
    this.#database = database;
    this.#now = now;
    const entries = Object.entries(statements).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#sql = Object.fromEntries(entries) as Record<keyof typeof statements, Statement>;
  }

  /** Several changes as one. */
  transaction<T>(work: () => T): T {
    return inTransaction(this.#database, work);
  }

  /** Undefined where the domain is none of ours; without account and targets where nobody there has that name. */
  lookUp({ domain, local }: AddressKey): Entry | undefined {
    const row = this.#sql.lookUp.get({ name: domain, local });
    return row && entryFrom(row);
  }

  /** By its key, see `domainKey`. */
  domain(name: string): Domain | undefined {
    const row = this.#sql.domain.get(name);
    return row && domainFrom(row);
  }

  /** The oldest first. */
  domains(): readonly Domain[] {
    return this.#sql.domains.all().map(domainFrom);
  }

  /** The oldest two of the local domains: the first is meant where none is named, and may be where there is no second. */
  firstLocalDomains(): readonly string[] {
    return this.#sql.firstLocal.all().map((row) => String(row.name));
  }

  counts(domain: string): { readonly accounts: number; readonly aliases: number } {
    const { accounts, aliases } = this.#sql.counts.get({ name: domain }) ?? {};
    return { accounts: Number(accounts), aliases: Number(aliases) };
  }

  addDomain(name: string, changes: DomainChanges = {}): Domain {
    const key = checkedDomain(name);
    if (this.domain(key)) throw new UsageError(`${key} is there already; see postino domain show ${key}`);
    const domain = { kind: "local", catchAll: null, suspended: false, ...changes } as const;
    this.#sql.addDomain.run({ ...domainValues(domain), name: key, written: name.trim(), at: this.#now() });
    return this.knownDomain(key);
  }

  changeDomain(name: string, changes: DomainChanges): Domain {
    const domain = { ...this.knownDomain(name), ...changes };
    const { accounts, aliases } = this.counts(domain.name);
    if (domain.kind !== "local" && accounts + aliases > 0)
      throw new UsageError(`${domain.name} still has ${accounts} accounts and ${aliases} aliases; remove them first`);
    this.#sql.changeDomain.run({ ...domainValues(domain), name: domain.name, at: this.#now() });
    return this.knownDomain(name);
  }

  /** Its accounts and aliases go with it where that is said; their mail stays on the disk. */
  removeDomain(name: string, withAccounts = false): void {
    const domain = this.knownDomain(name).name;
    const { accounts, aliases } = this.counts(domain);
    if (accounts + aliases > 0 && !withAccounts)
      throw new UsageError(
        `${domain} still has ${accounts} accounts and ${aliases} aliases; remove them first, or say --with-accounts`,
      );
    this.#sql.removeDomain.run(domain);
  }

  /** By its key, see `addressKey`. */
  account({ domain, local }: AddressKey): Account | undefined {
    const row = this.#sql.account.get(domain, local);
    return row && accountFrom(row);
  }

  accounts(domain: string): readonly Account[] {
    return this.#sql.accounts.all(domain).map(accountFrom);
  }

  /** `separator` begins a tag, which no account's name has; "": there are none. */
  addAccount(address: string, changes: AccountChanges & { readonly passwordHash: string }, separator = ""): Account {
    return this.transaction(() => {
      refuseTagged(addressKey(checkedAddress(address)), separator);
      const { key, written } = this.#freeName(address);
      this.#sql.addAccount.run({ ...accountValues({ ...newAccount, ...changes }), ...key, written, at: this.#now() });
      this.#refuseCircle(key);
      return this.knownAccount(address);
    });
  }

  changeAccount(address: string, changes: AccountChanges): Account {
    return this.transaction(() => {
      const { domain, local, ...before } = this.knownAccount(address);
      this.#sql.changeAccount.run({ ...accountValues({ ...before, ...changes }), domain, local, at: this.#now() });
      this.#refuseCircle({ domain, local });
      return this.knownAccount(address);
    });
  }

  /** Its app passwords go with it; its mail stays on the disk, and aliases go on to name it. */
  removeAccount(address: string): void {
    const { domain, local } = this.knownAccount(address);
    this.#sql.removeAccount.run(domain, local);
  }

  /** By its key, see `addressKey`. */
  alias({ domain, local }: AddressKey): Alias | undefined {
    const row = this.#sql.alias.get(domain, local);
    return row && aliasFrom(row);
  }

  aliases(domain: string): readonly Alias[] {
    return this.#sql.aliases.all(domain).map(aliasFrom);
  }

  /** Aliases that name the address itself. */
  aliasesTo(address: string): readonly Alias[] {
    return this.#sql.aliasesTo.all(address).map(aliasFrom);
  }

  addAlias(address: string, targets: readonly string[]): Alias {
    return this.transaction(() => {
      const { key, written } = this.#freeName(address);
      this.#sql.addAlias.run({ ...key, written, targets: checkedTargets(targets), at: this.#now() });
      this.#refuseCircle(key);
      return this.knownAlias(address);
    });
  }

  changeAlias(address: string, targets: readonly string[]): Alias {
    return this.transaction(() => {
      const { domain, local } = this.knownAlias(address);
      this.#sql.changeAlias.run({ domain, local, targets: checkedTargets(targets), at: this.#now() });
      this.#refuseCircle({ domain, local });
      return this.knownAlias(address);
    });
  }

  removeAlias(address: string): void {
    const { domain, local } = this.knownAlias(address);
    this.#sql.removeAlias.run(domain, local);
  }

  /** The oldest first. */
  appPasswords({ domain, local }: AddressKey): readonly AppPassword[] {
    return this.#sql.appPasswords.all(domain, local) as unknown as readonly AppPassword[];
  }

  addAppPassword(address: string, device: string, passwordHash: string): void {
    const { domain, local } = this.knownAccount(address);
    const name = device.trim();
    const there = this.appPasswords({ domain, local });
    if (name === "") throw new UsageError(`an app password needs the name of a device, as "phone"`);
    if (there.some((each) => each.device === name))
      throw new UsageError(`${local}@${domain} has an app password for "${name}" already; remove it first`);
    if (there.length >= maxAppPasswords)
      throw new UsageError(`${local}@${domain} has ${maxAppPasswords} app passwords; remove one first`);
    this.#sql.addAppPassword.run({ domain, local, device: name, passwordHash, at: this.#now() });
  }

  usedAppPassword({ domain, local }: AddressKey, passwordHash: string): void {
    this.#sql.usedAppPassword.run({ domain, local, passwordHash, at: this.#now() });
  }

  removeAppPassword(address: string, device: string): void {
    const { domain, local } = this.knownAccount(address);
    if (this.#sql.removeAppPassword.run(domain, local, device).changes === 0)
      throw new UsageError(
        `${local}@${domain} has no app password for "${device}"; see postino account show`,
        "not-found",
      );
  }

  /** 32 bytes that nobody knows, the same for the life of the database. */
  secret(): Buffer {
    return Buffer.from(this.#sql.secret.get()?.value as Uint8Array);
  }

  /** As somebody typed it; throws UsageError where it is not there, as the next two. */
  knownDomain(name: string): Domain {
    const domain = this.domain(checkedDomain(name));
    if (!domain) throw new UsageError(noDomain(name), "not-found");
    return domain;
  }

  knownAccount(address: string): Account {
    const account = this.account(addressKey(checkedAddress(address)));
    if (!account) throw new UsageError(`there is no account ${address}; see postino account list`, "not-found");
    return account;
  }

  knownAlias(address: string): Alias {
    const alias = this.alias(addressKey(checkedAddress(address)));
    if (!alias) throw new UsageError(`there is no alias ${address}; see postino alias list`, "not-found");
    return alias;
  }

  /** Closes the database too. */
  close(): void {
    this.#database.close();
  }

  /** A name that nobody has, in a domain whose mailboxes are here. */
  #freeName(address: string): { readonly key: AddressKey; readonly written: string } {
    const written = checkedAddress(address);
    const key = addressKey(written);
    refuseEveryone(key);
    const found = this.domain(key.domain);
    // The name asked for is a new one: nothing that was named is missing.
    if (!found) throw new UsageError(noDomain(key.domain));
    const { name, kind } = found;
    if (kind !== "local") throw new UsageError(`${name} is a domain of kind ${kind}: its mailboxes are elsewhere`);
    const { account, targets } = this.lookUp(key) ?? {};
    const taken = account ? "an account" : targets ? "an alias" : undefined;
    if (taken)
      throw new UsageError(`${writtenAddress(key)} is ${taken} already; take another name, or remove that one`);
    return { key, written };
  }

  /** Mail that only goes round would reach nobody. A forward that keeps a copy has reached somebody. */
  #refuseCircle(start: AddressKey): void {
    const itself = mailboxOf(start);
    if (this.lookUp(start)?.account?.forward.some((target) => mailboxOf(addressKey(target)) === itself))
      throw new UsageError(`${itself} would forward to itself; name another target`);
    const circle = findCircle(itself, (name) => {
      const { account, targets } = this.lookUp(addressKey(name)) ?? {};
      const goesOn = account?.keepCopy === false ? account.forward : (targets ?? []);
      return goesOn.map((target) => mailboxOf(addressKey(target)));
    });
    if (circle) throw new UsageError(`this would lead in a circle: ${circle.join(" -> ")}; name another target`);
  }
}

const noDomain = (name: string): string => `there is no domain ${name} here; add it with postino domain add ${name}`;

const list = (json: unknown): readonly string[] => (json === "[]" ? [] : JSON.parse(String(json)));
const flag = (value: boolean): number => (value ? 1 : 0);

function entryFrom({ kind, catchAll, suspended, state, quotaBytes, forward, keepCopy, targets }: Row): Entry {
  const account =
    state === null ? {} : { account: { state, quotaBytes, forward: list(forward), keepCopy: keepCopy === 1 } };
  const alias = targets === null ? {} : { targets: list(targets) };
  return { domain: { kind, catchAll, suspended: suspended === 1 }, ...account, ...alias } as unknown as Entry;
}

function domainFrom({ id: _, ...row }: Row): Domain {
  return { ...row, suspended: row.suspended === 1 } as unknown as Domain;
}

const addressOf = ({ local, domain }: Row): string => writtenAddress({ local: String(local), domain: String(domain) });

function accountFrom({ id: _, ...row }: Row): Account {
  return {
    ...row,
    address: addressOf(row),
    forward: list(row.forward),
    keepCopy: row.keepCopy === 1,
  } as unknown as Account;
}

function aliasFrom({ id: _, ...row }: Row): Alias {
  return { ...row, address: addressOf(row), targets: list(row.targets) } as unknown as Alias;
}

function domainValues({ kind, catchAll, suspended }: Pick<Domain, "kind" | "catchAll" | "suspended">) {
  return { kind, catchAll: catchAll === null ? null : checkedAddress(catchAll), suspended: flag(suspended) };
}

function accountValues(account: Required<AccountChanges>) {
  const { passwordHash, scramVerifier, state, fullName, quotaBytes, forward, keepCopy } = account;
  if (!passwordHash.startsWith("$argon2id$")) throw new UsageError("the hash of a password begins with $argon2id$");
  if (quotaBytes !== null && !(Number.isSafeInteger(quotaBytes) && quotaBytes >= 0))
    throw new UsageError("a quota is a whole number of bytes; 0 is without end");
  const checked = forward.length === 0 ? "[]" : checkedTargets(forward);
  return { passwordHash, scramVerifier, state, fullName, quotaBytes, forward: checked, keepCopy: flag(keepCopy) };
}

/** Each once, as JSON. */
function checkedTargets(targets: readonly string[]): string {
  const once = [...new Set(targets.map(checkedAddress))];
  if (once.length === 0) throw new UsageError("an alias needs one target at least");
  if (once.length > maxTargets) throw new UsageError(`${once.length} targets; ${maxTargets} are the most`);
  return JSON.stringify(once);
}
