/** Hosts that the configuration names: their addresses, looked up at the start and every few minutes. */
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { UsageError } from "../base/error.ts";
import { normaliseIp } from "../base/ip.ts";

/** The addresses of a name; rejects with the resolver's error. */
export type LookUp = (name: string) => Promise<readonly string[]>;

export interface HostNames {
  /** Those of the last look-up that came to something; none before the first. */
  readonly addressesOf: (name: string) => readonly string[];
  /** Looks up what is new, and what was looked up five minutes ago; resolves when the answers are there. */
  readonly refresh: () => Promise<void>;
}

interface HostNamesOptions {
  /** Names, addresses and networks as the configuration has them now. */
  readonly hosts: () => readonly string[];
  readonly lookUp: LookUp;
  /** Told once of a name that cannot be looked up, and again when that happens after it could be. */
  readonly report: (where: string, error: unknown) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const freshMilliseconds = 5 * 60_000;

/** Of what the system asks: its hosts file, then DNS. */
export const systemLookUp: LookUp = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/** "relay.example.net", and neither an address nor a network. */
export const isHostName = (host: string): boolean => isIP(host.split("/")[0] ?? host) === 0;

interface Host {
  askedAt: number;
  addresses: readonly string[];
  failing: boolean;
}

export function createHostNames({ hosts, lookUp, report, now }: HostNamesOptions): HostNames {
  const known = new Map<string, Host>();
  const ask = async (name: string, host: Host): Promise<void> => {
    host.askedAt = now();
    try {
      host.addresses = (await lookUp(name)).flatMap((address) => normaliseIp(address) ?? []);
      host.failing = false;
    } catch (error) {
      if (!host.failing) report("the names of hosts", failure(name, host, error as NodeJS.ErrnoException));
      host.failing = true;
    }
  };
  return {
    addressesOf: (name) => known.get(name)?.addresses ?? [],
    refresh: async () => {
      const names = new Set(hosts().filter(isHostName));
      for (const name of known.keys()) if (!names.has(name)) known.delete(name);
      const due = [...names].flatMap((name) => {
        const host = known.getOrInsertComputed(name, () => ({ askedAt: -Infinity, addresses: [], failing: false }));
        return now() - host.askedAt >= freshMilliseconds ? [ask(name, host)] : [];
      });
      await Promise.all(due);
    },
  };
}

function failure(name: string, { addresses }: Host, { code, message }: NodeJS.ErrnoException): UsageError {
  const meanwhile = addresses.length > 0 ? `${addresses.join(", ")} counts until it can` : "it counts for nobody";
  return new UsageError(`${name} cannot be looked up (${code ?? message}); ${meanwhile}`);
}
