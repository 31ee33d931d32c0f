/** How the content of a message is taken, whatever pieces it comes in. */
import { expect, test } from "vitest";
import type { MessageSink } from "../mail/envelope.ts";
import { Intake } from "./intake.ts";

/** Takes the pieces; gives what was stored, the Message-ID, and the refusal's decider. */
async function takeAll(pieces: Iterable<string>, maxBytes = 10_000_000) {
  const chunks: Buffer[] = [];
  const sink: MessageSink = {
    write: (chunk) => void chunks.push(chunk),
    commit: async () => undefined,
    abort: () => {},
  };
  const intake = new Intake(sink, { maxBytes, maxLineBytes: maxBytes, maxHops: 50, isFor: () => false }, 0);
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
  const idOf = (text: string) => {
    const intake = new Intake(sink, { maxBytes: 1e6, maxLineBytes: 1e4, maxHops: 30, isFor: () => false }, 0);
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
