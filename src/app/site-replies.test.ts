import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { questionOf } from "../../test/case-questions.ts";
import { Zone } from "../base/zone.ts";
import { recogniseReply } from "../diagnosis/replies/recognise.ts";
import { explainPaste } from "./explain.ts";
import { composeReader } from "./reader.ts";
import { readSiteReplies } from "./site-replies.ts";

const folder = mkdtempSync(join(tmpdir(), "postino-replies-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "replies.yaml");
const readText = (text: string) => {
  writeFileSync(file, text);
  return readSiteReplies(file);
};

describe("the site's own table of replies", () => {
  const rows = () =>
    readText(`# What our partners say.
- host: Partner.example
  code: 550 5.7.1
  text: Refused by  policy * ticket
  cause: rcpt.restricted
- text: house rule
  cause: eod.content-rule
- code: 451
  host: slow.example
  cause: eod.slow-scan
`);
  const meant = (code: number, text: string, host?: string, enhanced = "5.7.1") =>
    recogniseReply({ code, enhanced, text }, "rcpt", host === undefined ? {} : { host }, rows())?.cause;

  test("a row speaks of the host that it names, and of those below it, where its words stand in their order", () => {
    expect(meant(550, "Refused by policy 17, see ticket 4", "mx1.partner.example")).toBe("rcpt.restricted");
    expect(meant(550, "Refused by\npolicy, TICKET 4", "partner.example.")).toBe("rcpt.restricted");
    expect(meant(550, "ticket 4: refused by policy", "mx1.partner.example")).not.toBe("rcpt.restricted");
    expect(meant(550, "House Rule 7")).toBe("eod.content-rule");
    expect(meant(451, "wait", "mx.slow.example", "4.0.0")).toBe("eod.slow-scan");
  });

  test("it is silent for another host, or where none is known, and for another code", () => {
    const words = "Refused by policy 17, see ticket 4: user unknown";
    expect(meant(550, words, "mx.notpartner.example", "5.1.1")).toBe("rcpt.user-unknown");
    expect(meant(550, words, undefined, "5.1.1")).toBe("rcpt.user-unknown");
    expect(meant(550, words, "partner.example", "5.1.1")).toBe("rcpt.user-unknown");
  });

  test("many marks and a long reply take no longer than the reply", () => {
    const [row] = readText(`- {text: "${"ab*".repeat(160)}abc", cause: eod.spam}`);
    expect(row?.words).toHaveLength(161);
    expect(recogniseReply({ code: 550, text: "ab".repeat(500_000) }, "eod", {}, row ? [row] : [])?.cause).toBe(
      "eod.spam",
    );
  });

  test("a fault is named with its line, and with what was meant", () => {
    const fault = (text: string) => {
      try {
        readText(text);
      } catch (error) {
        return (error as Error).message.slice(folder.length + 1);
      }
      return "none";
    };
    expect(fault("- code: 550\n  cause: rcpt.user-unknwon\n")).toBe(
      "replies.yaml:2:10: 0.cause: there is no cause rcpt.user-unknwon; did you mean rcpt.user-unknown?",
    );
    expect(fault("- code: 550\n  cause: eod.spam\n  txet: no\n")).toBe(
      "replies.yaml:3:3: 0.txet: no such setting; did you mean text?",
    );
    expect(fault("- cause: eod.spam\n")).toContain("replies.yaml:1:3: 0: give a code, a text, or both");
    expect(fault("- code: 250\n  cause: eod.spam\n")).toContain("write 550, 5.7.1 or 550 5.7.1");
    expect(fault('- text: "*a*"\n  cause: eod.spam\n')).toContain("write some words of the reply");
    expect(fault("rows: 1\n")).toContain("replies.yaml:1:1");
    expect(fault("")).toBe("none");
  });

  test("it is what an answer says, beside whatever else is thought of the reply", async () => {
    const log = join(folder, "mainlog");
    writeFileSync(
      log,
      "2026-11-28 12:44:26 1xXHn0-0002Cx-2e H=(mail.partner.example) [127.0.20.10] F=<anton@sender.example> rejected after DATA: No advertisements\n",
    );
    writeFileSync(file, "- {text: no advertisements, cause: eod.url-listed}\n");
    const zone = new Zone("UTC");
    const ask = async (replies?: string) => {
      const options = {
        logs: [log],
        data: join(folder, "none"),
        askerZone: zone,
        zone,
        ...(replies && { replies }),
      };
      const reader = await composeReader(options);
      const { answers } = await reader.why(questionOf(["--from", "anton@sender.example"], 0));
      return answers[0];
    };
    expect((await ask())?.cause).toBe("eod.content-rule");
    const told = await ask(file);
    expect(told?.cause).toBe("eod.url-listed");
    expect(told?.alternatives.map(({ cause }) => cause)).toContain("eod.content-rule");
  });

  test("it is what a list of sessions says, and an explanation: of a reply, of a bounce, of lines of a log", async () => {
    const line =
      "2026-11-28 12:44:26 1xXHn0-0002Cx-2e H=(mail.partner.example) [127.0.20.10] F=<anton@sender.example> rejected after DATA: No advertisements\n";
    const log = join(folder, "mainlog");
    writeFileSync(log, line);
    writeFileSync(file, "- {text: no advertisements, cause: eod.url-listed}\n");
    const zone = new Zone("UTC");
    const options = { logs: [log], data: join(folder, "none"), askerZone: zone, zone };
    const verdicts = async (replies?: string) => {
      const reader = await composeReader({ ...options, ...(replies && { replies }) });
      const sessions = await reader.sessionsFor({ to: [], facts: {}, limit: 0 });
      return sessions.map(({ verdict }) => verdict.cause);
    };
    expect(await verdicts()).toEqual(["eod.content-rule"]);
    expect(await verdicts(file)).toEqual(["eod.url-listed"]);
    const bounce = `From: MAILER-DAEMON@mx.example.org
Subject: Undelivered Mail Returned to Sender

<bob@partner.example>: host mail.partner.example[192.0.2.9] said: 550 5.7.1
    No advertisements (in reply to end of DATA command)
`;
    for (const pasted of ["550 5.7.1 No advertisements", bounce, line]) {
      const explain = async (replies?: string) => {
        const { recipients } = await explainPaste(pasted, { ours: [], zone, now: Date.UTC(2026, 10, 28), replies });
        return recipients.map(({ cause }) => cause);
      };
      expect(await explain(), pasted).not.toContain("eod.url-listed");
      expect(await explain(file), pasted).toEqual(["eod.url-listed"]);
    }
  });
});
