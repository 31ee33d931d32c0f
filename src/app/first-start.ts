/** What the first start makes: a data folder, a configuration with a sample domain, and a certificate. */
import { existsSync } from "node:fs";
import { type AccessStore, openAccess } from "../access/store.ts";
import { addressKey } from "../accounts/name.ts";
import { hashPassword, makePassword } from "../accounts/passwords.ts";
import { type AccountStore, openAccounts } from "../accounts/store.ts";
import { replaceFile } from "../base/durable.ts";
import { makeFolder } from "../base/folder.ts";
import { sampleFile } from "../config/describe.ts";
import { paths } from "./paths.ts";
import { openStateOf } from "./state.ts";

export interface FirstStart {
  /** Told once: only their hashes are kept. */
  readonly passwords: readonly { readonly address: string; readonly password: string }[];
}

const sampleDomain = "example.test";
const sampleAccounts = ["alice", "bob"];

/** Is mail received for a domain other than the sample's? */
export const hasOwnDomain = (accounts: Pick<AccountStore, "domains">): boolean =>
  accounts.domains().some(({ name }) => name !== sampleDomain);

/** The same of a data folder that nobody has open; no where it has no accounts at all. */
export function folderHasOwnDomain(data: string, now: () => number): boolean {
  if (!existsSync(paths(data).state)) return false;
  const accounts = openAccounts(openStateOf(data), now);
  try {
    return hasOwnDomain(accounts);
  } finally {
    accounts.close();
  }
}

/** Makes what is missing; undefined where a configuration is there already. */
export async function prepareData(data: string, configFile: string, now: number): Promise<FirstStart | undefined> {
  makeFolder(data);
  const { certificate, privateKey } = paths(data);
  if (!existsSync(certificate) && !existsSync(privateKey)) {
    // Loaded here: it is slow to load, and only the first start needs it.
    const { makeCertificate } = await import("./certificate.ts");
    const made = await makeCertificate(`mail.${sampleDomain}`, now);
    replaceFile(privateKey, made.privateKey);
    replaceFile(certificate, made.certificate);
  }
  if (existsSync(configFile)) return undefined;
  const database = openStateOf(data);
  const store = openAccounts(database, () => now);
  try {
    // A folder whose configuration was lost has its own domains.
    return store.domains().length === 0 ? { passwords: await addSample(store, openAccess(database)) } : undefined;
  } finally {
    store.close();
    replaceFile(configFile, sampleFile());
  }
}

async function addSample(store: AccountStore, access: AccessStore): Promise<FirstStart["passwords"]> {
  const accounts = sampleAccounts.map((name) => ({ address: `${name}@${sampleDomain}`, password: makePassword() }));
  const hashes = await Promise.all(accounts.map(({ password }) => hashPassword(password)));
  store.transaction(() => {
    store.addDomain(sampleDomain);
    accounts.forEach(({ address }, index) => {
      store.addAccount(address, { passwordHash: hashes[index] ?? "" });
    });
    // Somebody must be able to change things at the page; the other is a user like any.
    access.setRole(addressKey(accounts[0]?.address ?? ""), "admin");
  });
  return accounts;
}
