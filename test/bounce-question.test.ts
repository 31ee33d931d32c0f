/** A bounce and a log: the question is taken from the one, the answer from the other. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "./program.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-bounce-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

// The bounce is a real one; the lines of the receiver's log are made up, in the shape of the recorded ones.
const bounce = "test/bounces/postfix-unknown.eml";
const lines = [
  "2026-11-28T09:33:47Z mx2 postfix/smtpd[7]: connect from mx.example.test[192.0.2.1]",
  "2026-11-28T09:33:48Z mx2 postfix/smtpd[7]: NOQUEUE: reject: RCPT from mx.example.test[192.0.2.1]: 550 5.1.1 <bob@unknown.test>: Recipient address rejected: User unknown in virtual mailbox table; from=<alice@home.test> to=<bob@unknown.test> proto=ESMTP helo=<mx.example.test>",
  "2026-11-28T09:33:48Z mx2 postfix/smtpd[7]: disconnect from mx.example.test[192.0.2.1] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4",
];
const log = () => {
  const path = join(folder, "mail.log");
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};

test("names recipient, sender and what was said; what is refused at RCPT is found though the log has no Message-ID of it", async () => {
  const { code, out } = await run("why", log(), "--bounce", bounce, "--zone", "UTC", "--json");
  const { question, answers } = JSON.parse(out);
  expect(code).toBe(0);
  expect(question).toMatchObject({ to: ["bob@unknown.test"], from: "alice@home.test" });
  expect(question.about).toMatch(/^2026-11-28T09:33:48/);
  expect(question.facts["sender-got"]).toContain("550 5.1.1");
  expect(answers[0]).toMatchObject({ outcome: "refused", cause: "rcpt.user-unknown", party: "sender" });
});

test("in words, what the sender was told comes first; what the asker says himself counts more", async () => {
  const { out } = await run("why", log(), "--bounce", bounce, "--zone", "UTC");
  expect(out).toMatch(/^The sender was told: This is a bounce from mx\.example\.test/);
  const other = await run("why", log(), "--bounce", bounce, "--to", "carol@unknown.test", "--zone", "UTC", "--json");
  expect(JSON.parse(other.out).question.to).toEqual(["carol@unknown.test"]);
});

test("that is none is an error that says what to do", async () => {
  const { code, out, err } = await run("why", log(), "--bounce", log());
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain("this is no bounce; see what it is with: postino explain");
});

// Made up, in the shape of a provider's notice; the log is not real either.
const inWords = (at: string) => `Oggetto: Mancato recapito del messaggio

Gentile utente,
il messaggio inviato da alice@home.test in data ${at} con oggetto "Offerta" e destinato a bob@unknown.test non è stato consegnato.
`;
const others = [
  "2026-11-28T09:33:47Z mx2 postfix/smtpd[7]: connect from out.list.example[192.0.2.1]",
  "2026-11-28T09:33:48Z mx2 postfix/smtpd[7]: 4F2A91B0C3: client=out.list.example[192.0.2.1]",
  "2026-11-28T09:33:48Z mx2 postfix/qmgr[8]: 4F2A91B0C3: from=<news@list.example>, size=999, nrcpt=1 (queue active)",
  "2026-11-28T09:33:49Z mx2 postfix/lmtp[9]: 4F2A91B0C3: to=<bob@unknown.test>, relay=mx2[private/dovecot-lmtp], delay=0.2, delays=0.1/0/0/0.1, dsn=2.0.0, status=sent (250 2.0.0 <bob@unknown.test> abc Saved)",
  "2026-11-28T09:33:49Z mx2 postfix/qmgr[8]: 4F2A91B0C3: removed",
];
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

test("that tells in its own words of the message asks for that one, in the asker's zone, and not for somebody else's to the same mailbox", async () => {
  const notice = file("notice.txt", inWords("28/11/2026 10:33:47"));
  const asked = ["--bounce", notice, "--zone", "Europe/Rome", "--json"];
  const { out } = await run("why", file("other.log", `${others.join("\n")}\n`), ...asked);
  const { question, answers } = JSON.parse(out);
  expect(question).toMatchObject({ to: ["bob@unknown.test"], from: "alice@home.test" });
  expect(Date.parse(question.about)).toBe(Date.parse("2026-11-28T09:33:47Z"));
  expect(answers[0]).toMatchObject({ outcome: "never-seen", cause: "never.no-trace" });
  const own = await run("why", log(), ...asked);
  expect(JSON.parse(own.out).answers[0]).toMatchObject({ outcome: "refused", cause: "rcpt.user-unknown" });
});

test("may be a single reply, or a note that a filter holds the message", async () => {
  for (const text of [
    "550 5.1.1 <bob@unknown.test>: User unknown",
    "Il messaggio è in quarantena:\nMittente: alice@home.test\nDestinatario: bob@unknown.test\nMotivo: Spam\n",
  ]) {
    const { out } = await run("why", log(), "--bounce", file("reply.txt", text), "--zone", "UTC", "--json");
    expect(JSON.parse(out).question.to).toEqual(["bob@unknown.test"]);
  }
});
