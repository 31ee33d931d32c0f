/** Where the server listens and with which limits, as the configuration says. */
import { rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { UsageError } from "../base/error.ts";
import type { Config } from "../config/schema.ts";
import { membership } from "../net/listener.ts";
import type { ListenerKind, SmtpLimits } from "../smtp/hooks.ts";
import type { SmtpServer } from "../smtp/server.ts";
import { isLoopback, withoutDomain } from "./exposure.ts";
import type { InheritedSockets } from "./inherited-sockets.ts";

/** A Unix socket has its path as `ip` and port 0. */
export interface OpenListener {
  readonly kind: ListenerKind;
  readonly ip: string;
  readonly port: number;
}

/**
 * Opens every listener that is enabled, on its inherited socket where there is one. UsageError for the first that is not to be had,
 * for a socket of a listener that is not enabled, and for one that others can reach before there is a domain of our own.
 */
export async function openListeners(
  smtp: SmtpServer,
  config: Config,
  data: string,
  { sockets, hasOwnDomain }: { readonly sockets: InheritedSockets; readonly hasOwnDomain: () => boolean },
): Promise<readonly OpenListener[]> {
  const { listeners } = config;
  const opened: OpenListener[] = [];
  for (const kind of ["mx", "submission", "submissions", "lmtp"] as const) {
    const settings = listeners[kind];
    const fd = sockets[kind];
    if (!settings.enabled && fd !== undefined)
      throw new UsageError(`a socket was inherited for ${kind}, which is not enabled; see listeners.${kind}.enabled`);
    if (!settings.enabled) continue;
    const place = fd === undefined ? placeOf(settings, data) : { fd };
    const proxies = "proxies" in settings ? settings.proxies : [];
    const listener = await smtp.open({ kind, place, proxies }).catch((error: NodeJS.ErrnoException) => {
      const where =
        "fd" in place ? "the inherited socket" : "path" in place ? place.path : `${place.host} port ${place.port}`;
      throw new UsageError(`cannot listen on ${where}: ${portTrouble(error, kind)}`);
    });
    // What is configured was checked before; a socket of others has its own address.
    if (listener.port > 0 && !isLoopback(listener.ip) && !hasOwnDomain())
      throw new UsageError(`listeners.${kind}: ${withoutDomain(listener.ip)}`);
    opened.push({ kind, ip: listener.ip, port: listener.port });
  }
  return opened;
}

type Settings = Config["listeners"][ListenerKind];

const placeOf = (settings: Settings, data: string) =>
  "socket" in settings ? lmtpPlace(settings, data) : { host: settings.address, port: settings.port };

/** A socket file that a crash left is taken over: nobody else listens on this data folder. */
function lmtpPlace({ socket, port }: { socket: string; port: number }, data: string) {
  if (socket === "") return { host: "127.0.0.1", port };
  const path = isAbsolute(socket) ? socket : join(data, socket);
  rmSync(path, { force: true });
  return { path };
}

/** The limits of sessions that begin now. */
export const limitsBy = (config: () => Config): (() => SmtpLimits) => derived(config, limitsOf);

function limitsOf({ smtp }: Config): SmtpLimits {
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
    return `not permitted; ports below 1024 need AmbientCapabilities=CAP_NET_BIND_SERVICE in the systemd unit, setcap cap_net_bind_service=+ep on node, or a start as root with server.user; or set listeners.${kind}.port to 1024 or more`;
  return `${error.message}; see listeners.${kind}`;
}

/** Is an address in the trusted networks of now? */
export function trustBy(config: () => Config): (peer: string) => boolean {
  const isTrusted = derived(config, ({ smtp }) => membership(smtp.trustedNetworks));
  return (peer) => isTrusted()(peer);
}

/** What follows from the configuration is made again only when that has changed. */
export function derived<T>(config: () => Config, make: (config: Config) => T): () => T {
  let from: Config | undefined;
  let made: T;
  return () => {
    const now = config();
    if (from !== now) [from, made] = [now, make(now)];
    return made;
  };
}
