import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { type RequestOptions, request } from "node:https";
import { connect } from "node:net";
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
  blocked: () => undefined,
  loggedIn: () => "",
  nextId: () => "0000000000000001",
  note: () => {},
  report: () => {},
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
