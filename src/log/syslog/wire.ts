/** Ways to a syslog server: UDP (RFC 5426), TCP with counted octets (RFC 6587), TLS (RFC 5425). */
import { createSocket } from "node:dgram";
import { lookup } from "node:dns";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** A way that is open. */
export interface Wire {
  /** Hands messages to the system; the next only when it has them. Where it fails the way is lost, and `done` is not called. */
  readonly send: (messages: readonly Buffer[], done: () => void) => void;
  /** What the system has still goes out. */
  readonly close: () => void;
}

/** Where to, and how; `authorities` are the certificates (PEM) that a server's is checked against, absent: the usual ones. */
export interface WireOptions {
  readonly protocol: "udp" | "tcp" | "tls";
  readonly host: string;
  readonly port: number;
  readonly authorities?: string;
}

export interface Dialled {
  readonly opened: (wire: Wire) => void;
  /** It cannot be opened, or was open and is no more. Called once. */
  readonly lost: (error: Error) => void;
}

/** A server that takes longer is taken to be away. */
const openSeconds = 10;
/** So long a server may leave bytes unread. */
const stallSeconds = 60;

/** Opens a way. */
export function dial({ protocol, host, port, authorities }: WireOptions, dialled: Dialled): void {
  if (protocol === "udp") return dialUdp(host, port, dialled);
  if (protocol === "tcp") return dialStream(connect({ host, port }), "connect", dialled);
  const name = isIP(host) === 0 ? { servername: host } : {};
  const stream = connectTls({ host, port, ...name, minVersion: "TLSv1.2", ...(authorities && { ca: authorities }) });
  dialStream(stream, "secureConnect", dialled);
}

/** The name is looked up once a way: each look-up takes a thread that mail needs. */
function dialUdp(host: string, port: number, { opened, lost }: Dialled): void {
  lookup(host, (failed, address, family) => {
    if (failed) return lost(failed);
    const datagrams = createSocket(family === 6 ? "udp6" : "udp4").unref();
    let isLost = false;
    const end = (error: Error) => {
      if (isLost) return;
      isLost = true;
      datagrams.close();
      lost(error);
    };
    datagrams.on("error", end);
    const send: Wire["send"] = (messages, done) => {
      let left = messages.length;
      for (const message of messages)
        datagrams.send(message, port, address, (error) => {
          if (error) return end(error);
          left -= 1;
          if (left === 0) done();
        });
    };
    opened({ send, close: () => datagrams.close() });
  });
}

function dialStream(stream: Socket, ready: "connect" | "secureConnect", { opened, lost }: Dialled): void {
  let isBusy = false;
  let why: Error | undefined;
  const patience = setTimeout(() => stream.destroy(new Error("no answer")), openSeconds * 1000).unref();
  stream.unref();
  stream.once(ready, () => {
    clearTimeout(patience);
    stream.setTimeout(stallSeconds * 1000, () => {
      if (isBusy) stream.destroy(new Error("it does not read what it is sent"));
    });
    const send: Wire["send"] = (messages, done) => {
      isBusy = true;
      const frames = messages.flatMap((message) => [Buffer.from(`${message.length} `), message]);
      stream.write(Buffer.concat(frames), (error) => {
        isBusy = false;
        if (!error) done();
      });
    };
    opened({ send, close: () => stream.end() });
  });
  // Whatever it says is of no interest, but its end is.
  stream.resume();
  stream.once("end", () => stream.destroy());
  stream.on("error", (error) => {
    why = error;
  });
  stream.once("close", () => {
    clearTimeout(patience);
    lost(why ?? new Error("it closed the connection"));
  });
}
