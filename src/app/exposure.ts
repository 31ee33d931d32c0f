/** Until it has a domain of its own, a server is reachable from its own machine only. */
import type { Config } from "../config/schema.ts";

/** Is it an address that other machines cannot reach? */
export const isLoopback = (ip: string): boolean => ip === "::1" || ip.startsWith("127.");

/** A setting with which a server would not start, and why. */
export interface SettingFault {
  readonly path: string;
  readonly text: string;
}

/** The settings of open listeners that other machines can reach; none counts where there is a domain other than the sample's. */
export const exposuresOf = (config: Config, hasOwnDomain: () => boolean): readonly SettingFault[] =>
  reachable(config)
    .filter(() => !hasOwnDomain())
    .map(({ path, address }) => ({ path, text: withoutDomain(address) }));

/** Where other machines can reach the server. */
export const reachable = ({ listeners, web }: Config): readonly { readonly path: string; readonly address: string }[] =>
  [
    ...(["mx", "submission", "submissions"] as const).map((kind) => ({
      path: `listeners.${kind}.address`,
      ...listeners[kind],
    })),
    { path: "web.address", ...web },
  ].filter(({ enabled, address }) => enabled && !isLoopback(address));

/** Said of an address that is configured, and of one that came with an inherited socket. */
export const withoutDomain = (address: string): string =>
  `${address} is reachable from other machines, and there is no domain but the sample; add your own first, or listen on 127.0.0.1`;
