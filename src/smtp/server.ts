/** The SMTP server: its listeners, their connections, and an orderly stop. */
import { ConnectionCount } from "../net/connection-count.ts";
import { type Arrival, type Listener, type ListeningPlace, listen } from "../net/listener.ts";
import type { TlsIdentity } from "../net/tls-identity.ts";
import { Connection } from "./connection.ts";
import { HeaderRoom } from "./header-room.ts";
import { isSubmission, type ListenerKind, type SmtpHooks, type SmtpLimits, type Surroundings } from "./hooks.ts";
import { notLetIn } from "./replies.ts";

export interface SmtpServerOptions {
  /** The machine's name in events. */
  readonly node: string;
  /** The name that we give ourselves in greeting and Received. Asked for each new connection, as the limits are. */
  readonly hostname: () => string;
  readonly limits: () => SmtpLimits;
  /** Without it there is neither STARTTLS nor `submissions`. */
  readonly identity?: TlsIdentity;
}

export interface SmtpListenerOptions {
  readonly kind: ListenerKind;
  readonly place: ListeningPlace;
  /** Addresses and networks of proxies; where there are any, everybody must be one. */
  readonly proxies?: readonly string[];
}

export interface SmtpServer {
  /** Resolves when it is open; rejects with the system's error (EADDRINUSE, EACCES). */
  readonly open: (listener: SmtpListenerOptions) => Promise<SmtpListener>;
  /** Ends the sessions of those who are logged in no more. */
  readonly review: () => void;
  /** Takes no more connections, lets messages under way end for so many seconds, then cuts off. */
  readonly stop: (graceSeconds: number) => Promise<void>;
}

export interface SmtpListener extends Pick<Listener, "ip" | "port"> {
  /** As the server's stop, for this listener alone. */
  readonly stop: (graceSeconds: number) => Promise<void>;
}

/** A server without listeners yet; its limits on connections hold for all of them together. */
export function createSmtpServer(options: SmtpServerOptions, hooks: SmtpHooks): SmtpServer {
  const { limits, identity } = options;
  const count = new ConnectionCount(limits);
  const headerRoom = new HeaderRoom();
  const listeners = new Set<SmtpListener>();
  const users = new Set<ReadonlySet<Connection>>();
  const accept = (surroundings: Surroundings, open: Set<Connection>, arrival: Arrival) => {
    const { over, peer, socket } = arrival;
    const barrier = over ? notLetIn(over) : hooks.mayConnect?.(peer, surroundings.listener);
    if (barrier === "cut") {
      // A socket that is closed otherwise waits for all that its peer sends.
      socket.resetAndDestroy();
      return () => {};
    }
    const connection = new Connection(arrival, surroundings, identity);
    open.add(connection);
    connection.start(barrier);
    return () => open.delete(connection);
  };
  return {
    open: async ({ kind, place, proxies = [] }) => {
      const open = new Set<Connection>();
      if (isSubmission(kind)) users.add(open);
      const surroundings = surroundingsOf(kind, options, hooks, headerRoom);
      const isCut = (peer: string) => hooks.isCut?.(peer, kind) ?? false;
      const listener = await listen({ place, count, proxies, isCut }, (arrival) =>
        accept(surroundings(), open, arrival),
      );
      const opened = { ip: listener.ip, port: listener.port, stop: (grace: number) => end(listener, open, grace) };
      listeners.add(opened);
      return {
        ...opened,
        stop: (graceSeconds) => {
          listeners.delete(opened);
          return opened.stop(graceSeconds);
        },
      };
    },
    review: () => {
      for (const open of users) for (const connection of open) connection.review();
    },
    stop: async (graceSeconds) => {
      await Promise.all([...listeners].map((listener) => listener.stop(graceSeconds)));
    },
  };
}

/** One for all sessions of a listener, until name or limits change. */
function surroundingsOf(
  listener: ListenerKind,
  options: SmtpServerOptions,
  hooks: SmtpHooks,
  headerRoom: HeaderRoom,
): () => Surroundings {
  const { node, identity } = options;
  const { resolve, authentication, expand, mayWrite, resumption, hasRoom } = hooks;
  let made: Surroundings | undefined;
  return () => {
    const [hostname, limits] = [options.hostname(), options.limits()];
    if (made?.limits === limits && made.commandHooks.hostname === hostname) return made;
    const commandHooks = {
      hostname,
      listener,
      tlsOffered: !!identity,
      limits,
      headerRoom,
      resolve,
      ...(authentication && { authentication }),
      ...(expand && { expand }),
      ...(mayWrite && { mayWrite }),
      ...(hasRoom && { hasRoom }),
      ...(resumption && !isSubmission(listener) && { resumption }),
    };
    made = { node, listener, limits, hooks, commandHooks };
    return made;
  };
}

async function end(listener: Listener, open: ReadonlySet<Connection>, graceSeconds: number): Promise<void> {
  const closed = listener.close();
  for (const connection of open) connection.shutDown();
  let cutOff: readonly Promise<void>[] = [];
  const grace = setTimeout(() => {
    cutOff = [...open].map((connection) => connection.cutOff());
  }, graceSeconds * 1000);
  await closed;
  clearTimeout(grace);
  await Promise.all(cutOff);
}
