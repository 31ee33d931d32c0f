/** How the content of a message is taken, whatever pieces it comes in. */
import { expect, test } from "vitest";
import type { MessageSink } from "../mail/envelope.ts";
import { HeaderRoom } from "./header-room.ts";
import { Intake } from "./intake.ts";

/** Takes the pieces; gives what was stored, the Message-ID, and the refusal's decider. */
async function takeAll(pieces: Iterable<string>, maxBytes = 10_000_000, room = new HeaderRoom()) {
  const chunks: Buffer[] = [];
  const sink: MessageSink = {
    write: (chunk) => void chunks.push(chunk),
    commit: async () => undefined,
    abort: () => {},
  };
  const intake = new Intake(sink, { maxBytes, maxLineBytes: maxBytes, maxHops: 50, isFor: () => false, room }, 0);
  let wireBytes = 0;
  for (const piece of pieces) {
    wireBytes += piece.length;
    await intake.take(Buffer.from(piece, "latin1"), wireBytes, 0);
  }
  const refusal = await intake.commit();
  return { stored: Buffer.concat(chunks).toString("latin1"), messageId: intake.messageId, by: refusal?.by };
}

const message = "Return-Path: <x@b.example>\r\nSubject: x\r\nMessage-ID: <1@b.example>\r\n\r\nReturn-Path: kept\r\n";

test("whatever the pieces, the same message is stored", async () => {
  const expected = { stored: message.slice(message.indexOf("Subject")), messageId: "1@b.example", by: undefined };
  for (let size = 1; size <= message.length; size++) {
    const pieces = message.match(new RegExp(`.{1,${size}}`, "gs")) ?? [];
    expect(await takeAll(pieces)).toEqual(expected);
  }
});

test("a header without a body is a message too", async () => {
  expect(await takeAll(["Subject: x\r\nMessage-ID: <2@b", ".example>\r\n"])).toEqual({
    stored: "Subject: x\r\nMessage-ID: <2@b.example>\r\n",
    messageId: "2@b.example",
    by: undefined,
  });
});

test("of content that broke off the Message-ID is known once its line is whole", () => {
  const sink = { write: () => {}, commit: async () => undefined, abort: () => {} };
  const room = new HeaderRoom();
  const idOf = (text: string) => {
    const intake = new Intake(sink, { maxBytes: 1e6, maxLineBytes: 1e4, maxHops: 30, isFor: () => false, room }, 0);
    void intake.take(Buffer.from(text), text.length, 0);
    return intake.messageId;
  };
  expect(idOf("Subject: x\r\nMessage-ID: <3@b.exa")).toBe(undefined);
  expect(idOf("Subject: x\r\nMessage-ID: <3@b.example>\r\nFrom: a")).toBe("3@b.example");
});

test("what is too large is known by its Message-ID, also where all of it came at once", async () => {
  const expected = { stored: "", messageId: "1@b.example", by: "size.exceeded" };
  expect(await takeAll([message + "x".repeat(2000)], 1000)).toEqual(expected);
});

test("a header of a megabyte in packets of a byte is refused, and costs no more than its size", async () => {
  const line = `X-Long: ${"x".repeat(1000)}\r\n`;
  const pieces = function* () {
    for (let n = 0; n < 1_060_000; n++) yield line[n % line.length] as string;
  };
  expect(await takeAll(pieces())).toMatchObject({ by: "content.header-size", stored: "" });
});

test("large headers have room for all of them together: of more the message is deferred, and what ends gives its room back", async () => {
  const room = new HeaderRoom();
  const large = `X-Long: ${"x".repeat(900_000)}\r\n`;
  const rules = { maxBytes: 1e7, maxLineBytes: 1e7, maxHops: 30, isFor: () => false, room };
  const held: Intake[] = [];
  const begin = () => {
    const intake = new Intake({ write: () => {}, commit: async () => undefined, abort: () => {} }, rules, 0);
    for (const piece of ["X-Small: x\r\n", large]) void intake.take(Buffer.from(piece), piece.length, 0);
    held.push(intake);
    return intake.refusal?.by;
  };
  while (begin() === undefined);
  expect(held.length).toBeGreaterThan(30);
  expect(held.length).toBeLessThan(60);
  expect(held.at(-1)?.refusal).toMatchObject({ reply: { code: 451 }, by: "content.header-room" });
  // A header of the usual size needs none of it.
  expect(await takeAll(["Subject: x\r\n", `X-Signature: ${"x".repeat(40_000)}\r\n`, "\r\nx"], 1e7, room)).toMatchObject(
    {
      by: undefined,
    },
  );
  held[0]?.abort();
  expect(begin()).toBeUndefined();
  for (const intake of held) await intake.commit();
  const again = held.length;
  while (begin() === undefined);
  expect(held.length - again).toBeGreaterThan(30);
});
