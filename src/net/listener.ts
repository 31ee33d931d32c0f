/** A port that is listened on, with limits on how many connections it holds, in all and from one address. */
import { createServer, type Socket } from "node:net";
import { normaliseIp } from "../base/ip.ts";

export interface ListenerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly maxConnections: number;
  readonly maxConnectionsPerPeer: number;
}

/** A connection that has just come. Addresses are normalised. */
export interface Arrival {
  readonly socket: Socket;
  readonly peer: string;
  readonly peerPort: number;
  readonly localIp: string;
  readonly localPort: number;
  /** The limit that it exceeds: it is to be told so and closed. */
  readonly over?: "connections" | "connections-per-peer";
}

export interface Listener {
  readonly ip: string;
  readonly port: number;
  /** Takes no more connections; resolves when the last one has gone. */
  readonly close: () => Promise<void>;
}

/** Connections beyond the limit that may be open at once to be told so; more are cut off without a word. */
const refusalReserve = 100;

/** Resolves when the port is open; rejects with the system's error (EADDRINUSE, EACCES). */
export async function listen(options: ListenerOptions, accept: (arrival: Arrival) => void): Promise<Listener> {
  const fromPeer = new Map<string, number>();
  let open = 0;
  // Half-open: a peer that has said all it wants to say may still read our answers.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const peer = normaliseIp(socket.remoteAddress ?? "");
    if (peer === undefined) return void socket.destroy();
    const count = (fromPeer.get(peer) ?? 0) + 1;
    fromPeer.set(peer, count);
    open++;
    socket.once("close", () => {
      open--;
      const left = (fromPeer.get(peer) ?? 1) - 1;
      if (left === 0) fromPeer.delete(peer);
      else fromPeer.set(peer, left);
    });
    const over =
      open > options.maxConnections
        ? "connections"
        : count > options.maxConnectionsPerPeer
          ? "connections-per-peer"
          : undefined;
    accept({
      socket,
      peer,
      peerPort: socket.remotePort ?? 0,
      localIp: normaliseIp(socket.localAddress ?? "") ?? options.host,
      localPort: socket.localPort ?? options.port,
      ...(over && { over }),
    });
  });
  server.maxConnections = options.maxConnections + refusalReserve;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const bound = server.address();
  const { address, port } = typeof bound === "object" && bound ? bound : { address: options.host, port: options.port };
  return { ip: normaliseIp(address) ?? address, port, close: () => new Promise((done) => server.close(() => done())) };
}
