import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import type { MailEvent } from "../events/event.ts";
import { registry } from "./formats/registry.gen.ts";
import { readLogs } from "./read.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-words-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Reads lines of `program: text`, a second after each other, each list as a file of its own. */
async function read(...logs: readonly (readonly string[])[]) {
  let second = 0;
  const files = logs.map((lines, index) => {
    const path = join(folder, `mail.log-2026112${index}`);
    const stamped = lines.map(
      (line) => `${new Date(Date.UTC(2026, 10, 20) + 1000 * second++).toISOString()} ${line}\n`,
    );
    writeFileSync(path, stamped.join(""));
    return path;
  });
  const events: MailEvent[] = [];
  const stat = await readLogs({ logs: files, zone: new Zone("UTC") }, (event) => void events.push(event));
  return { kinds: events.map(({ kind }) => kind), stat, formats: stat.files.map(({ format }) => format) };
}

const under = (name: string, texts: readonly string[], host = "mx") =>
  texts.map((text) => `${host} ${name}[7]: ${text}`);

// Lines are those of the samples and cases, under names that are made up.
const delivery = [
  "lmtp(7): Connect from 192.0.2.9",
  "lmtp(bob@example.test)<7><kNiONcJ1CmvqbwAAg+zDdQ>: msgid=<m1@client.example>: saved mail to INBOX",
  "lmtp(7): Disconnect from 192.0.2.9: Logged out (state=READY)",
];
const visit = [
  "connect from mx1.example.net[192.0.2.7]",
  "4A78F20C0EC: client=mx1.example.net[192.0.2.7]",
  "4A78F20C0EC: message-id=<1@client.example>",
  "disconnect from mx1.example.net[192.0.2.7] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5",
  "4A78F20C0EC: from=<ann@example.com>, size=442, nrcpt=1 (queue active)",
  "4A78F20C0EC: to=<bob@example.test>, relay=mx.example.test[198.51.100.7]:25, delay=0.1, delays=0.05/0.02/0.01/0.02, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4jdTf05jv0zCT2w)",
  "4A78F20C0EC: removed",
];

describe("a program whose name tells nothing", () => {
  test("is told by what only Dovecot, or only Postfix says, and all its lines are read", async () => {
    for (const [name, other] of [
      ["imap-back", "mta-out"],
      ["mailstore", "mx_1"],
    ] as const) {
      const { kinds, formats, stat } = await read(under(name, delivery), under(other, visit));
      expect(formats).toEqual(["dovecot", "postfix"]);
      expect(stat.unread).toBe(0);
      expect(kinds.filter((kind) => kind === "attempt.ended")).toHaveLength(2);
    }
  });

  test("is read from the first line of the file, where one of the first tells", async () => {
    const { kinds } = await read(under("mta-out", visit));
    expect(kinds[0]).toBe("session.opened");
  });

  test("is known in the files that follow, and where it writes what nobody reads, that is told", async () => {
    const { formats, stat } = await read(
      under("imap-back", delivery),
      under("imap-back", ["imap-login: something odd", "lmtp(7): words of no pattern"]),
    );
    expect(formats).toEqual(["dovecot", "dovecot"]);
    expect(stat.files[1]?.unreadByProgram).toMatchObject([{ program: "imap-back", claimed: true, count: 2 }]);
  });

  test("is another on another machine", async () => {
    const { formats } = await read(under("store", delivery, "one"), under("store", ["connect from x"], "two"));
    expect(formats).toEqual(["dovecot", null]);
  });

  test("is not asked for ever", async () => {
    const foreign = under(
      "app",
      Array.from({ length: 600 }, (_, n) => `request ${n}`),
    );
    const { formats, kinds } = await read([...foreign, ...under("app", delivery)]);
    expect(formats).toEqual([null]);
    expect(kinds).toEqual([]);
  });
});

test.each([
  ["postfixadmin", "connect from admin.example.test"],
  ["postfixadmin", "removed"],
  ["postfixadmin", "4A78F20C0EC: removed"],
  ["policy.py", "connect from 192.0.2.7"],
  ["policy.py", "connect from client.example[192.0.2.7]"],
  ["policy.py", "lost connection"],
  ["webmail", "imap-login: Login failed for bob from 192.0.2.7"],
  ["webmail", "imap-login: Login: user=<bob>"],
  ["webmail", "imap(bob): session opened"],
  ["webmail", "auth: Password mismatch"],
  ["shop", "from=<ann@example.com>, size=442"],
  ["shop", "order 4A78F20C0EC: to=<bob@example.test>, status=sent"],
  ["backup", "starting the backup of the Postfix mail system"],
  ["lmtp-bench", "lmtp(7): 200 messages"],
  ["ansible", "daemon started -- version 3"],
  ["spool/x/y", "4A78F20C0EC: client=mx1.example.net[192.0.2.7]"],
])("%s is no mail server where it says %s", async (program, text) => {
  const { kinds, formats, stat } = await read(under(program, [text, text]));
  expect(formats).toEqual([null]);
  expect(kinds).toEqual([]);
  expect(stat.files[0]?.unreadByProgram).toMatchObject([{ program, claimed: false, count: 2 }]);
});

test("a program that is named after Dovecot says nothing of mail", async () => {
  const { kinds, stat } = await read(
    under("dovecot-stats", ["12 users, 3 sessions", "imap-login: Login failed for bob"]),
  );
  expect(kinds).toEqual([]);
  expect(stat.unread).toBe(2);
});

test("no other program's sample is Dovecot's or Postfix's own", () => {
  const owners = [registry.dovecot, registry.postfix];
  const taken = Object.values(registry)
    .filter((format) => !owners.includes(format))
    .flatMap(({ samples }) => samples.filter((text) => owners.some((owner) => owner?.owns?.(text))));
  expect(taken).toEqual([]);
});

test("nothing that Postfix says is Dovecot's own, nor the other way round", () => {
  const { dovecot, postfix } = registry;
  expect(dovecot?.samples.filter((text) => postfix?.owns?.(text))).toEqual([]);
  expect(postfix?.samples.filter((text) => dovecot?.owns?.(text))).toEqual([]);
});
