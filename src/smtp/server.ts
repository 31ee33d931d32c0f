/** The SMTP server: a listener, its connections, and an orderly stop. */
import { listen } from "../net/listener.ts";
import { Connection } from "./connection.ts";
import { defaultLimits, type SmtpHooks, type SmtpLimits } from "./hooks.ts";

export interface SmtpServerOptions {
  /** The name that we give ourselves in greeting and Received. */
  readonly hostname: string;
  /** The machine's name in events. */
  readonly node: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly limits?: Partial<SmtpLimits>;
}

export interface SmtpServer {
  readonly ip: string;
  readonly port: number;
  /** Takes no more connections, lets messages under way end for so many seconds, then cuts off. */
  readonly stop: (graceSeconds: number) => Promise<void>;
}

/** Resolves when the port is open; rejects with the system's error (EADDRINUSE, EACCES). */
export async function startSmtpServer(options: SmtpServerOptions, hooks: SmtpHooks): Promise<SmtpServer> {
  const limits = { ...defaultLimits, ...options.limits };
  const open = new Set<Connection>();
  const listening = {
    ...options,
    maxConnections: limits.connections,
    maxConnectionsPerPeer: limits.connectionsPerPeer,
  };
  const listener = await listen(listening, (arrival) => {
    const connection = new Connection(arrival, { hostname: options.hostname, node: options.node, limits, hooks });
    open.add(connection);
    arrival.socket.once("close", () => open.delete(connection));
    connection.start();
  });
  return {
    ip: listener.ip,
    port: listener.port,
    stop: async (graceSeconds) => {
      const closed = listener.close();
      for (const connection of open) connection.shutDown();
      const grace = setTimeout(() => {
        for (const connection of open) connection.cutOff();
      }, graceSeconds * 1000);
      await closed;
      clearTimeout(grace);
    },
  };
}
