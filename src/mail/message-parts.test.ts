import { describe, expect, test } from "vitest";
import { htmlText, isHtml } from "./html-text.ts";
import { fieldNamed, leadingHeader, messageParts } from "./message-parts.ts";
import { plainLines } from "./pasted.ts";

const parts = (text: string, encoding: BufferEncoding = "utf8") =>
  messageParts(plainLines(Buffer.from(text, encoding)));

describe("a message", () => {
  test("in quoted-printable, Latin-1, with an encoded subject", async () => {
    const { words, fields } = await parts(
      "Subject: =?UTF-8?Q?=C3=89chec?=\nContent-Type: text/plain; charset=ISO-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nLa bo=EEte est =\npleine.\n",
    );
    expect(words.trim()).toBe("La boîte est pleine.");
    expect(fieldNamed(fields, "subject")).toBe("Échec");
  });
  test("in base64, and of eight bits", async () => {
    expect(
      (
        await parts(`Subject: a\nContent-Transfer-Encoding: base64\n\n${Buffer.from("Übervoll").toString("base64")}\n`)
      ).words.trim(),
    ).toBe("Übervoll");
    expect(
      (await parts("Subject: a\nContent-Type: text/plain; charset=utf-8\n\nPostfach überfüllt\n")).words.trim(),
    ).toBe("Postfach überfüllt");
    expect(
      (await parts("Subject: a\nContent-Type: text/plain; charset=iso-8859-1\n\nüber\n", "latin1")).words.trim(),
    ).toBe("über");
  });
  test("with a report that is in base64, and a returned message that stays whole", async () => {
    const status = Buffer.from("Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; b@c\n").toString("base64");
    const found = await parts(
      `Subject: a\nContent-Type: multipart/report; boundary=x\n\n--x\n\nWords.\n--x\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${status}\n--x\nContent-Type: message/rfc822\n\nSubject: inner\n\nInner words.\n--x--\n`,
    );
    expect(found.reports["message/delivery-status"]).toContain("Final-Recipient");
    expect(found.original).toContain("Subject: inner");
    expect(found.words).not.toContain("Inner");
  });
  test("of HTML alone is read as text", async () => {
    const { words } = await parts(
      "Subject: a\nContent-Type: text/html\n\n<html><body><p>550 5.1.1 &lt;b@c.example&gt;</p></body></html>\n",
    );
    expect(words).toContain("550 5.1.1 <b@c.example>");
  });
  test("whose boundaries were lost is read as it stands", async () => {
    expect((await parts("Subject: a\nContent-Type: multipart/report; boundary=x\n\nno parts here\n")).words).toContain(
      "no parts here",
    );
  });
  test("that nests too deep is read as it stands", async () => {
    const deep = Array.from(
      { length: 40 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
    ).join("");
    expect((await parts(`Subject: a\n${deep}\nword\n`)).words).toContain("word");
  });
});

test("what is no header is none", () => {
  expect(leadingHeader("550 5.1.1 no\nSubject: x\n\n")).toBeUndefined();
  expect(leadingHeader("Nov 24 10:00:00 mx postfix/smtp[1]: x\n")).toBeUndefined();
  expect(leadingHeader("Received: from a by b; x\nSubject: y")?.fields).toHaveLength(2);
});

describe("pasted text", () => {
  test.each([
    ["UTF-16 of Windows", Buffer.from("\ufeffSubject: a\r\n", "utf16le")],
    ["a byte order mark", Buffer.from("\ufeffSubject: a\r\n")],
    ["an mbox", Buffer.from("From x Sat Nov 28 10:00:00 2026\nSubject: a\n")],
    ["blank lines before", Buffer.from("\n \n\nSubject: a\n")],
    ["quoting", Buffer.from("> Subject: a\n> b\n>\n> c\n")],
    ["quoting twice", Buffer.from(">> Subject: a\n>> b\n>>\n>> c\n")],
  ])("with %s begins with its first line", (_, bytes) => expect(plainLines(bytes)).toMatch(/^Subject: a\n/));
  test("prompts of a dialogue are no quoting", () => {
    const dialogue = ">>> RCPT To:<a@b.example>\n<<< 550 no\n>>> QUIT\n>>> x\n";
    expect(plainLines(Buffer.from(dialogue))).toBe(dialogue);
  });
});

test("HTML: blocks are lines, entities characters, style and script nothing; an address in brackets stays", () => {
  expect(htmlText("<style>p{}</style><p>a&nbsp;&amp;&#228;</p>b<br>c <bob@example.com> d<script>x")).toBe(
    "\na &ä\nb\nc <bob@example.com> d",
  );
  expect(isHtml("<div>a</div>")).toBe(true);
  expect(isHtml("<bob@example.com>")).toBe(false);
});
