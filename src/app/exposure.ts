/** Until it has a domain of its own, a server is reachable from its own machine only. */
import { UsageError } from "../base/error.ts";
import type { Config } from "../config/schema.ts";

/** Is it an address that other machines cannot reach? */
export const isLoopback = (ip: string): boolean => ip === "::1" || ip.startsWith("127.");

interface Exposure {
  /** The setting of the first open listener that others can reach. */
  readonly path: string;
  readonly address: string;
}

/** The first open listener that other machines can reach; none counts where there is a domain other than the sample's. */
export function exposureOf({ listeners, web }: Config, hasOwnDomain: () => boolean): Exposure | undefined {
  for (const kind of ["mx", "submission", "submissions"] as const) {
    const { enabled, address } = listeners[kind];
    if (enabled && !isLoopback(address) && !hasOwnDomain()) return { path: `listeners.${kind}.address`, address };
  }
  if (web.enabled && !isLoopback(web.address) && !hasOwnDomain()) return { path: "web.address", address: web.address };
  return undefined;
}

/** Throws UsageError for a configuration that may not be used. */
export function refuseExposure(config: Config, hasOwnDomain: () => boolean): void {
  const exposure = exposureOf(config, hasOwnDomain);
  if (exposure) throw new UsageError(`${exposure.path}: ${withoutDomain(exposure.address)}`);
}

/** Said of an address that is configured, and of one that came with an inherited socket. */
export const withoutDomain = (address: string): string =>
  `${address} is reachable from other machines, and there is no domain but the sample; add your own first, or listen on 127.0.0.1`;
