/** How many connections are open: in all, from one address, and from one network. */
import { changeCount } from "../base/count.ts";
import { neighbourhood } from "../base/network.ts";

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
  readonly #ofPeer = new Map<string, { open: number; readonly network: string }>();
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
    const known = this.#ofPeer.getOrInsertComputed(peer, () => ({ open: 0, network: neighbourhood(peer) }));
    known.open += 1;
    const fromNetwork = changeCount(this.#ofNetwork, known.network, 1);
    if (this.#all > limits.connections) return "connections";
    if (known.open > limits.connectionsPerPeer) return "connections-per-peer";
    return fromNetwork > limits.connectionsPerNetwork ? "connections-per-network" : undefined;
  }

  remove(peer: string): void {
    const known = this.#ofPeer.get(peer);
    if (!known) return;
    this.#all -= 1;
    known.open -= 1;
    if (known.open === 0) this.#ofPeer.delete(peer);
    changeCount(this.#ofNetwork, known.network, -1);
  }
}
