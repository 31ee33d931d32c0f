/** A place that is listened on: who comes, whether a proxy brings him, and whether there is room. */
import { BlockList, createServer, isIP, isIPv6, type Socket, type SocketAddress } from "node:net";
import { normaliseIp } from "../base/ip.ts";
import type { ConnectionCount, Excess } from "./connection-count.ts";
import { type ProxyHeader, readProxyHeader } from "./proxy-header.ts";

/** `port` 0 is any free port; `path` is a Unix socket; `fd` an open one that was handed to us (socket activation). */
export type ListeningPlace =
  | { readonly host: string; readonly port: number }
  | { readonly path: string }
  | { readonly fd: number };

export interface ListenerOptions {
  readonly place: ListeningPlace;
  readonly count: ConnectionCount;
  /** Addresses and networks of proxies; where there are any, everybody must be one. */
  readonly proxies?: readonly string[];
  /** Asked first, for each connection that no proxy brings: is it closed at once, before anything is made for it? */
  readonly isCut?: (peer: string) => boolean;
}

/** A connection that has just come. Addresses are normalised; a Unix socket's peer is "LOCAL". */
export interface Arrival {
  readonly socket: Socket;
  readonly peer: string;
  readonly peerPort: number;
  readonly localIp: string;
  readonly localPort: number;
  /** The proxy that brought it. */
  readonly proxy?: string;
  /** Why it cannot stay: a limit that it exceeds, or no PROXY header from one who must give it. It is to be told so. */
  readonly over?: Excess | "proxy";
}

export interface Listener {
  readonly ip: string;
  /** 0 for a Unix socket. */
  readonly port: number;
  /** Takes no more connections; resolves when the last one has gone. */
  readonly close: () => Promise<void>;
}

/** What a Unix socket's peer is called. */
export const localPeer = "LOCAL";
/** A proxy on the same network needs no longer for its first packet. */
const proxyHeaderSeconds = 5;
/** So many connections may wait to be taken while we are at work; the system may allow fewer (somaxconn). Whoever finds no room tries again after a second. */
const mostWaiting = 4096;
/** How many of those that are over a limit may be told so at a time; more are cut off without a word. */
const refusalReserve = 100;

/**
 * Resolves when the place is open; rejects with the system's error (EADDRINUSE, EACCES). What `accept` gives is called when the
 * connection has gone.
 */
export async function listen(options: ListenerOptions, accept: (arrival: Arrival) => () => void): Promise<Listener> {
  const { place, count, proxies = [], isCut } = options;
  const isProxy = membership(proxies);
  let refused = 0;
  let bound: Pick<Arrival, "localIp" | "localPort"> | undefined;
  const arrive = (arrival: Arrival) => {
    const { socket, peer } = arrival;
    const counted = arrival.over === undefined;
    const over = arrival.over ?? count.add(peer);
    if (over) refused++;
    // Too many to be told so are cut off, and counted down by their close like all.
    const left =
      over && refused > refusalReserve ? void socket.destroy() : accept(over ? { ...arrival, over } : arrival);
    socket.on("close", () => {
      if (counted) count.remove(peer);
      if (over) refused--;
      left?.();
    });
  };
  // Half-open: a peer that has said all it wants to say may still read our answers.
  const server = createServer(
    {
      allowHalfOpen: true,
      noDelay: true,
      pauseOnConnect: proxies.length > 0,
      ...(isCut && proxies.length === 0 && { blockList: new Sieve(isCut) }),
    },
    (socket) => {
      const peer = socket.remoteAddress === undefined ? unixPeer(place) : normaliseIp(socket.remoteAddress);
      if (peer === undefined) return void socket.destroy();
      const arrival: Arrival = { socket, peer, peerPort: socket.remotePort ?? 0, ...(bound ?? boundOf(socket, place)) };
      if (proxies.length === 0) arrive(arrival);
      else if (!isProxy(peer)) arrive({ ...arrival, over: "proxy" });
      else awaitHeader(socket, (header) => arrive(header ? brought(arrival, header) : { ...arrival, over: "proxy" }));
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ ...place, backlog: mostWaiting }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  const at = typeof address === "object" && address ? address : { address: String(address), port: 0 };
  // Where it listens on one address, no connection needs to be asked for ours.
  if (isIP(at.address) && !wildcards.has(at.address))
    bound = { localIp: normaliseIp(at.address) ?? at.address, localPort: at.port };
  return {
    ip: normaliseIp(at.address) ?? at.address,
    port: at.port,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** The list that the system of sockets asks before it makes one: in place of its own entries it asks a function. */
class Sieve extends BlockList {
  readonly #isCut: (peer: string) => boolean;

  constructor(isCut: (peer: string) => boolean) {
    super();
    this.#isCut = isCut;
  }

  override check(address: string | SocketAddress): boolean {
    return this.#isCut(normaliseIp(String(address)) ?? "");
  }
}

const wildcards: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

const boundOf = ({ localAddress, localPort }: Socket, place: ListeningPlace) => ({
  localIp: normaliseIp(localAddress ?? "") ?? ("host" in place ? place.host : localPeer),
  localPort: localPort ?? 0,
});

/** Only on a Unix socket has a peer no address; on TCP it has just gone. */
const unixPeer = (place: ListeningPlace): string | undefined => ("host" in place ? undefined : localPeer);

/** Is an address one of these addresses and networks? */
export function membership(networks: readonly string[]): (ip: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [ip = "", bits] = network.split("/");
    list.addSubnet(ip, Number(bits ?? (isIPv6(ip) ? 128 : 32)), isIPv6(ip) ? "ipv6" : "ipv4");
  }
  return (ip) => isIP(ip) > 0 && list.check(ip, isIPv6(ip) ? "ipv6" : "ipv4");
}

const brought = (arrival: Arrival, { peer, local }: ProxyHeader): Arrival => ({
  ...arrival,
  ...(peer && { peer: peer.ip, peerPort: peer.port, proxy: arrival.peer }),
  ...(local && { localIp: local.ip, localPort: local.port }),
});

/** Reads the header, and puts back what came behind it; undefined where there is none in time. */
function awaitHeader(socket: Socket, done: (header: ProxyHeader | undefined) => void): void {
  let buffer: Buffer = Buffer.alloc(0);
  const end = (header: ProxyHeader | undefined) => {
    clearTimeout(patience);
    socket.off("readable", look).off("end", give).off("close", give).off("error", give);
    if (header && buffer.length > header.bytes) socket.unshift(buffer.subarray(header.bytes));
    done(header);
  };
  const give = () => end(undefined);
  const look = () => {
    const came = socket.read() as Buffer | null;
    if (!came) return;
    buffer = Buffer.concat([buffer, came]);
    const header = readProxyHeader(buffer);
    if (header) end(header === "none" ? undefined : header);
  };
  const patience = setTimeout(give, proxyHeaderSeconds * 1000);
  socket.on("readable", look).once("end", give).once("close", give).once("error", give);
}
