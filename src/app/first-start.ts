/** What the first start makes: a data folder, a configuration with a sample domain, and a certificate. */
import { randomInt } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { stringify } from "yaml";
import { hashPassword } from "../accounts/passwords.ts";
import { writeWhole } from "../config/change.ts";
import { sampleFile } from "../config/describe.ts";
import type { Config } from "../config/schema.ts";
import { paths } from "./paths.ts";

export interface FirstStart {
  /** Told once: only their hashes are kept. */
  readonly passwords: readonly { readonly address: string; readonly password: string }[];
}

const sampleDomain = "example.test";
const sampleAccounts = ["alice", "bob"];
/** Without letters and digits that look alike, since people type it. 16 of 54 letters are 92 bits. */
const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const passwordLength = 16;

/** Is mail received for a domain other than the sample's? */
export const hasOwnDomain = ({ domains }: Config): boolean =>
  domains.some(({ name }) => name.toLowerCase() !== sampleDomain);

/** Makes what is missing; undefined where a configuration is there already. */
export async function prepareData(data: string, configFile: string, now: number): Promise<FirstStart | undefined> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const { certificate, privateKey } = paths(data);
  if (!existsSync(certificate) && !existsSync(privateKey)) {
    // Loaded here: it is slow to load, and only the first start needs it.
    const { makeCertificate } = await import("./certificate.ts");
    const made = await makeCertificate(`mail.${sampleDomain}`, now);
    writeWhole(privateKey, made.privateKey);
    writeWhole(certificate, made.certificate);
  }
  if (existsSync(configFile)) return undefined;
  const accounts = await Promise.all(sampleAccounts.map(async (name) => ({ name, ...(await newPassword()) })));
  const domains = [
    { name: sampleDomain, accounts: accounts.map(({ name, passwordHash }) => ({ name, passwordHash })) },
  ];
  writeWhole(
    configFile,
    `${sampleFile()}\n# Domains that mail is received for, and their accounts.\n${stringify({ domains }, { lineWidth: 0 })}`,
  );
  return { passwords: accounts.map(({ name, password }) => ({ address: `${name}@${sampleDomain}`, password })) };
}

async function newPassword(): Promise<{ readonly password: string; readonly passwordHash: string }> {
  const password = Array.from({ length: passwordLength }, () => letters[randomInt(letters.length)]).join("");
  return { password, passwordHash: await hashPassword(password) };
}
