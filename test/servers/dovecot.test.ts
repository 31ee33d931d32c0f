/** The logs of a real Dovecot, and of the Postfix before it, against what lies in the mailboxes. */
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { composeReader, type Reader } from "../../src/app/reader.ts";
import { Zone } from "../../src/base/zone.ts";
import type { Question } from "../../src/diagnosis/question.ts";
import { readLogs } from "../../src/reading/read.ts";
import {
  address,
  confused,
  converse,
  foldersOf,
  imap,
  type Name,
  polls,
  pop3,
  type Site,
  send,
  strangers,
  withSite,
  workOn,
} from "./dovecot-script.ts";
import type { Client } from "./mail-client.ts";
import { distribution, recordedAs } from "./release-root.ts";

const zone = new Zone(Intl.DateTimeFormat().resolvedOptions().timeZone);

interface Letter {
  readonly subject: string;
  readonly big?: true;
  /** It is sent so often. */
  readonly times?: number;
  /** What must become of it for each recipient: `status folder`, several in the order of the alphabet. */
  readonly to: Readonly<Partial<Record<Name, readonly string[]>>>;
  /** What becomes of it instead up to 2.3.13, where a forward that is sent already is not told to keep the message. */
  readonly formerly?: readonly string[];
  /** Carol of the other host gets it, too. */
  readonly forwarded?: true;
}

const inbox = ["delivered INBOX"];
const letters: Readonly<Record<string, Letter>> = {
  plain: { subject: "plain", to: { rules: inbox } },
  list: { subject: "a list", to: { rules: ["delivered Lists"] } },
  junk: { subject: "junk", to: { rules: ["delivered Junk"] } },
  discard: { subject: "discard", to: { rules: ["discarded"] } },
  reject: { subject: "reject", to: { rules: ["refused"] } },
  redirect: { subject: "redirect", to: { rules: ["forwarded"] }, forwarded: true },
  copyout: { subject: "copyout", to: { rules: ["delivered INBOX", "forwarded"] }, forwarded: true },
  twice: { subject: "twice", to: { rules: ["delivered INBOX", "delivered Lists"] } },
  again: {
    subject: "redirect",
    times: 2,
    to: { rules: ["delivered INBOX", "forwarded"] },
    formerly: ["discarded", "forwarded"],
    forwarded: true,
  },
  onward: { subject: "onward", times: 2, to: { rules: ["discarded", "forwarded"] }, forwarded: true },
  away: { subject: "away", to: { rules: inbox } },
  dup: { subject: "dup", to: { rules: inbox } },
  two: { subject: "two", to: { alice: inbox, bob: inbox } },
  moved: { subject: "one", to: { alice: inbox } },
  junked: { subject: "one", to: { alice: inbox } },
  expunged: { subject: "one", to: { alice: inbox } },
  copied: { subject: "one", to: { alice: inbox } },
  old: { subject: "one", to: { alice: inbox } },
  full: { subject: "big", big: true, to: { full: ["bounced"] } },
  partly: { subject: "big", big: true, to: { full: ["bounced"], dora: inbox } },
  ghost: { subject: "ghost", to: { gone: ["bounced"] } },
  broken: { subject: "broken", to: { broken: inbox } },
  off: { subject: "off", to: { off: inbox } },
};
const idOf = (name: string) => `<${name}@client.example>`;
interface Expected {
  readonly id: string;
  readonly to: Name;
  readonly expected: readonly string[];
}

const isFormer = (version: string): boolean => /^2\.(?:[0-2]|3\.(?:\d|1[0-3]))\b/.test(version);
const sentTo = ({ dovecot }: Site): readonly Expected[] =>
  Object.entries(letters).flatMap(([name, { to, formerly }]) =>
    (Object.keys(to) as Name[]).map((recipient) => {
      const expected = (isFormer(dovecot.version) ? formerly : undefined) ?? to[recipient] ?? [];
      return { id: idOf(name), to: recipient, expected };
    }),
  );

/** All letters, one after the other. */
async function deliver(site: Site): Promise<void> {
  const { postfix } = site;
  const sent = new Map<string, number>();
  for (const [name, { subject, big, to, times = 1 }] of Object.entries(letters)) {
    for (let n = 0; n < times; n++) {
      await send(
        site,
        idOf(name),
        subject,
        Object.keys(to) as Name[],
        big ? `${"y".repeat(60)}\r\n`.repeat(60) : "hello",
      );
      // One after the other: then a number in a mailbox is that of a known message.
      for (const recipient of Object.keys(to)) {
        sent.set(recipient, (sent.get(recipient) ?? 0) + 1);
        await postfix.logged(new RegExp(`to=<${recipient}@example\\.test>.*status=`), sent.get(recipient));
      }
    }
  }
  await postfix.logged(/to=<carol@takes\.test>.*status=sent/, 4);
}

/** Deliveries by the program `dovecot-lda`, without Postfix: stored, filed by a script, too big, for nobody. */
async function deliverByLda({ dovecot }: Site): Promise<void> {
  const letter = (name: string, subject: string, body = "hello") =>
    `Message-ID: ${idOf(name)}\nFrom: eve@sender.example\nSubject: ${subject}\n\n${body}\n`;
  const by = (to: Name, text: string) => dovecot.lda(address(to), "eve@sender.example", text);
  expect(await by("bob", letter("lda", "plain"))).toBe(0);
  expect(await by("rules", letter("lda-list", "a list"))).toBe(0);
  expect(await by("full", letter("lda-full", "big", "y".repeat(5000)))).toBe(0);
  expect(await by("gone", letter("lda-gone", "ghost"))).toBe(67);
}
const byLda: readonly Expected[] = [
  { id: idOf("lda"), to: "bob", expected: inbox },
  { id: idOf("lda-list"), to: "rules", expected: ["delivered Lists"] },
  { id: idOf("lda-full"), to: "full", expected: ["bounced"] },
];

/** What a script does with the mailboxes; each client is gone, and logged, when the next comes. */
async function handle(site: Site): Promise<void> {
  const { dovecot } = site;
  const alice = await imap(site, "alice");
  // Her numbers: 1 two, 2 moved, 3 junked, 4 expunged, 5 copied, 6 old.
  await converse(alice, "SELECT INBOX", "FETCH 1:* (BODY[])", "CREATE Archive");
  await converse(alice, "UID MOVE 2 Archive", "UID MOVE 3 Junk", "UID COPY 5 Archive", "UID MOVE 6 Trash");
  await converse(alice, "UID STORE 4 +FLAGS (\\Deleted)", "EXPUNGE", "LOGOUT");
  await dovecot.logged(/imap\(alice@.*Logged out/, 1);
  await new Promise((later) => setTimeout(later, 1100));
  // Trash keeps messages for a second; the server looks when somebody leaves.
  await converse(await imap(site, "alice"), "SELECT INBOX", "LOGOUT");
  await dovecot.logged(/expunge: box=Trash, .*<old@client/);
  await converse(await pop3(site, "bob"), "LIST", "RETR 1", "DELE 1", "QUIT");
  await dovecot.logged(/pop3\(bob@.*Logged out/);
  await converse(await imap(site, "off"), "LOGOUT");
  await converse(await imap(site, "dora", "wrong"), "LOGOUT");
  await converse(await imap(site, "nobody"), "LOGOUT");
  await converse(await pop3(site, "bob", "wrong"), "QUIT");
  // Four may come at a time from one address; Dovecot counts them one after the other.
  const many: Client[] = [];
  for (let n = 0; n < 6; n++) many.push(await imap(site, "broken", undefined, "127.0.0.99"));
  await Promise.all(many.map((client) => client.drop()));
  await dovecot.logged(/Maximum number of connections/);
}

const base = { data: "/nonexistent", askerZone: zone, zone };
const attemptsOf = async (reader: Reader, question: Partial<Question>): Promise<readonly string[]> => {
  const { traced } = await reader.trace({ to: [], facts: {}, limit: 5, ...question });
  return traced.map(({ status, where }) => (where?.folder ? `${status} ${where.folder}` : status)).toSorted();
};

/** What the script did, as `why` must tell it: outcome, cause, and the folder where the message lies now. */
const causes: readonly (readonly [name: string, to: Name, answer: string])[] = [
  ["moved", "alice", "delivered client.imap-moved Archive"],
  ["junked", "alice", "delivered client.junk Junk"],
  ["expunged", "alice", "removed client.imap-expunged INBOX"],
  ["copied", "alice", "delivered store.delivered INBOX"],
  ["old", "alice", "removed store.retention INBOX"],
  ["two", "bob", "removed client.pop3-taken INBOX"],
  ["two", "alice", "delivered store.delivered INBOX"],
  ["off", "off", "delivered client.auth INBOX"],
  ["partly", "dora", "delivered client.auth INBOX"],
  ["full", "full", "bounced local.quota-late"],
  ["ghost", "gone", "bounced local.delivery-failed"],
  ["list", "rules", "delivered local.sieve Lists"],
  ["junk", "rules", "delivered local.spam-folder Junk"],
];

async function expectCauses(reader: Reader): Promise<void> {
  for (const [name, to, expected] of causes) {
    const { answers } = await reader.why({ to: [address(to)], messageId: idOf(name), facts: {}, limit: 5 });
    const [{ outcome, cause, where } = { outcome: "", cause: "", where: null }] = answers;
    expect([name, to, [outcome, cause, where?.folder].filter(Boolean).join(" ")]).toEqual([name, to, expected]);
  }
}

/** Where the message lies for each recipient, by the files on the disk. */
const lying = (site: Site, all: readonly Expected[]) =>
  all.map(({ id, to }) => `${id} ${to} ${foldersOf(site, to, id).toSorted().join(" ")}`);
const mustLie = (all: readonly Expected[]) =>
  all.map(({ id, to, expected }) => {
    const folders = expected.flatMap((what) => (what.startsWith("delivered ") ? [what.slice(10)] : []));
    return `${id} ${to} ${folders.toSorted().join(" ")}`;
  });

/** With UPDATE=1 the log becomes a case that `npm test` reads; its events are then written by `cases.test.ts`. */
function record({ postfix, dovecot }: Site): void {
  if (process.env.UPDATE !== "1") return;
  const name = `dovecot.log-${new Date().toISOString().slice(0, 10).replaceAll("-", "")}`;
  const version = dovecot.version.split(" ")[0];
  const story = `Logins, deliveries and what was done to messages: written by Dovecot ${version} of ${distribution} under scripted clients.`;
  const text = dovecot.text().replaceAll(dovecot.folder, "/srv").replaceAll(postfix.folder, "/srv/postfix").trimEnd();
  writeFileSync(
    `src/reading/cases/${recordedAs("dovecot-everything")}.case`,
    `# ${story}\n-- log dovecot ${name} --\n${text}\n-- events --\n`,
  );
}

test("each message is told of as what became of it, and each change of a mailbox as what was done", {
  timeout: 400_000,
}, async () => {
  await withSite(async (site) => {
    const { postfix, dovecot, taken } = site;
    await deliver(site);
    await deliverByLda(site);
    const all = [...sentTo(site), ...byLda];
    expect(lying(site, all)).toEqual(mustLie(all));
    const sentOn = Object.entries(letters).flatMap(([name, { forwarded }]) =>
      forwarded ? [`carol@takes.test ${idOf(name)}`] : [],
    );
    expect(taken.filter((one) => one.startsWith("carol")).toSorted()).toEqual(sentOn.toSorted());
    await handle(site);
    await strangers(site);
    await workOn(site);
    await confused(site);
    record(site);
    await polls(site, 700);

    const stat = await readLogs({ logs: [dovecot.log], zone }, () => {});
    expect(stat.files.map(({ format }) => format)).toEqual(["dovecot"]);
    expect(stat.files[0]?.unreadByProgram).toEqual([]);
    expect(stat.files[0]?.lines).toBeGreaterThan(2000);

    const both = await composeReader({ ...base, logs: [postfix.log, dovecot.log] });
    for (const { id, to, expected } of all)
      expect([id, to, await attemptsOf(both, { messageId: id, to: [address(to)] })]).toEqual([id, to, expected]);
    await expectCauses(both);
  });
});

test("by syslog the same is said, and the same is read", async () => {
  await withSite(async (site) => {
    const { postfix, dovecot } = site;
    await deliver(site);
    await handle(site);
    const both = await composeReader({ ...base, logs: [postfix.log, dovecot.log] });
    const stat = await readLogs({ logs: [dovecot.log], zone }, () => {});
    expect(stat.files.map(({ format, unread }) => ({ format, unread }))).toEqual([{ format: "dovecot", unread: 0 }]);
    for (const { id, to, expected } of sentTo(site))
      expect([id, to, await attemptsOf(both, { messageId: id, to: [address(to)] })]).toEqual([id, to, expected]);
    await expectCauses(both);
  }, true);
});
