/** What a person copied is read as its program wrote it, whatever stands around it; its evidence is what was copied. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import type { MailEvent } from "../events/event.ts";
import { rawLines } from "./raw.ts";
import { readLogs } from "./read.ts";

const folder = mkdtempSync(join(tmpdir(), "postino-pasted-"));
afterAll(() => rmSync(folder, { recursive: true }));

const saved = "2026-11-30T09:00:00Z";

async function read(text: string) {
  const path = join(folder, "pasted.txt");
  writeFileSync(path, text);
  utimesSync(path, new Date(saved), new Date(saved));
  const events: MailEvent[] = [];
  const options = { logs: [path], zone: new Zone("UTC"), now: Date.parse(saved) };
  const stat = await readLogs(options, (event) => void events.push(event));
  return { events, file: stat.files[0] };
}

const stamp = "Nov 24 10:00:00 mx ";
const attempt =
  "7CEE120C0D9: to=<bob@example.test>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.test[192.0.2.9]:25: Connection timed out)";
const line = `${stamp}postfix/smtp[7]: ${attempt}`;

describe("a line of a log", () => {
  test.each([
    ["in a fence", `\`\`\`log\n${line}\n\`\`\``],
    ["set as code", `\`${line}\``],
    ["behind a fence in the same line", `\`\`\`${line}\`\`\``],
    ["quoted", `> ${line}`],
    ["quoted twice, behind a container's name", `> > mail-1    | ${line}`],
    ["in a row of a terminal's box", `|  ${line}`],
    ["as HTML", `<code>${line.replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</code>`],
    ["in bold", `**${line}**`],
    ["as grep shows it", `/var/log/mail.log:112:${line}`],
    ["behind what was left out", `[...] ${line}`],
    ["indented as code", `    ${line}`],
    ["of a swarm", `mail_mail.1.q9hz@host1    | ${line}`],
    ["with the time of docker logs", `mail-1  | 2026-11-24T10:00:00.123456789Z ${line}`],
    ["without a program", `\`${attempt}\``],
    ["of a panel", `24.11.2026, 10:00:00 | info | ${attempt}`],
    ["of a panel elsewhere", `11/24/2026, 10:00:00 AM | info | ${attempt}`],
    ["with addresses as an archive shows them", `> ${line.replace("bob@example.test", "bob at example.test")}`],
  ])("%s", async (_, text) => {
    const { events, file } = await read(`${text}\n`);
    expect(file).toMatchObject({ format: "postfix", read: 1, unread: 0 });
    const ended = events.find(({ kind }) => kind === "attempt.ended");
    expect(ended).toMatchObject({ recipient: "bob@example.test", status: "deferred", queueId: "7CEE120C0D9" });
    if (/10:00:00/.test(text)) expect(new Date(ended?.at ?? 0).toISOString()).toMatch(/^2026-11-24T10:00:00/);
    const [raw] = await rawLines(ended?.source ? [ended.source] : []);
    expect(text.split("\n")).toContain(raw);
  });

  test("broken by a mail program is put together, and what stands behind it is not", async () => {
    const lines = [
      `> ${stamp}postfix/smtp[7]: 7CEE120C0D9: to=<bob@example.test>,`,
      "> relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to",
      "> mx.example.test[192.0.2.9]:25: Connection timed out)",
      "> ",
      "> What can I do?",
    ];
    const { events, file } = await read(lines.join("\n"));
    expect(file).toMatchObject({ lines: 5, read: 1, ignored: 3, unread: 1 });
    const ended = events.find(({ kind }) => kind === "attempt.ended");
    expect(ended).toMatchObject({ reply: { text: "connect to mx.example.test[192.0.2.9]:25: Connection timed out" } });
    expect(await rawLines(ended?.source ? [ended.source] : [])).toEqual([lines[0]]);
  });

  test("broken in a post without quote marks, as of Exim, is put together, too", async () => {
    const { events, file } = await read(`2026-11-24 10:00:00 [3721] 1l7rgZ-0000CD-EJ == bob@example.test
R=dnslookup T=remote_smtp defer (-44): SMTP error from remote mail
server after RCPT TO:<bob@example.test>: host
mx.example.test [192.0.2.9]: 451 Please try later.
`);
    expect(file).toMatchObject({ lines: 4, read: 1, ignored: 3, unread: 0 });
    expect(events.find(({ kind }) => kind === "attempt.ended")).toMatchObject({ reply: { text: "Please try later." } });
  });

  test("of Exim in a terminal, which names the message once for each process", async () => {
    const { events } = await read(`
  758 delivering 1l7rgZ-0000CD-EJ
  759 Connecting to mx.example.test [192.0.2.9]:25 ... connected
  759   SMTP<< 550 no such user
  758 LOG: MAIN
  758   ** bob@example.test R=dnslookup T=remote_smtp H=mx.example.test [192.0.2.9]: SMTP error from remote mail server after RCPT TO:<bob@example.test>: 550 no such user
    9 LOG: MAIN REJECT
    9   H=(client.example) [192.0.2.7] F=<ann@sender.example> rejected RCPT <eve@elsewhere.example>: relay not permitted
`);
    expect(events).toContainEqual(
      expect.objectContaining({ kind: "attempt.ended", queueId: "1l7rgZ-0000CD-EJ", status: "bounced" }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ kind: "rcpt.refused", recipient: "eve@elsewhere.example" }),
    );
  });

  test("a log without marks is read as its program wrote it", async () => {
    const { events, file } = await read(`${line}\n${line.replace("7CEE", "8CEE")}\n`);
    expect(file).toMatchObject({ format: "postfix", read: 2, unread: 0 });
    expect(events.filter(({ kind }) => kind === "attempt.ended")).toHaveLength(2);
  });

  test("of a line that is long and full of blanks no time is lost", async () => {
    const { file } = await read(`> ${" ".repeat(8000)}x${" `".repeat(4000)}\n> ${line}\n`);
    expect(file).toMatchObject({ read: 1, unread: 1 });
  });
});
