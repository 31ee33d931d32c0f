import { describe, expect, test } from "vitest";
import { expectLinear } from "../../../test/growth.ts";
import { Zone } from "../../base/zone.ts";
import type { MailEvent } from "../../events/event.ts";
import { headOf } from "../dovecot/head.ts";
import type { LogContext } from "../format.ts";
import { LineView } from "../view.ts";
import { dovecot, dovecotPatterns } from "./dovecot.ts";

/** Reads texts as syslog hands them on; sessions are numbered. */
function readAll(texts: readonly string[], program = "dovecot") {
  let sessions = 0;
  const context: LogContext = { zone: new Zone("UTC"), nodeOf: () => "mx", newSession: () => `S${++sessions}` };
  const reader = dovecot.open(context);
  const events: MailEvent[] = [];
  const understood = texts.map((text, index) => {
    const line = new LineView({ path: "mail.log" });
    const bytes = Buffer.from(text);
    line.place(bytes, 0, bytes.length, 0, index + 1);
    line.at = index * 1000;
    line.program = program;
    return reader.read(line, (event) => void events.push(event));
  });
  reader.close((event) => void events.push(event));
  return { events, understood };
}

describe("the patterns of Dovecot", () => {
  test.each(dovecotPatterns.map((pattern) => [pattern.name, pattern] as const))(
    "%s alone reads its samples",
    (name, { samples }) => {
      expect(samples.length).toBeGreaterThan(0);
      for (const sample of samples) {
        const head = headOf(sample, "dovecot");
        const text = sample.slice(head?.textAt);
        const fits = dovecotPatterns
          .filter(({ programs }) => programs.includes(head?.service ?? ""))
          .filter(({ line }) => line.test(text));
        expect(
          fits.map((pattern) => pattern.name),
          sample,
        ).toEqual([name]);
        expect(readAll([sample]).understood, sample).not.toContain("unread");
      }
    },
  );
});

describe("a line", () => {
  test("of a program that syslog names is read without its service in the text", () => {
    const text = "Login: user=<bob>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.25, mpid=1, session=<a>";
    expect(readAll([text], "dovecot/imap-login").understood).toEqual(["read"]);
    expect(readAll([text]).understood).toEqual(["unread"]);
  });

  test("that reports an error is read whatever it says, one that informs of something new is not, and debug is of no interest", () => {
    const said = ["imap(bob)<1><a>: Error: disk on fire", "imap(bob)<1><a>: Info: hello", "auth: Debug: hello"];
    expect(readAll(said).understood).toEqual(["read", "unread", "ignored"]);
  });

  test("names the user who wrote commas and brackets into his name, and the address that Dovecot saw", () => {
    const user = "a>, rip=203.0.113.9, lip=x";
    const { events } = readAll([
      `imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<${user}>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.25, session=<s>`,
    ]);
    expect(events.find(({ kind }) => kind === "decision")).toMatchObject({ detail: user, peer: "192.0.2.7" });
  });

  test("never shows a password that auth_verbose_passwords wrote down", () => {
    const { events } = readAll([
      "auth: ldap(bob@example.test,192.0.2.9,<s>): invalid credentials (given password: secret)",
      "imap-login: Aborted login (auth failed, 1 attempts in 2 secs): user=<bob@example.test>, method=PLAIN, rip=192.0.2.9, lip=192.0.2.25, session=<s>",
    ]);
    expect(JSON.stringify(events)).toContain("invalid credentials");
    expect(JSON.stringify(events)).not.toContain("secret");
  });
});

describe("a delivery", () => {
  const prefix = "lmtp(bob)<7><abcdefghijklmnop>: sieve: msgid=<m@x>: ";
  const ends = (texts: readonly string[]) =>
    readAll(texts).events.flatMap((event) => (event.kind === "attempt.ended" ? [event.status] : []));

  test("that a script discards and stores is stored, in whatever order it is said", () => {
    const [discard, store] = [
      `${prefix}discard action: Marked message to be discarded if not explicitly delivered (discard action)`,
      `${prefix}stored mail into mailbox 'INBOX'`,
    ];
    expect(ends([discard])).toEqual(["discarded"]);
    expect(ends([discard, store])).toEqual(["delivered"]);
    expect(ends([store, discard])).toEqual(["delivered"]);
  });

  test("that fails in one folder and goes to another is delivered once", () => {
    const failed = "lmtp(bob)<7><abcdefghijklmnop>: msgid=<m@x>: save failed to open mailbox Lists: Permission denied";
    expect(ends([failed, `${prefix}stored mail into mailbox 'INBOX'`])).toEqual(["delivered"]);
    expect(ends([failed])).toEqual(["deferred"]);
  });

  test("ends when its process goes on, and the next message is another's", () => {
    const { events } = readAll([
      `${prefix}stored mail into mailbox 'INBOX'`,
      "lmtp(ann)<7><bcdefghijklmnopq>: msgid=<n@x>: saved mail to INBOX",
    ]);
    expect(events.map(({ kind, session }) => `${session} ${kind}`)).toEqual([
      "S1 session.opened",
      "S1 attempt.ended",
      "S1 session.closed",
      "S2 session.opened",
      "S2 attempt.ended",
      "S2 session.closed",
    ]);
  });
});

test("a hostile line of 64 KB takes at most about three times as long as one of 32 KB", async () => {
  const starts = [
    ...new Set(dovecotPatterns.flatMap(({ samples }) => samples.flatMap((one) => [one, one.slice(0, one.length / 2)]))),
  ];
  for (const tail of [
    "a[",
    "user=<",
    ", rip=1",
    "msgid=<",
    ": ",
    "): ",
    "(a",
    "<1>",
    ", uid=1",
    "sieve: msgid=<a>: ",
    " in=",
    "'",
  ]) {
    const lines = (bytes: number) => starts.map((start) => start + tail.repeat(bytes / tail.length));
    const [short, long] = [lines(32_768), lines(65_536)];
    await expectLinear({ name: tail, short: () => readAll(short), long: () => readAll(long), times: 3, least: 67 });
  }
}, 60_000);
