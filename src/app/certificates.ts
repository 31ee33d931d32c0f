/** The certificates by which the server speaks TLS: read with their keys, refused by the file's name where they do not fit, and told when their time is over. */
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../base/error.ts";
import type { Config } from "../config/schema.ts";
import { type CertificatePair, TlsIdentity } from "../net/tls-identity.ts";
import { paths } from "./paths.ts";

export interface Certificates {
  /** Undefined where there are none. */
  readonly identity: TlsIdentity | undefined;
  /**
   * Reads them again; what it gives takes them for new connections. UsageError for files that are no certificate and its key. Where
   * there are none now, or none before, it counts when the server is started again: listeners offer TLS or do not.
   */
  readonly prepare: (next: Config) => () => void;
  /** What is wrong with those in force and keeps no mail out, see `certificateWarnings`. */
  readonly warnings: () => readonly string[];
}

/** Throws UsageError for files that are no certificate and its key. */
export function openCertificates(config: Config, data: string, now: () => number): Certificates {
  let pairs = readPairs(config, data);
  const identity = pairs.length === 0 ? undefined : new TlsIdentity(pairs);
  return {
    identity,
    prepare: (next) => {
      const fresh = readPairs(next, data);
      return () => {
        if (fresh.length > 0) identity?.replace(fresh);
        pairs = fresh;
      };
    },
    warnings: () => warningsOf(pairs, now()),
  };
}

/** What a start would refuse of the certificates of a configuration; undefined where it refuses nothing. */
export function certificateFault(config: Config, data: string): string | undefined {
  try {
    readPairs(knownOf(config, data), data);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message.replace(`${certificatesPath}: `, "");
    throw error;
  }
}

/** A certificate that has expired, or is not valid yet: the server goes on with it, and whoever checks it does not. */
export const certificateWarnings = (config: Config, data: string, now: number): readonly string[] =>
  certificateFault(config, data) === undefined ? warningsOf(readPairs(knownOf(config, data), data), now) : [];

/** Without the pair that the next start makes, as neither file is there. */
function knownOf(config: Config, data: string): Pick<Config, "tls"> {
  const made = [paths(data).certificate, paths(data).privateKey].filter((file) => !existsSync(file));
  const isMade = (file: string) => made.length === 2 && made.some((path) => resolve(path) === resolve(data, file));
  const certificates = config.tls.certificates.filter(({ certificate, key }) => !isMade(certificate) || !isMade(key));
  return { tls: { certificates } };
}

/** The setting that these are about. */
export const certificatesPath = "tls.certificates";

interface ReadPair extends CertificatePair {
  /** As the settings name it. */
  readonly file: string;
  readonly parsed: X509Certificate;
}

const readPairs = ({ tls }: Pick<Config, "tls">, data: string): readonly ReadPair[] =>
  tls.certificates.map(({ certificate, key }) => readPair(certificate, key, data));

function readPair(file: string, keyFile: string, data: string): ReadPair {
  const [certificate, key] = [read(file, data), read(keyFile, data)];
  const parsed = certificateFrom(certificate, file);
  if (!parsed.checkPrivateKey(keyFrom(key, keyFile)))
    throw refused(`${keyFile} does not belong to ${file}; name the key with which that certificate was asked for`);
  const pair = { certificate, key, file, parsed };
  try {
    new TlsIdentity([pair]);
  } catch (error) {
    throw refused(`${file} with ${keyFile} cannot be used: ${(error as Error).message}`);
  }
  return pair;
}

function read(file: string, data: string): string {
  try {
    return readFileSync(resolve(data, file), "utf8");
  } catch (error) {
    throw refused(`cannot read ${file}: ${(error as Error).message}`);
  }
}

function certificateFrom(text: string, file: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw refused(`${file} is no certificate in PEM; it begins with -----BEGIN CERTIFICATE-----`);
  }
}

function keyFrom(text: string, file: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    // "BEGIN ENCRYPTED PRIVATE KEY", or the older "Proc-Type: 4,ENCRYPTED".
    if (/^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(text))
      throw refused(
        `${file} is encrypted, and nobody can type its passphrase; keep it without one, readable for the server alone`,
      );
    throw refused(`${file} is no private key in PEM; it begins with -----BEGIN PRIVATE KEY-----`);
  }
}

const refused = (what: string) => new UsageError(`${certificatesPath}: ${what}`);

const warningsOf = (pairs: readonly ReadPair[], now: number): readonly string[] =>
  pairs.flatMap(({ file, parsed: { validFromDate: from, validToDate: to } }) =>
    now >= to.getTime()
      ? [
          `${file} has expired on ${to.toISOString()}; whoever checks it will not speak TLS with us: renew it, then postino reload`,
        ]
      : now < from.getTime()
        ? [
            `${file} is not valid before ${from.toISOString()}; whoever checks it will not speak TLS with us: is the clock right?`,
          ]
        : [],
  );
