import { describe, expect, test } from "vitest";
import { expectLinear } from "../../test/growth.ts";
import { passedOn, plainLetters, plainLines, undoubled, unencoded } from "./pasted.ts";

const plain = (text: string) => plainLines(Buffer.from(text));

describe("quoting", () => {
  test("of all lines is undone, whichever mark it has", () => {
    const text = "one line\nand another\nand the last";
    expect(plain(text.replace(/^/gm, "> "))).toBe(text);
    expect(plain(text.replace(/^/gm, "| "))).toBe(text);
  });
  test("within a letter is its writer's, and stays", () => {
    const letter = "From: a@b.example\nSubject: x\n\n> one\n> two\n> three\n> four\n> five\n> six\n> seven\n";
    expect(plain(letter)).toBe(letter);
    expect(passedOn("Look:\n> one\n> two\n> three\n")).toBe("one\ntwo\nthree");
  });
  test("of a line or two is a prompt or an answer", () => {
    expect(passedOn("Look:\n>>> 550 no\n> one\n")).toBeUndefined();
  });
});

describe("what is sent on below a mark", () => {
  test.each([
    "---------- Forwarded message ---------\nFrom: Daemon <d@a.example>\nDate: Tue, 24 Nov 2026\nSubject: Failed\nTo: <a@b.example>",
    "-----Ursprüngliche Nachricht-----\nVon: Daemon <d@a.example>\nGesendet: Dienstag, 24. November 2026 10:00\nAn: a@b.example\nBetreff: Failed",
    "Inizio messaggio inoltrato:\n\nDa: Daemon <d@a.example>\nOggetto: Failed\nData: 24 novembre 2026\nA: a@b.example",
    "Begin forwarded message:\n\n*From: *Daemon <d@a.example>\n*Subject: *Failed",
  ])("is a message again: %s", (head) => {
    const found = passedOn(`Please help\n\n${head}\n\nIt failed.\n`);
    expect(found).toMatch(/^From: Daemon <d@a\.example>$/m);
    expect(found).toMatch(/^Subject: Failed$/m);
    expect(found).toMatch(/\n\nIt failed\.\n$/);
  });
  test("and is nothing where there is no mark", () => {
    expect(passedOn("From: Bob\nSubject: x\n\nThe original message was lost, he said.")).toBeUndefined();
  });
});

test("line ends that were doubled are single again, paragraphs are not", () => {
  const lines = ["a", "b", "c", "d", "e", "f", "g", "h"];
  expect(undoubled(lines.join("\n\n"))).toBe(lines.join("\n"));
  const paragraphs = `${lines.join("\n\n")}\ni\n`;
  expect(undoubled(paragraphs)).toBe(paragraphs);
});

test("blanks and marks of quotation of pages and word processors are plain ones", () => {
  expect(plainLetters("\ufeff550\u00a0User \u2018bob\u2019 \u201cunknown\u201d\u200b")).toBe(
    "550 User 'bob' \"unknown\"",
  );
});

test("quoted-printable without its header is read, and an equals sign at the end of a short line is one", () => {
  const long = "The server of the recipient said that there is nobody of this name=";
  expect(unencoded(`${long}\n here: 550 5.1.1=20`)).toBe(`${long.slice(0, -1)} here: 550 5.1.1 `);
  expect(unencoded("a=\nb=20")).toBe("a=\nb=20");
});

test("time grows with the length", async () => {
  for (const piece of ["> ", "> a\n", "a\n\n", "---- ", "a=\n", "From: x\n", "Forwarded message\n"]) {
    const look = (size: number) => () => {
      const text = piece.repeat(size);
      plain(text);
      passedOn(text);
      unencoded(text);
    };
    await expectLinear({ name: piece, short: look(20_000), long: look(200_000), times: 40, least: 5 });
  }
});
