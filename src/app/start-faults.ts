/** What keeps a server from starting with a configuration, as far as it can be known without starting it: for the start itself, `set` and `config check`. */
import { UsageError } from "../base/error.ts";
import type { Config } from "../config/schema.ts";
import { certificateFault, certificatesPath } from "./certificates.ts";
import { exposuresOf, isLoopback, type SettingFault } from "./exposure.ts";
import type { InheritedSockets } from "./inherited-sockets.ts";
import { rootFaults, unknownUser } from "./privileges.ts";

export interface KnownAtStart {
  readonly data: string;
  readonly hasOwnDomain: () => boolean;
  /** Root starts it, as far as one knows. */
  readonly asRoot: boolean;
  /** They take the place of the addresses and ports that are configured. */
  readonly sockets?: InheritedSockets;
}

/** All of them, in the order of the settings. */
export function startFaults(
  config: Config,
  { data, hasOwnDomain, asRoot, sockets = {} }: KnownAtStart,
): readonly SettingFault[] {
  const certificate = certificateFault(config, data);
  return [
    ...(asRoot ? unknownUser(config) : []),
    ...(asRoot ? rootFaults(config, data) : []),
    ...exposuresOf(config, hasOwnDomain),
    ...samePorts(config, sockets),
    ...missingCertificates(config),
    ...(certificate === undefined ? [] : [{ path: certificatesPath, text: certificate }]),
  ];
}

/** Throws UsageError for the first fault that a configuration has and the one before it had not: a change is not refused for what was wrong already. */
export function refuseStart(next: Config, before: Config | undefined, known: KnownAtStart): void {
  const old = new Set((before ? startFaults(before, known) : []).map(said));
  const fault = startFaults(next, known)
    .map(said)
    .find((one) => !old.has(one));
  if (fault !== undefined) throw new UsageError(fault);
}

const said = ({ path, text }: SettingFault): string => `${path}: ${text}`;

interface Place {
  readonly path: string;
  readonly address: string;
  readonly port: number;
}

/** Of two that would listen on one port the second is named. */
function samePorts(config: Config, sockets: InheritedSockets): readonly SettingFault[] {
  const places = placesOf(config, sockets).filter(({ port }) => port !== 0);
  return places.flatMap(({ path, address, port }, index) => {
    const other = places.slice(0, index).find((one) => one.port === port && doOverlap(one.address, address));
    return other ? [{ path, text: `${port} is the port of ${other.path} already; take another` }] : [];
  });
}

function placesOf({ listeners, web }: Config, sockets: InheritedSockets): readonly Place[] {
  const { lmtp } = listeners;
  return [
    ...(["mx", "submission", "submissions"] as const)
      .filter((kind) => listeners[kind].enabled && sockets[kind] === undefined)
      .map((kind) => ({ path: `listeners.${kind}.port`, ...listeners[kind] })),
    ...(lmtp.enabled && lmtp.socket === "" && sockets.lmtp === undefined
      ? [{ path: "listeners.lmtp.port", address: "127.0.0.1", port: lmtp.port }]
      : []),
    ...(web.enabled ? [{ path: "web.port", ...web }] : []),
  ];
}

/** "::" is every address of IPv4 as well. */
const doOverlap = (one: string, other: string): boolean =>
  one === other ||
  one === "::" ||
  other === "::" ||
  (isEveryIpv4(one) && !other.includes(":")) ||
  (isEveryIpv4(other) && !one.includes(":"));
const isEveryIpv4 = (address: string): boolean => address === "0.0.0.0";

/** Who needs a certificate where there is none. */
function missingCertificates({ listeners, web, tls }: Config): readonly SettingFault[] {
  if (tls.certificates.length > 0) return [];
  return [
    ...(listeners.submissions.enabled
      ? [{ path: "listeners.submissions.enabled", text: "it needs a certificate: see tls.certificates, or disable it" }]
      : []),
    ...(web.enabled && !isLoopback(web.address)
      ? [
          {
            path: "web.address",
            text: `${web.address} is reachable from other machines and needs a certificate: see tls.certificates, or listen on 127.0.0.1`,
          },
        ]
      : []),
  ];
}
