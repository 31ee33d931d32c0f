/** Two real Postfixes, one behind the other, with the logs of both in one folder: a message is one story over both. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { composeReader, type Reader } from "../../src/app/reader.ts";
import { Zone } from "../../src/base/zone.ts";
import { freePort } from "../free-port.ts";
import { type Postfix, startPostfix } from "./postfix.ts";
import { talk } from "./postfix-script.ts";

const zone = new Zone(Intl.DateTimeFormat().resolvedOptions().timeZone);
let outer: Postfix;
let inner: Postfix;
let reader: Reader;

/** Sends one message of its own sender and Message-ID to the outer server. */
const send = (name: string, ...to: readonly string[]) =>
  talk(
    outer.port,
    [
      "EHLO client.example",
      `MAIL FROM:<${name}@sender.example>`,
      ...to.map((recipient) => `RCPT TO:<${recipient}@example.test>`),
      "DATA",
      `Message-ID: <${name}@client.example>\r\nFrom: <${name}@sender.example>\r\nSubject: ${name}\r\n\r\nhello\r\n.`,
      "QUIT",
    ],
    "wait",
  );

/** The Message-IDs in a mailbox of the inner server. */
const inMailbox = (name: string): readonly string[] => {
  const folder = join(inner.folder, "mail", name, "new");
  return readdirSync(folder).map(
    (file) => /^Message-ID: (\S+)/im.exec(readFileSync(join(folder, file), "utf8"))?.[1] ?? "",
  );
};

beforeAll(async () => {
  // What takes mail at 127.0.0.1 is taken for a content filter of the same machine.
  const port = await freePort();
  inner = await startPostfix(
    {},
    1,
    ["myhostname = inner.example.test", "transport_maps ="],
    [`127.0.0.2:${port} inet n - n - - smtpd`],
  );
  outer = await startPostfix({ "example.test": `[127.0.0.2]:${port}` }, 1, [
    "myhostname = outer.example.test",
    "virtual_mailbox_domains =",
    "virtual_alias_maps =",
  ]);
  await send("one", "alice");
  await send("two", "alice", "bob");
  await send("alias", "both");
  await send("partly", "alice", "nobody");
  await outer.logged(/status=bounced/);
  await inner.logged(/to=<alice@example\.test>.*status=sent/, 4);
  await outer.logged(/: removed/, 4);
  reader = await composeReader({ logs: [outer.log, inner.log], data: outer.folder, askerZone: zone, zone });
}, 60_000);
afterAll(async () => {
  await outer?.stop();
  await inner?.stop();
});

const rowsOf = async (name: string): Promise<readonly string[]> => {
  const { traced } = await reader.trace({ to: [], messageId: `<${name}@client.example>`, facts: {}, limit: 0 });
  return traced.map(({ node, status, recipient }) => `${node} ${status} ${recipient}`).toSorted();
};

test("each node tells of its own attempt, and of no other's", async () => {
  expect(await rowsOf("one")).toEqual(["inner delivered alice@example.test", "outer relayed alice@example.test"]);
  expect(await rowsOf("two")).toEqual([
    "inner delivered alice@example.test",
    "inner delivered bob@example.test",
    "outer relayed alice@example.test",
    "outer relayed bob@example.test",
  ]);
  expect(await rowsOf("alias")).toEqual(["inner delivered alice@example.test", "outer relayed both@example.test"]);
  expect(inMailbox("alice").toSorted()).toEqual(
    ["one", "two", "alias", "partly"].map((id) => `<${id}@client.example>`).toSorted(),
  );
  expect(inMailbox("bob")).toEqual(["<two@client.example>"]);
});

test("the id that the second node gave joins both legs: one message, whose end is in the mailbox", async () => {
  const idsOf = (log: string, sender: string) =>
    [...log.matchAll(/qmgr\[\d+\]: (\w+): from=<(\w+)@sender\.example>/g)].flatMap(([, id, name]) =>
      name === sender ? [id] : [],
    );
  for (const name of ["one", "two", "alias"]) {
    // Asked by its sender and recipient alone: no Message-ID helps.
    const { answers } = await reader.why({ to: [], from: `${name}@sender.example`, facts: {}, limit: 5 });
    const [answer] = answers;
    expect([name, answer?.outcome, answer?.cause]).toEqual([name, "delivered", "store.delivered"]);
    expect(answer?.message.queueIds.toSorted()).toEqual(
      [...idsOf(outer.text(), name), ...idsOf(inner.text(), name)].toSorted(),
    );
  }
});

test("what the second node refuses, the first bounces: one answer, in the second's words", async () => {
  const { answers } = await reader.why({
    to: ["nobody@example.test"],
    from: "partly@sender.example",
    facts: {},
    limit: 5,
  });
  expect(answers.map(({ recipient, outcome, cause }) => `${recipient} ${outcome} ${cause}`)).toContain(
    "nobody@example.test bounced rcpt.user-unknown",
  );
});
