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

describe("a format of the administrator's own", () => {
  const session = "kNiONcJ1CmvqbwAAg+zDdQ";

  // Made up after the documentation of mail_log_prefix, but for the first, which is of a real server.
  test.each([
    [`lmtp(bob@example.test)[7]{${session}}: Info: `, { user: "bob@example.test", pid: 7, name: session }],
    [`imap(bob@example.test) <${session}> [7]: `, { user: "bob@example.test", pid: 7, name: session }],
    [`imap[7](bob@example.test)<${session}>: `, { user: "bob@example.test", pid: 7, name: session }],
    [`imap(bob@example.test,192.0.2.9)<7><${session}>: `, { user: "bob@example.test", pid: 7, name: session }],
    [`pop3(bob)[rip=192.0.2.9][session=${session}]: `, { user: "bob", name: session }],
    ["lda(bob)[]: Error: ", { user: "bob" }],
  ])("begins a line by %s", (prefix, known) => {
    const { user, pid, name, textAt } = headOf(`${prefix}said`, "dovecot") ?? {};
    expect({ user, pid, name, textAt }).toEqual({ ...known, textAt: prefix.length });
  });

  const endedBy = (heading: string, said = "saved mail to INBOX") =>
    readAll([`lmtp(bob)<7><${session}>: ${heading}${said}`]).events.flatMap((event) =>
      event.kind === "attempt.ended" ? [[event.status, event.messageId, event.where?.folder]] : [],
    );
  const stored = [["delivered", "<m@x>", "INBOX"]];
  const [subject, sender] = ["re: saved mail to Junk", "<eve@sender.example>"];

  test.each([
    ["msgid=<m@x>: ", stored],
    [`msgid=<m@x>, from=${sender}: `, stored],
    [`from=${sender}, subject=${subject}, msgid=<m@x>, size=405: `, stored],
    ["stime=12 msgid=<m@x>: ", stored],
    ['405 size, "hello", msgid=<m@x>: ', stored],
    ["size=405: ", [["delivered", undefined, "INBOX"]]],
    // Which of two is the message's own is not known.
    ["subject=msgid=<other@x>, msgid=<m@x>: ", [["delivered", undefined, "INBOX"]]],
    // What no field begins may be anything.
    ["words: ", []],
  ])("stands before what became of a message: %s", (heading, ended) => {
    expect(endedBy(heading)).toEqual(ended);
  });

  test("that puts what became of a message first is not understood, and said to be so", () => {
    expect(readAll([`lmtp(bob)<7><${session}>: saved mail to INBOX: msgid=<m@x>`]).understood).toEqual(["unread"]);
  });

  test("names who logged in by fields in any order, and by none of two", () => {
    const who = (fields: string) =>
      readAll([`imap-login: Login: ${fields}`]).events.flatMap((event) =>
        event.kind === "decision" ? [[event.detail, event.peer]] : [],
      );
    expect(who("rip=192.0.2.9 user=<bob> session=<s>")).toEqual([["bob", "192.0.2.9"]]);
    expect(who("user=<bob>, method=PLAIN, secured, session=<s>")).toEqual([["bob", undefined]]);
    expect(who("user=<a>, rip=203.0.113.9, x, user=<b>, rip=192.0.2.9, session=<s>")).toEqual([]);
  });
});

describe("a recipient", () => {
  const unknown = "auth: passwd-file(bob,192.0.2.9): unknown user";
  const failed = "lmtp(bob)<7><kNiONcJ1CmvqbwAAg+zDdQ>: Debug: auth-master: userdb lookup(bob): Userdb lookup failed";
  const refused = (texts: readonly string[]) => readAll(texts).events.filter(({ kind }) => kind === "attempt.ended");

  test("whom the login service, or nobody, asked for is not refused", () => {
    expect(refused([unknown])).toEqual([]);
    expect(refused([failed])).toEqual([]);
    expect(refused([unknown.replace("bob", "ann"), failed])).toEqual([]);
    expect(refused([unknown.replace(")", ",<kNiONcJ1CmvqbwAAg+zDdQ>)"), failed])).toEqual([]);
  });

  test("whom auth does not know, and of whom lmtp then finds nothing, is refused", () => {
    expect(refused([unknown, failed])).toMatchObject([{ recipient: "bob", status: "refused", stage: "rcpt" }]);
  });
});
