/** Questions by name, by an address with a slip, and by an id: whom the log has for them, and what is said of it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { questionOf } from "../app/asked.ts";
import { composeReader } from "../app/reader.ts";
import { UsageError } from "../base/error.ts";
import { Zone } from "../base/zone.ts";
import { Activity } from "../sessions/activity.ts";
import { createInMemory } from "../sessions/in-memory.ts";
import { whyAsPut } from "./why-as-put.ts";

const zone = new Zone("UTC");
const begin = Date.UTC(2026, 10, 30, 8);
const now = begin + 6 * 3_600_000;

const line = (second: number, program: string, text: string): string =>
  `${new Date(begin + second * 1000).toISOString().slice(0, 19)}+00:00 mx ${program}: ${text}`;

/** A message from its client into the mailbox. */
function delivered(second: number, id: string, sender: string, recipient: string): readonly string[] {
  return [
    line(second, "postfix/smtpd[20]", `${id}: client=mail.other.example[192.0.2.9]`),
    line(second, "postfix/cleanup[90]", `${id}: message-id=<${id.toLowerCase()}@other.example>`),
    line(second, "postfix/qmgr[91]", `${id}: from=<${sender}>, size=2000, nrcpt=1 (queue active)`),
    line(
      second,
      "postfix/virtual[92]",
      `${id}: to=<${recipient}>, relay=virtual, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)`,
    ),
    line(second, "postfix/qmgr[91]", `${id}: removed`),
  ];
}

const noFiles = () => ({ files: [], lines: 0, unread: 0, formats: [] });

const log = [
  ...delivered(10, "A00001", "ada.rossi@volpe.example", "anna.conti@example.test"),
  ...delivered(60, "A00002", "ugo.bruni@volpe.example", "anna.conti@example.test"),
  ...delivered(120, "A00003", "news@lince.example", "bob@example.test"),
  ...delivered(180, "A00004", "ada.ferri@orso.example", "bob@example.test"),
];

async function asked(put: Parameters<typeof questionOf>[0], lines: readonly string[] = log) {
  const folder = mkdtempSync(join(tmpdir(), "postino-whom-"));
  try {
    writeFileSync(join(folder, "mail.log"), `${lines.join("\n")}\n`);
    const reader = await composeReader({ logs: [join(folder, "mail.log")], data: folder, askerZone: zone, zone });
    const { understood = [], answers } = await reader.why(questionOf(put, zone, now));
    const [first] = answers;
    return { understood, id: first?.message.queueIds.at(0), outcome: first?.outcome, answers };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  [
    { to: ["anna.conti@example.test"], from: "Ada Rossi" },
    "A00001",
    ["Ada Rossi is taken to be ada.rossi@volpe.example."],
  ],
  [{ to: ["Anna"], from: "ugo.bruni@volpe.example" }, "A00002", ["Anna is taken to be anna.conti@example.test."]],
  [{ to: ["bob@example.test"], from: "Lince srl" }, "A00003", ["Lince srl is taken to be @lince.example."]],
  [{ to: ["bob@example.test"], from: "lince.example" }, "A00003", ["lince.example is taken to be @lince.example."]],
  [
    { to: ["anna.conti@example.test"], from: "ada.rossi@volpe.com" },
    "A00001",
    ["The log has no mail of ada.rossi@volpe.com; ada.rossi@volpe.example is taken to be meant."],
  ],
  [
    { to: ["anna.conti@example.test"], from: "ada.rosssi@volpe.example" },
    "A00001",
    ["The log has no mail of ada.rosssi@volpe.example; ada.rossi@volpe.example is taken to be meant."],
  ],
  [
    { to: ["anna.conti@example.it"], from: "ada.rossi@volpe.example" },
    "A00001",
    ["The log has no mail for anna.conti@example.it; anna.conti@example.test is taken to be meant."],
  ],
  [{ to: ["anna.conti@example.test, bob@example.test"], from: "ada.rossi@volpe.example" }, "A00001", []],
  [{ to: ["bob@example.test"], queueId: "250 2.0.0 Ok: queued as A00003" }, "A00003", []],
  [{ to: ["bob@example.test"], messageId: "Message-ID: <a00004@other.exam\r\n ple>" }, "A00004", []],
  [{ to: ["bob@example.test"], messageId: "A00004@OTHER.EXAMPLE" }, "A00004", []],
])("%j is %s", async (put, id, understood) => {
  const found = await asked(put);
  expect([found.outcome, found.id, found.understood]).toEqual(["delivered", id, understood]);
});

test("mail the other way round is named, and not taken for what is asked for", async () => {
  const { understood, outcome } = await asked({ to: ["ada.rossi@volpe.example"], from: "anna.conti@example.test" });
  expect([outcome, understood]).toEqual([
    "never-seen",
    [
      "There is mail the other way round, from ada.rossi@volpe.example to anna.conti@example.test: if that is meant, ask so.",
    ],
  ]);
});

test("of a server whose accounts are known, names are those of its people, and who is nobody is told", async () => {
  const residents = {
    has: async (address: string) => (address.endsWith("@example.test") ? address === "bob@example.test" : undefined),
    named: async (name: string) => (name === "Zoe" ? ["z@example.test"] : []),
  };
  const engine = { source: createInMemory(new Activity(), noFiles), rules: [], zone, residents };
  const ask = async (to: string) => (await whyAsPut({ to: [to], facts: {}, limit: 5 }, engine)).understood;
  expect(await ask("Zoe")).toEqual([
    "Zoe is taken to be z@example.test.",
    "z@example.test is no address here: no account, alias or group has it.",
  ]);
  expect(await ask("pinco@example.test")).toEqual([
    "pinco@example.test is no address here: no account, alias or group has it.",
  ]);
  expect([await ask("bob@example.test"), await ask("x@far.example")]).toEqual([undefined, undefined]);
});

test("a failed login is no mail the other way round, and may be a stranger's", async () => {
  const guessed = [
    line(200, "postfix/smtpd[21]", "connect from unknown[203.0.113.7]"),
    line(
      201,
      "postfix/smtpd[21]",
      "warning: unknown[203.0.113.7]: SASL PLAIN authentication failed: authentication failure, sasl_username=bob@example.test",
    ),
    line(202, "postfix/smtpd[21]", "disconnect from unknown[203.0.113.7] ehlo=1 auth=0/1 quit=1 commands=2/3"),
  ];
  const { understood, outcome } = await asked({ to: ["bob@example.test"], from: "zeno@far.example" }, [
    ...log,
    ...guessed,
  ]);
  expect([outcome, understood]).toEqual(["never-seen", []]);
  const { answers } = await asked({ to: ["paolo@far.example"], from: "bob@example.test" }, [...log, ...guessed]);
  expect(answers[0]?.sentence).toMatch(/could not log in as bob@example.test.*it may be a stranger who guesses/);
});

test("where both sides are known by name, they are looked for together", async () => {
  const { understood, id } = await asked({ from: "Ada", to: ["Bob"] });
  expect([id, understood]).toEqual([
    "A00004",
    ["Ada is taken to be ada.ferri@orso.example.", "Bob is taken to be bob@example.test."],
  ]);
});

test("of several of that name the others are told", async () => {
  const { understood } = await asked({ from: "Ada", about: "08:00" });
  expect(understood).toEqual(["Ada is taken to be ada.rossi@volpe.example; it could also be ada.ferri@orso.example."]);
});

test("who asks for what he named alone is told of nobody else", async () => {
  const { outcome, understood } = await asked({ to: ["bob@example.test"], from: "Ada", literal: true });
  expect([outcome, understood]).toEqual(["never-seen", []]);
  const slip = await asked({ to: ["anna.conti@example.test"], from: "ada.rosssi@volpe.example", literal: true });
  expect([slip.outcome, slip.understood]).toEqual(["never-seen", []]);
});

test("a name that nobody bears, and an id that is in no line, find nobody's mail", async () => {
  const nobody = await asked({ to: ["bob@example.test"], from: "Zebulon" });
  expect([nobody.outcome, nobody.understood]).toEqual(["never-seen", ["No sender in the log is called Zebulon."]]);
  expect((await asked({ to: ["bob@example.test"], queueId: "B99999" })).outcome).toBe("never-seen");
});

test("a colleague's mail is not taken for that of an address that is known", async () => {
  const { understood, outcome } = await asked({ to: ["bob@example.test"], from: "ada.rossi@volpe.example" });
  expect([outcome, understood]).toEqual(["never-seen", []]);
});

test("a busy log that ends before the time in question proves nothing of it", async () => {
  const busy = Array.from({ length: 300 }, (_, second) =>
    delivered(second, `E${10000 + second}`, "x@orso.example", "y@example.test"),
  ).flat();
  const { answers } = await asked({ to: ["bob@example.test"], from: "ada@lince.example", about: "08:06" }, busy);
  expect(answers[0]?.cause).toBe("evidence.log-gap");
  const earlier = await asked({ to: ["bob@example.test"], from: "ada@lince.example", about: "08:03" }, busy);
  expect(earlier.answers[0]?.cause).toBe("never.no-trace");
});

test("what is no id, and no address of a server, is said to be none", () => {
  for (const wrong of [{ messageId: "550 5.1.1 User unknown" }, { queueId: "no idea" }, { ip: "192.0.2.999" }])
    expect(() => questionOf(wrong, zone, now), JSON.stringify(wrong)).toThrow(UsageError);
});

test("the address of a server in place of a sender is one", () => {
  expect(questionOf({ from: " 192.0.2.9" }, zone, now)).toMatchObject({ ip: "192.0.2.9" });
  expect(questionOf({ from: "192.0.2.9", ip: "[192.0.2.8]" }, zone, now)).toMatchObject({ ip: "192.0.2.8" });
});

test("what a filter gave back over one connection with many others is followed into its mailbox", async () => {
  const filtered = Array.from({ length: 260 }, (_, number) => {
    const [first, back] = [`C${String(number).padStart(5, "0")}`, `D${String(number).padStart(5, "0")}`];
    const [id, sender, box] = [`${number}@other.example`, `s${number}@other.example`, `box${number}@example.test`];
    return [
      line(number, "postfix/smtpd[20]", `${first}: client=mail.other.example[192.0.2.9]`),
      line(number, "postfix/cleanup[90]", `${first}: message-id=<${id}>`),
      line(number, "postfix/qmgr[91]", `${first}: from=<${sender}>, size=2000, nrcpt=1 (queue active)`),
      line(number, "postfix/smtpd[21]", `${back}: client=localhost[127.0.0.1]`),
      line(number, "postfix/cleanup[90]", `${back}: message-id=<${id}>`),
      line(number, "postfix/qmgr[91]", `${back}: from=<${sender}>, size=2000, nrcpt=1 (queue active)`),
      line(
        number,
        "postfix/smtp[93]",
        `${first}: to=<${box}>, relay=127.0.0.1[127.0.0.1]:10024, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as ${back})`,
      ),
      line(
        number,
        "dovecot",
        `lmtp(${box})<17><k${number}DnJ2XyzAB>: sieve: msgid=<${id}>: stored mail into mailbox 'INBOX'`,
      ),
      line(
        number,
        "postfix/lmtp[92]",
        `${back}: to=<${box}>, relay=mx[private/dovecot-lmtp], delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 <${box}> k${number}DnJ2XyzAB Saved)`,
      ),
    ];
  }).flat();
  const box = "box200@example.test";
  const gone = line(
    400,
    "dovecot",
    `imap(${box})<44><raFLzXNhOp7GEgEL>: expunge: box=INBOX, uid=3, msgid=<200@other.example>, size=2000`,
  );
  const connected = line(0, "postfix/smtpd[21]", "connect from localhost[127.0.0.1]");
  const { outcome } = await asked({ to: [box], from: "s200@other.example" }, [connected, ...filtered, gone]);
  expect(outcome).toBe("removed");
});

test.each([
  [{ to: ["bob@"] }, /^"bob@" is no address; write name@example\.org/],
  [{ to: ["bob@example.test"], from: "@@" }, /^"@@" is no address/],
  [{ to: ["bob@example.test"], window: "2h" }, /^a window of 2h needs a time/],
])("%j has no sense", async (put, told) => {
  await expect(asked(put)).rejects.toThrow(told);
});
