import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { type RequestOptions, request } from "node:https";
import { connect, type Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { expect, test } from "vitest";
import { testIdentity } from "../../../test/identity.ts";
import { serveWeb, type WebGround } from "./server.ts";

/** Of a server that knows nobody and is asked for its page alone. */
const ground: WebGround = {
  run: () => Promise.reject(new Error("nothing is asked")),
  access: { byCookie: () => undefined, byToken: () => undefined },
  limits: () => ({ longestHours: 1, uploadBytes: 0 }),
  isProxy: () => false,
  enter: () => () => {},
  blocked: () => undefined,
  loggedIn: () => "",
  nextId: () => "0000000000000001",
  note: () => {},
  report: () => {},
  trouble: () => undefined,
};

async function pageOver(
  url: string,
  options: RequestOptions,
): Promise<readonly [number | undefined, string | undefined]> {
  const asked = request(url, { ...options, rejectUnauthorized: false }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  const name = (answer.socket as TLSSocket).getPeerCertificate().subjectaltname;
  answer.resume();
  asked.destroy();
  return [answer.statusCode, name];
}

test("encrypted it answers whoever asks by a name, by the bare address, and outlives who speaks no TLS", async () => {
  const identity = await testIdentity();
  const server = await serveWeb({ address: "127.0.0.1", port: 0, identity, page: "/nonexistent" }, ground);
  try {
    expect(server.url).toMatch(/^https:/);
    const stranger = connect(Number(new URL(server.url).port), "127.0.0.1", () =>
      stranger.write("GET / HTTP/1.1\r\n\r\n"),
    );
    stranger.resume();
    await once(stranger, "close");
    expect(await pageOver(server.url, {})).toEqual([200, "DNS:mx.example.test"]);
    expect(await pageOver(server.url, { servername: "mail.second.test" })).toEqual([200, "DNS:mail.second.test"]);
  } finally {
    await server.close();
  }
});

test("monitors hear whether mail is taken, and of an address that is none that there is nothing", async () => {
  let trouble: string | undefined;
  const server = await serveWeb(
    { address: "127.0.0.1", port: 0, page: "/nonexistent" },
    { ...ground, trouble: () => trouble },
  );
  const ask = async (path: string, headers = {}) => {
    const answer = await fetch(server.url + path, { headers });
    return [answer.status, answer.headers.get("content-type")?.split(";")[0], await answer.text()] as const;
  };
  try {
    expect(await ask("/health")).toEqual([200, "application/json", '{"status":"ok"}']);
    trouble = "the disk is full";
    expect(await ask("/health")).toEqual([
      503,
      "application/json",
      '{"status":"failing","trouble":"the disk is full"}',
    ]);
    for (const path of ["/", "/sessions/1A22054E54C01000", "/blocks/192.0.2.0%2F24", "/account"])
      expect((await ask(path)).slice(0, 2)).toEqual([200, "text/html"]);
    for (const path of ["/metrics", "/healthz", "/favicon.ico", "/assets/none.js", "/wp-login.php"]) {
      const [status, type, text] = await ask(path);
      expect([path, status, type, JSON.parse(text).type]).toEqual([
        ...[path, 404, "application/problem+json", "urn:postino:problem:not-found"],
      ]);
    }
    // Who types a wrong address is shown the page, which says so.
    expect((await ask("/sesions", { accept: "text/html,*/*" })).slice(0, 2)).toEqual([404, "text/html"]);
    expect((await ask("/assets/none.js", { accept: "text/html,*/*" }))[1]).toBe("application/problem+json");
  } finally {
    await server.close();
  }
});

/** A connection that has asked so much. */
async function asking(url: string, text: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").resume();
  socket.on("error", () => {});
  await once(socket, "connect");
  socket.write(text);
  return socket;
}
const unfinished = (route: string, header = "") =>
  `POST /api/${route} HTTP/1.1\r\nHost: 127.0.0.1\r\n${header}Content-Length: 4\r\n\r\n{`;

test("an address has so many connections, and behind a proxy so many requests", async () => {
  let [places, isProxy] = [2, false];
  const enter = () => {
    if (places === 0) return undefined;
    places -= 1;
    return () => {
      places += 1;
    };
  };
  const server = await serveWeb(
    { address: "127.0.0.1", port: 0, page: "/nonexistent" },
    { ...ground, enter, isProxy: () => isProxy },
  );
  try {
    const json = "Content-Type: application/json\r\n";
    const open = [await asking(server.url, ""), await asking(server.url, "")];
    const third = connect(Number(new URL(server.url).port), "127.0.0.1").on("error", () => {});
    await new Promise((closed) => third.once("close", closed));
    for (const socket of open) socket.destroy();
    while (places < 2) await new Promise(setImmediate);
    isProxy = true;
    const held = [
      await asking(server.url, unfinished("login", json)),
      await asking(server.url, unfinished("login", json)),
    ];
    while (places > 0) await new Promise(setImmediate);
    const { status } = await fetch(`${server.url}/api/openapi.json`);
    expect(status).toBe(429);
    for (const socket of held) socket.destroy();
    while (places < 2) await new Promise(setImmediate);
  } finally {
    await server.close();
  }
});

test("a request that does not come to its end is hung up on, but the file of somebody who may bring it", async () => {
  const admin = { account: "ann@example.test", role: "admin" } as const;
  const came: string[] = [];
  const run: WebGround["run"] = async ({ visit }) => {
    for await (const bytes of visit?.body() ?? []) came.push(Buffer.from(bytes).toString());
    return {};
  };
  const server = await serveWeb(
    { address: "127.0.0.1", port: 0, page: "/nonexistent", patienceMilliseconds: 20 },
    { ...ground, run, access: { byCookie: () => undefined, byToken: () => admin } },
  );
  try {
    const file = await asking(server.url, unfinished("logs/x.log", "Authorization: Bearer x\r\n"));
    while (came.length === 0) await new Promise(setImmediate);
    const slow = await asking(server.url, unfinished("login", "Content-Type: application/json\r\n"));
    await new Promise((closed) => slow.once("close", closed));
    file.write("abc");
    const [answer] = (await once(file, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
    expect(came.join("")).toBe("{abc");
  } finally {
    await server.close();
  }
});
