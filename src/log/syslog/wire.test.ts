import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterEach, expect, test } from "vitest";
import { makeCertificate } from "../../app/certificate.ts";
import { Zone } from "../../base/zone.ts";
import type { LoggedEvent } from "../sink.ts";
import { createSyslog, type SyslogOptions } from "./sink.ts";

const toClose: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

const note = (text: string): LoggedEvent => ({
  ...({ kind: "system.noted", text, at: 0, atPrecisionSeconds: 0.001, node: "1", service: "system" } as const),
  source: { file: "e19700101-00.log", line: 1, offset: 0, bytes: 1 },
});

/** Sends to that port; `said` has what the program's own log is told. */
function sendTo(
  port: number,
  protocol: "udp" | "tcp" | "tls",
  more: Partial<SyslogOptions> = {},
  authorities?: string,
) {
  const said: string[] = [];
  const waiting: { readonly words: string; readonly done: () => void }[] = [];
  const sink = createSyslog({
    place: { protocol, host: "localhost", port, ...(authorities && { authorities }) },
    style: { format: "legacy", facility: 0, processId: 1, zone: new Zone("UTC") },
    wording: (event) => ("text" in event ? [event.text] : []),
    say: (text) => {
      said.push(text);
      for (const { words, done } of waiting) if (text.includes(words)) done();
    },
    later: (call) => {
      const soon = setImmediate(call);
      return () => clearImmediate(soon);
    },
    ...more,
  });
  toClose.push(() => sink.close());
  const says = (words: string) =>
    said.some((text) => text.includes(words))
      ? Promise.resolve()
      : new Promise<void>((done) => void waiting.push({ words, done }));
  return { sink, said, says };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "localhost");
  await once(server, "listening");
  toClose.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** Resolves with all that comes, once it has those words. */
const received = (socket: Socket, words: string): Promise<string> =>
  new Promise((done) => {
    let text = "";
    socket.on("data", (bytes) => {
      text += bytes;
      if (text.includes(words)) done(text);
    });
  });

const message = (text: string): string => `<133>Jan  1 00:00:00 postino[1]: ${text}`;

test("UDP: a message is a datagram", async () => {
  const server = createSocket("udp4");
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  toClose.push(() => server.close());
  const { sink } = sendTo(server.address().port, "udp", {
    place: { protocol: "udp", host: "127.0.0.1", port: server.address().port },
  });
  sink.write(note("hello"));
  const [bytes] = await once(server, "message");
  expect(String(bytes)).toBe(message("hello"));
});

test("TCP: octets are counted, also of what is not ASCII", async () => {
  const server = createServer();
  const { sink } = sendTo(await listen(server), "tcp");
  for (const text of ["one", "größe"]) sink.write(note(text));
  const [socket] = (await once(server, "connection")) as [Socket];
  const expected = ["one", "größe"].map((text) => `${Buffer.byteLength(message(text))} ${message(text)}`).join("");
  expect(await received(socket, "größe")).toBe(expected);
  socket.destroy();
});

test("TLS: a server whose certificate is checked gets messages; an unknown one is away, with the reason", async () => {
  const { certificate, privateKey } = await makeCertificate("localhost", Date.now());
  const server = createTlsServer({ cert: certificate, key: privateKey });
  server.on("tlsClientError", () => {});
  const port = await listen(server);
  const trusting = sendTo(port, "tls", {}, certificate);
  trusting.sink.write(note("secret"));
  const [socket] = (await once(server, "secureConnection")) as [Socket];
  expect(await received(socket, "secret")).toContain(message("secret"));
  const doubting = sendTo(port, "tls");
  await doubting.says("is away: self-signed certificate");
  const { certificate: other, privateKey: key } = await makeCertificate("elsewhere.example", Date.now());
  const impostor = createTlsServer({ cert: other, key });
  impostor.on("tlsClientError", () => {});
  const deceived = sendTo(await listen(impostor), "tls", {}, other);
  await deceived.says("is away: Hostname/IP does not match certificate's altnames");
  socket.destroy();
});

test("a server that talks, ends and resets is away and back, each said once, and gets what comes when it stays", async () => {
  const server = createServer();
  const port = await listen(server);
  const visits = [
    (socket: Socket) => socket.end("x".repeat(100_000)),
    (socket: Socket) => socket.resetAndDestroy(),
    (socket: Socket) => socket.end(),
  ];
  const staying = new Promise<Socket>((stays) => {
    server.on("connection", (socket) => {
      socket.on("error", () => {});
      const visit = visits.shift();
      if (visit) visit(socket);
      else stays(socket);
    });
  });
  const { sink, said, says } = sendTo(port, "tcp");
  await says("is away");
  const socket = await staying;
  sink.write(note("hello"));
  expect(await received(socket, "hello")).toContain(message("hello"));
  await says("takes messages again; none were dropped meanwhile");
  expect(said).toHaveLength(2);
  socket.destroy();
});

test("a server that takes nothing costs bounded memory and no time", async () => {
  const server = createServer({ pauseOnConnect: true });
  server.on("connection", (socket) => toClose.unshift(() => socket.destroy()));
  const { sink } = sendTo(await listen(server), "tcp", { maxWaitingBytes: 100_000 });
  await once(server, "connection");
  const before = process.memoryUsage().arrayBuffers;
  for (let n = 0; n < 50_000; n += 1) sink.write(note("x".repeat(1000)));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
  await new Promise<void>((done) => sink.flush(done));
});
