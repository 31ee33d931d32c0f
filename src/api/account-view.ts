/** Domains, accounts and aliases as they are shown and journalled: without hashes, times as ISO 8601. */
import type { Account, Alias, Domain } from "../accounts/account.ts";
import { unreachable } from "../app/reach.ts";
import { isoTime as iso } from "../base/iso.ts";
import type { OperationContext } from "./operation.ts";

export type DomainView = ReturnType<typeof domainView>;
export type AccountView = ReturnType<typeof accountView>;
export type AliasView = ReturnType<typeof aliasView>;

/** A domain, with how many accounts and aliases it has. */
export const domainView = (domain: Domain, { accounts }: Pick<OperationContext, "accounts">) => ({
  name: domain.name,
  written: domain.written,
  kind: domain.kind,
  catchAll: domain.catchAll,
  suspended: domain.suspended,
  ...accounts.counts(domain.name),
  createdAt: iso(domain.createdAt),
  changedAt: iso(domain.changedAt),
});

/** An account with its role; `quotaBytes` null is the setting's, 0 without end. */
export const accountView = (account: Account, { access }: Pick<OperationContext, "access">) => ({
  address: account.address,
  written: account.written,
  fullName: account.fullName,
  role: access.roleOf(account.address),
  state: account.state,
  quotaBytes: account.quotaBytes,
  forward: account.forward,
  keepCopy: account.keepCopy,
  scram: account.scramVerifier !== null,
  createdAt: iso(account.createdAt),
  changedAt: iso(account.changedAt),
});

/** An alias; `unreachable` are those of its targets that reach nobody. */
export const aliasView = (alias: Alias, { accounts, settings }: Pick<OperationContext, "accounts" | "settings">) => ({
  address: alias.address,
  written: alias.written,
  targets: alias.targets,
  unreachable: unreachable(alias.targets, accounts, settings.config().accounts),
  createdAt: iso(alias.createdAt),
  changedAt: iso(alias.changedAt),
});

type View = Readonly<Record<string, unknown>>;

/** What follows from the rest, from the change itself, or from its name. */
const derived = ["address", "name", "written", "changedAt", "createdAt", "accounts", "aliases", "unreachable", "scram"];

/**
 * Journals what is new in a view, a line for each value. A new thing has no `before`, one that was removed no `after`: these are
 * one line, with all that was said of it.
 */
export function journalChange(
  journal: OperationContext["journal"],
  what: string,
  before: View | undefined,
  after: View | undefined,
): void {
  if (!before || !after) return journal(what, before && wholeText(before), after && wholeText(after));
  for (const key of Object.keys(after).filter((each) => !derived.includes(each))) {
    const [old, now] = [valueText(before[key]), valueText(after[key])];
    if (old !== now) journal(`${what} ${key}`, old, now);
  }
}

const valueText = (value: unknown): string => (Array.isArray(value) ? value.join(",") : String(value));
const wholeText = (view: View): string =>
  Object.entries(view)
    .filter(([key, value]) => !derived.includes(key) && value !== null && valueText(value) !== "")
    .map(([key, value]) => `${key}=${valueText(value)}`)
    .join(" ");
