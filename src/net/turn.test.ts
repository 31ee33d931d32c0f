import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { Outbox, Turn } from "./turn.ts";

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const silent = { drained: () => {} };

/** A connected pair: our side, and the peer's. */
async function pair(): Promise<readonly [ours: Socket, peer: Socket]> {
  const server = createServer({ allowHalfOpen: true }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const peer = connect({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", allowHalfOpen: true });
  const [ours] = (await once(server, "connection")) as [Socket];
  open.push({ close: () => [ours.destroy(), peer.destroy(), server.close()] });
  return [ours, peer];
}

test("what is answered in a turn is written down once, before anything is sent", async () => {
  const order: string[] = [];
  const turn = new Turn((done) => {
    order.push("written down");
    done();
  });
  const boxes: Outbox[] = [];
  for (const name of ["a", "b"]) {
    const [ours] = await pair();
    const write = ours.write.bind(ours);
    ours.write = (bytes: string) => {
      order.push(`${name}: ${bytes}`);
      return write(bytes);
    };
    boxes.push(new Outbox(ours, turn, silent));
  }
  boxes[0]?.say("1");
  boxes[1]?.say("2");
  boxes[0]?.say("3");
  expect(order).toEqual([]);
  await new Promise((next) => setImmediate(next));
  expect(order).toEqual(["written down", "a: 13", "b: 2"]);
});

test("a turn can be asked for without a reply", async () => {
  let count = 0;
  const turn = new Turn((done) => {
    count++;
    done();
  });
  turn.schedule();
  turn.schedule();
  await new Promise((next) => setImmediate(next));
  expect(count).toBe(1);
});

test("what is answered while the log is written goes out with the next turn, in order", async () => {
  const waiting: (() => void)[] = [];
  const turn = new Turn((done) => waiting.push(done));
  const [ours, peer] = await pair();
  const outbox = new Outbox(ours, turn, silent);
  const next = () => new Promise((resolve) => setImmediate(resolve));
  outbox.say("1");
  await next();
  outbox.say("2");
  await next();
  expect(waiting).toHaveLength(1);
  const came = once(peer, "data");
  waiting[0]?.();
  expect(String(await came)).toBe("1");
  await next();
  expect(waiting).toHaveLength(2);
  const second = once(peer, "data");
  waiting[1]?.();
  expect(String(await second)).toBe("2");
});

test("our last words arrive even if the peer goes on talking, and then our side is closed", async () => {
  const [ours, peer] = await pair();
  const outbox = new Outbox(ours, new Turn((done) => done()), silent);
  peer.write("more and more");
  outbox.say("421 bye\r\n");
  outbox.end("lingering");
  const chunks: Buffer[] = [];
  for await (const chunk of peer) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe("421 bye\r\n");
});

test("a peer that took its leave gets our last words, and nothing is left open", async () => {
  const [ours, peer] = await pair();
  const outbox = new Outbox(ours, new Turn((done) => done()), silent);
  outbox.say("221 bye\r\n");
  outbox.end("parted");
  const chunks: Buffer[] = [];
  for await (const chunk of peer) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe("221 bye\r\n");
  expect(ours.destroyed).toBe(true);
});

test("last words that the system cannot take at once are not cut off", async () => {
  const [ours, peer] = await pair();
  peer.pause();
  const outbox = new Outbox(ours, new Turn((done) => done()), silent);
  const text = "x".repeat(20_000_000);
  outbox.say(text);
  outbox.end("parted");
  await new Promise((next) => setImmediate(next));
  expect(ours.destroyed).toBe(false);
  let bytes = 0;
  for await (const chunk of peer) bytes += chunk.length;
  expect(bytes).toBe(text.length);
});

test("a peer that does not read blocks its outbox until it does", async () => {
  const [ours, peer] = await pair();
  peer.pause();
  let drained = () => {};
  const drain = new Promise<void>((resolve) => {
    drained = resolve;
  });
  const outbox = new Outbox(ours, new Turn((done) => done()), { drained: () => drained() });
  while (!outbox.blocked) {
    outbox.say("x".repeat(1_000_000));
    await new Promise((next) => setImmediate(next));
  }
  peer.resume();
  await drain;
  expect(outbox.blocked).toBe(false);
});
