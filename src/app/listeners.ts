/** Where the server listens and with which certificates and limits, as the configuration says. */
import { readFileSync, rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { UsageError } from "../base/error.ts";
import type { Config } from "../config/schema.ts";
import { membership } from "../net/listener.ts";
import type { CertificatePair } from "../net/tls-identity.ts";
import type { ListenerKind, SmtpLimits } from "../smtp/hooks.ts";
import type { SmtpServer } from "../smtp/server.ts";

/** A Unix socket has its path as `ip` and port 0. */
export interface OpenListener {
  readonly kind: ListenerKind;
  readonly ip: string;
  readonly port: number;
}

/** Opens every listener that is enabled; UsageError for the first that is not to be had. */
export async function openListeners(
  smtp: SmtpServer,
  { listeners, tls }: Config,
  data: string,
): Promise<readonly OpenListener[]> {
  const opened: OpenListener[] = [];
  for (const kind of ["mx", "submission", "submissions", "lmtp"] as const) {
    const settings = listeners[kind];
    if (!settings.enabled) continue;
    if (kind === "submissions" && tls.certificates.length === 0)
      throw new UsageError("listeners.submissions needs a certificate: see tls.certificates, or disable it");
    const place = "socket" in settings ? lmtpPlace(settings, data) : { host: settings.address, port: settings.port };
    const proxies = "proxies" in settings ? settings.proxies : [];
    const listener = await smtp.open({ kind, place, proxies }).catch((error: NodeJS.ErrnoException) => {
      const where = "path" in place ? place.path : `${place.host} port ${place.port}`;
      throw new UsageError(`cannot listen on ${where}: ${portTrouble(error, kind)}`);
    });
    opened.push({ kind, ip: listener.ip, port: listener.port });
  }
  return opened;
}

/** A socket file that a crash left is taken over: nobody else listens on this data folder. */
function lmtpPlace({ socket, port }: { socket: string; port: number }, data: string) {
  if (socket === "") return { host: "127.0.0.1", port };
  const path = isAbsolute(socket) ? socket : join(data, socket);
  rmSync(path, { force: true });
  return { path };
}

/** The texts of the PEM files; UsageError for one that cannot be read. */
export function certificatesOf({ tls }: Config, data: string): readonly CertificatePair[] {
  const read = (file: string) => readFileSync(isAbsolute(file) ? file : join(data, file), "utf8");
  return tls.certificates.map(({ certificate, key }) => {
    try {
      return { certificate: read(certificate), key: read(key) };
    } catch (error) {
      throw new UsageError(`cannot read the certificate: ${(error as Error).message}; see tls.certificates`);
    }
  });
}

/** The limits of sessions that begin now. */
export function limitsOf({ smtp }: Config): SmtpLimits {
  const { sessionTimeoutSeconds: idle, commandTimeoutSeconds, dataTimeoutSeconds, ...same } = smtp;
  return {
    ...same,
    commandSeconds: commandTimeoutSeconds || idle,
    dataSeconds: dataTimeoutSeconds || idle,
  };
}

function portTrouble(error: NodeJS.ErrnoException, kind: ListenerKind): string {
  if (error.code === "EADDRINUSE")
    return `another program listens there; stop it, or set listeners.${kind}.port to another`;
  if (error.code === "EACCES")
    return `not permitted; ports below 1024 need root, or set listeners.${kind}.port to another`;
  return `${error.message}; see listeners.${kind}`;
}

/** Is an address in the trusted networks of now? The list is compiled again only when it has changed. */
export function trustBy(config: () => Config): (peer: string) => boolean {
  let compiled: { readonly networks: readonly string[]; readonly has: (ip: string) => boolean } | undefined;
  return (peer) => {
    const { trustedNetworks: networks } = config().smtp;
    if (compiled?.networks !== networks) compiled = { networks, has: membership(networks) };
    return compiled.has(peer);
  };
}
