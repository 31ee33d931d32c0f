import fc from "fast-check";
import { expect, test } from "vitest";
import { LineStream } from "./line-stream.ts";

interface Read {
  /** Lines as they are, others in brackets. */
  readonly lines: readonly string[];
  readonly content?: string;
  readonly wireBytes?: number;
  readonly flaws?: readonly string[];
}

/** Reads all chunks; after the line `DATA` comes content, once. */
function readAll(chunks: readonly string[], maxLineBytes = 50): Read {
  const stream = new LineStream(maxLineBytes);
  const lines: string[] = [];
  let content: string | undefined;
  let whole: Partial<Read> = {};
  for (const chunk of chunks) {
    stream.push(Buffer.from(chunk, "latin1"));
    for (let piece = stream.read(); piece; piece = stream.read()) {
      if (piece.kind === "content") {
        content = (content ?? "") + piece.bytes.toString("latin1");
        if (piece.last) whole = { wireBytes: stream.receivedBytes, flaws: stream.contentFlaws };
      } else if (piece.kind === "line") {
        lines.push(piece.flaw ? `${piece.text}[${piece.flaw}]` : piece.text);
        if (piece.text === "DATA" && !piece.flaw && content === undefined) stream.expectContent();
      } else lines.push(`[${piece.kind}]`);
    }
  }
  return { lines, ...(content !== undefined && { content }), ...whole };
}

/** Cuts a text at positions. */
function cut(text: string, at: readonly number[]): string[] {
  const places = [0, ...at.map((n) => n % (text.length + 1)).sort((a, b) => a - b), text.length];
  return places.slice(1).map((end, n) => text.slice(places[n], end));
}

/** Content by the book: split at CRLF, the lone dot ends, a leading dot goes. */
function byTheBook(text: string): { content: string; rest: string } | undefined {
  const end = `\r\n${text}`.indexOf("\r\n.\r\n");
  if (end < 0) return undefined;
  const lines = text.slice(0, end).split("\r\n");
  return {
    content: lines.map((line) => (line.startsWith(".") ? line.slice(1) : line)).join("\r\n"),
    rest: text.slice(end + 3),
  };
}

const bits = fc.constantFrom("\r", "\n", ".", "\r\n", "\r\n.", "a", "\0");
const hostile = fc.array(bits, { maxLength: 40 }).map((parts) => parts.join(""));
const cuts = fc.array(fc.nat(), { maxLength: 12 });

test("whatever the packets, the same lines come", () => {
  fc.assert(
    fc.property(hostile, cuts, (text, at) => {
      expect(readAll(cut(text, at), 10)).toEqual(readAll([text], 10));
    }),
    { numRuns: 500 },
  );
});

test("whatever the packets, content is what RFC 5321 §4.5.2 says", () => {
  fc.assert(
    fc.property(hostile, cuts, (body, at) => {
      const text = `DATA\r\n${body}\r\n.\r\nQUIT\r\n`;
      const expected = byTheBook(`${body}\r\n.\r\nQUIT\r\n`);
      const got = readAll(cut(text, at));
      expect(got.content).toBe(expected?.content);
      expect(got).toEqual(readAll([text]));
      expect(got.wireBytes).toBe(body.length + 13 - 6 - (expected?.rest.length ?? 0) + 4);
    }),
    { numRuns: 1000 },
  );
});

test("the final dot may be split at every byte", () => {
  const text = "DATA\r\none\r\n..two\r\n.\r\nQUIT\r\n";
  for (let at = 0; at <= text.length; at++) {
    const got = readAll(cut(text, [at]));
    expect(got).toEqual({ lines: ["DATA", "QUIT"], content: "one\r\n.two\r\n", wireBytes: 15, flaws: [] });
  }
});

test("an empty message is a dot alone", () => {
  expect(readAll(["DATA\r\n.\r\nQUIT\r\n"])).toEqual({ lines: ["DATA", "QUIT"], content: "", wireBytes: 3, flaws: [] });
});

test("flaws of content are reported, and a CRLF over two packets is none", () => {
  const flawsOf = (body: string, at: number[] = []) => readAll(cut(`DATA\r\n${body}\r\n.\r\n`, at)).flaws;
  expect(flawsOf("a\nb")).toEqual(["bare LF"]);
  expect(flawsOf("a\rb")).toEqual(["bare CR"]);
  expect(flawsOf("a\0b")).toEqual(["NUL"]);
  expect(flawsOf("\n")).toEqual(["bare LF"]);
  for (let at = 0; at < 20; at++) expect(flawsOf("aa\r\nbb", [at])).toEqual([]);
});

test("a line is limited with its line end, and what comes after an over-long one is read", () => {
  expect(readAll(["12345678\r\n123456789\r\nNOOP\r\n"], 10).lines).toEqual(["12345678", "[too-long]", "NOOP"]);
});

test("a line that does not end is given up", () => {
  expect(readAll(["x".repeat(40_000), "x".repeat(40_000), "\r\nNOOP\r\n"]).lines).toEqual(["[flood]"]);
});

test("bytes that are no UTF-8 are a flaw, and none is lost", () => {
  expect(readAll(["\xc3\xa9\r\n\xe9\r\n"]).lines).toEqual(["é", "é[8-bit]"]);
});

test("a megabyte of stuffed dots is one piece of work, not one for each line", () => {
  const body = "..\r\n".repeat(262_144);
  const got = readAll([`DATA\r\n${body}`, ".\r\n"]);
  expect(got.content?.length).toBe(262_144 * 3);
});
