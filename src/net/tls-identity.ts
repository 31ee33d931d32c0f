/** Who we are in TLS: certificates with their keys, chosen by the name that the client asks for. */
import { X509Certificate } from "node:crypto";
import type { Socket } from "node:net";
import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";

/** PEM texts; the certificate may be followed by its chain. */
export interface CertificatePair {
  readonly certificate: string;
  readonly key: string;
}

/** TLS 1.2 at least, with forward secrecy and authenticated encryption only (RFC 9325 §4.2.1). */
const security = {
  minVersion: "TLSv1.2",
  ciphers: [
    "TLS_AES_256_GCM_SHA384",
    "TLS_CHACHA20_POLY1305_SHA256",
    "TLS_AES_128_GCM_SHA256",
    "ECDHE-ECDSA-AES256-GCM-SHA384",
    "ECDHE-RSA-AES256-GCM-SHA384",
    "ECDHE-ECDSA-CHACHA20-POLY1305",
    "ECDHE-RSA-CHACHA20-POLY1305",
    "ECDHE-ECDSA-AES128-GCM-SHA256",
    "ECDHE-RSA-AES128-GCM-SHA256",
  ].join(":"),
  ecdhCurve: "X25519:P-256:P-384",
  honorCipherOrder: true,
} as const;

interface Entry {
  readonly certificate: X509Certificate;
  readonly context: SecureContext;
}

export class TlsIdentity {
  #entries: readonly Entry[] = [];

  /** Throws what OpenSSL says of a certificate or key that cannot be used. */
  constructor(pairs: readonly CertificatePair[]) {
    this.replace(pairs);
  }

  /** New connections get these; all or none. */
  replace(pairs: readonly CertificatePair[]): void {
    this.#entries = pairs.map(({ certificate, key }) => ({
      certificate: new X509Certificate(certificate),
      context: createSecureContext({ ...security, cert: certificate, key }),
    }));
  }

  /** The first whose names fit; the first of all for other names and none. */
  contextFor(serverName: string): SecureContext | undefined {
    const fits = serverName
      ? this.#entries.find(({ certificate }) => certificate.checkHost(serverName) !== undefined)
      : undefined;
    return (fits ?? this.#entries[0])?.context;
  }

  /** Begins TLS as server on a socket; what it already has unread belongs to the handshake. */
  encrypt(socket: Socket): TLSSocket {
    const encrypted = new TLSSocket(socket, {
      isServer: true,
      ...security,
      secureContext: this.contextFor(""),
      SNICallback: (name, done) => done(null, this.contextFor(name)),
    });
    // A client that renegotiates only costs us (CVE-2011-1473), and would fire `secure` twice.
    encrypted.disableRenegotiation();
    return encrypted;
  }
}
