/** The self-signed certificate of the first start; the owner puts his own files in its place. */
import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { cryptoProvider, SubjectAlternativeNameExtension, X509CertificateGenerator } from "@peculiar/x509";

/** PEM texts. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Ten years: nobody but this machine trusts it anyway. */
const lifeMilliseconds = 10 * 365 * 86_400_000;

/** An ECDSA P-256 certificate for a host name, signed by itself. */
export async function makeCertificate(hostname: string, now: number): Promise<CertificateFiles> {
  cryptoProvider.set(webcrypto as Crypto);
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const pair = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${hostname}`,
    notBefore: new Date(now - 86_400_000),
    notAfter: new Date(now + lifeMilliseconds),
    signingAlgorithm: algorithm,
    keys: pair,
    extensions: [new SubjectAlternativeNameExtension([{ type: "dns", value: hostname }])],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", pair.privateKey)).toString("base64");
  const lines = key.match(/.{1,64}/g) ?? [];
  return {
    certificate: `${certificate.toString("pem")}\n`,
    privateKey: `-----BEGIN PRIVATE KEY-----\n${lines.join("\n")}\n-----END PRIVATE KEY-----\n`,
  };
}
