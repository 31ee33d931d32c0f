import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { registry } from "../src/reading/formats/registry.gen.ts";
import type { CaseFile } from "../test/case-file.ts";
import { eventLines } from "./format-facts.ts";
import { kindsOf } from "./format-kinds.ts";
import { caseLines, sampleLines } from "./format-lines.ts";
import { page } from "./format-page.ts";
import { usualPlaces } from "./format-places.ts";
import { anchor, block, code, prose, shorten, table } from "./markdown.ts";

const { postfix } = registry;
if (!postfix) throw new Error("there is no format postfix");

const caseOf = (story: string, ...lines: readonly string[]): CaseFile => ({
  path: "one.case",
  name: "one",
  story,
  sections: [{ words: ["log", "postfix", "mail.log-20261128"], text: lines.join("\n") }],
});

const subjectOf = async (...cases: readonly CaseFile[]) => {
  const lines = (await Promise.all(cases.map(caseLines))).flat();
  return { format: postfix, purpose: "x", place: "y", wasRun: false, cases, lines, kinds: kindsOf(postfix, lines) };
};

const smtpd = (text: string) => `Nov 28 10:00:00 mx postfix/smtpd[7]: ${text}`;
const refused = (to: string, more = "") =>
  smtpd(
    `NOQUEUE: reject: RCPT from c[192.0.2.7]: 550 5.1.1 <${to}>: User unknown; from=<a@b.example> to=<${to}> proto=ESMTP${more}`,
  );
const tried = (id: string, status: string) =>
  `Nov 28 10:00:02 mx postfix/smtp[9]: ${id}: to=<bob@example.net>, relay=mx.example.net[192.0.2.1]:25, delay=0.3, delays=0/0/0/0, dsn=2.0.0, status=${status} (250 2.0.0 Ok)`;
const active = (id: string) =>
  `Nov 28 10:00:01 mx postfix/qmgr[8]: ${id}: from=<ann@example.org>, size=442, nrcpt=1 (queue active)`;

describe("lines", () => {
  test("that tell the same are one, shown by the shortest of those that tell most", async () => {
    const { kinds } = await subjectOf(
      caseOf(
        "",
        refused("bob@example.test"),
        refused("bob.of.some.length@example.test", " helo=<client.example>"),
        refused("bob@example.test", " helo=<client.example>"),
      ),
    );
    expect(kinds.map(({ name }) => name)).toEqual(["reject"]);
    const tellings = kinds.flatMap(({ tellings }) => tellings);
    expect(tellings.map(({ sample, sometimes }) => [sample.whole, sometimes])).toEqual([
      [refused("bob@example.test", " helo=<client.example>"), ["helo"]],
    ]);
    expect(tellings.flatMap(eventLines)).toEqual([
      "An attempt was refused (`rcpt.refused`): stage `rcpt`, sender `a@b.example`, recipient `bob@example.test`, " +
        "HELO `client.example`, reply `550 5.1.1 <bob@example.test>: User unknown`, peer `192.0.2.7`",
    ]);
  });

  test("of one pattern with another outcome are shown apart", async () => {
    const { kinds } = await subjectOf(
      caseOf("", active("5E33E20C0EC"), tried("5E33E20C0EC", "sent"), tried("5E33E20C0EC", "bounced")),
    );
    const attempt = kinds.find(({ name }) => name === "attempt");
    expect(attempt?.tellings.map(({ events: [event] }) => event && "status" in event && event.status)).toEqual([
      "bounced",
      "relayed",
    ]);
  });

  test("that are not real are shown where there is no other, and say so", async () => {
    const short = caseOf("Not real: made up.", refused("b@example.test"));
    expect(page(await subjectOf(short))).toContain(", which is not real:");
    const both = page(await subjectOf(short, caseOf("Real.", refused("bob.of.some.length@example.test"))));
    expect(both).not.toContain("not real:\n");
    expect(both).toContain("to=<bob.of.some.length@example.test>");
  });

  test("that nobody reads are counted and shown", async () => {
    const unread = page(
      await subjectOf(caseOf("", refused("b@example.test"), smtpd("what nobody reads"), "no line of a log")),
    );
    expect(unread).toContain(
      "2 of 3 lines in the cases.\n\nThese:\n\n```text\nwhat nobody reads\nno line of a log\n```",
    );
  });

  test("say what stands in them, and what is known from others", async () => {
    const told = page(await subjectOf(caseOf("", active("5E33E20C0EC"), tried("5E33E20C0EC", "sent"))));
    expect(told).toContain("| [active](#active) | 1 | ● |  |  | ● | ● |  |  |  |  |");
    expect(told).toContain("| [attempt](#attempt) | 1 | ○ | ● |  | ● | ○ |  | ● |  | ● |");
  });
});

describe("samples beside a pattern", () => {
  const attempt = postfix.patterns?.find(({ name }) => name === "attempt");
  const samples = async () => (attempt ? sampleLines(postfix, attempt) : []);

  test("are shown for what no case tells", async () => {
    const { lines } = await subjectOf(caseOf("", active("5E33E20C0EC"), tried("5E33E20C0EC", "deferred")));
    const kinds = kindsOf(postfix, [...lines, ...(await samples())]);
    const told = kinds.find(({ name }) => name === "attempt");
    expect(told?.lines).toHaveLength(1);
    expect(
      told?.tellings.map(({ sample: { from }, events: [event] }) => [
        from?.name,
        event && "status" in event && event.status,
      ]),
    ).toEqual([
      ["one", "deferred"],
      [undefined, "bounced"],
      [undefined, "discarded"],
    ]);
    expect(told?.tellings[0]?.alike.map(({ text }) => text)).toEqual([expect.stringContaining("Connection refused")]);
  });

  test("say nothing where it is not known which program wrote them, and that makes a difference", async () => {
    const texts = (await samples()).map(({ text }) => text);
    expect(attempt?.samples.some((text) => text.includes("(delivered to maildir)"))).toBe(true);
    expect(texts.some((text) => text.includes("(delivered to maildir)"))).toBe(false);
    expect(texts.some((text) => text.includes("Ok, discarded"))).toBe(true);
  });
});

test("every format says where its log is, and nothing else does", () => {
  expect(Object.keys(usualPlaces).sort()).toEqual(Object.keys(registry).sort());
});

describe("what a stranger wrote", () => {
  test("ends no block, no code and no cell, and hides nothing", () => {
    expect(block(["a ``` b", "````", "\u001b[2J\u202e"])).toEqual([
      "`````text",
      "a ``` b",
      "````",
      "\\u{1b}[2J\\u{202e}",
      "`````",
    ]);
    expect(code("a `` b")).toBe("```a `` b```");
    expect(code("`")).toBe("`` ` ``");
    expect(prose("<img> [x](y) a_b | c")).toBe("\\<img\\> \\[x\\](y) a\\_b \\| c");
    expect(table(["a", "b"], [["x | y", 1]])).toEqual(["| a | b |", "| --- | --: |", "| x \\| y | 1 |"]);
  });

  test("stands on the page as text", async () => {
    const hostile = page(await subjectOf(caseOf("", smtpd("warning: ```\u0007 | <script>"))));
    expect(hostile).not.toContain("\u0007");
    expect(hostile).toContain("````text\nwarning: ```\\u{7} | <script>\n````");
  });

  test("is at most so long, and shows where it was cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 200 }), { maxLength: 9 }),
        fc.integer({ min: 50, max: 300 }),
        (words, most) => {
          const text = words.join(" ");
          const short = shorten(text, most);
          expect(short.length).toBeLessThanOrEqual(most);
          if (text.length > most) expect(short).toContain("…");
          else expect(short).toBe(text);
        },
      ),
    );
  });
});

test("a heading is found by its link", () => {
  expect(anchor("smtp.command, smtp.reply")).toBe("smtpcommand-smtpreply");
  expect(anchor("milter-reject")).toBe("milter-reject");
});
