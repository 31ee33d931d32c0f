/** Certificates for tests: mx.example.test, and mail.second.test for those who ask for it. */
import { makeCertificate } from "../src/app/certificate.ts";
import { TlsIdentity } from "../src/net/tls-identity.ts";

export async function testIdentity(): Promise<TlsIdentity> {
  const names = ["mx.example.test", "mail.second.test"];
  const made = await Promise.all(names.map((name) => makeCertificate(name, Date.now())));
  return new TlsIdentity(made.map(({ certificate, privateKey }) => ({ certificate, key: privateKey })));
}
