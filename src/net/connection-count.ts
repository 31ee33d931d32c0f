/** How many connections are open: in all, from one address, and from one network. */
export interface ConnectionLimits {
  readonly connections: number;
  readonly connectionsPerPeer: number;
  readonly connectionsPerNetwork: number;
}

/** Which limit a new connection exceeds. */
export type Excess = "connections" | "connections-per-peer" | "connections-per-network";

/** One for all listeners of a server. */
export class ConnectionCount {
  readonly #limits: () => ConnectionLimits;
  readonly #ofPeer = new Map<string, number>();
  readonly #ofNetwork = new Map<string, number>();
  #all = 0;

  constructor(limits: () => ConnectionLimits) {
    this.#limits = limits;
  }

  get open(): number {
    return this.#all;
  }

  /** Counts a connection; gives the limit that is exceeded with it. */
  add(peer: string): Excess | undefined {
    const limits = this.#limits();
    this.#all += 1;
    const fromPeer = change(this.#ofPeer, peer, 1);
    const fromNetwork = change(this.#ofNetwork, networkOf(peer), 1);
    if (this.#all > limits.connections) return "connections";
    if (fromPeer > limits.connectionsPerPeer) return "connections-per-peer";
    return fromNetwork > limits.connectionsPerNetwork ? "connections-per-network" : undefined;
  }

  remove(peer: string): void {
    this.#all -= 1;
    change(this.#ofPeer, peer, -1);
    change(this.#ofNetwork, networkOf(peer), -1);
  }
}

function change(counts: Map<string, number>, key: string, by: number): number {
  const count = (counts.get(key) ?? 0) + by;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
  return count;
}

/** "192.0.2.0/24" for IPv4, the first 64 bits for IPv6: what one customer of a provider is given at least. */
export function networkOf(ip: string): string {
  if (!ip.includes(":")) return `${ip.slice(0, ip.lastIndexOf("."))}.0/24`;
  const [head = "", tail] = ip.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : new Array<string>(8 - before.length - after.length).fill("0");
  return `${[...before, ...zeros, ...after].slice(0, 4).join(":")}::/64`;
}
