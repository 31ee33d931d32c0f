import { expect, test } from "vitest";
import { explain } from "./explain.ts";

const told = async (text: string) => {
  const { kind, recipients, about } = await explain(text);
  return [kind, about?.sender ?? null, ...recipients.map(({ address, cause }) => `${address} ${cause}`)];
};

test("the first line of an entry of Postfix's queue names the sender, the reason stands before those who wait for it", async () => {
  const text = `-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------
4F2A91B0C3     1234 Mon Nov 30 10:02:13  alice@sender.example
(connect to mx.example.com[203.0.113.5]:25: Connection timed out)
                                         bob@example.com
(host mx.example.net[203.0.113.7] said: 452 4.2.2 Over quota (in reply to RCPT TO command))
                                         carol@example.net
                                         dave@example.net

-- 1 Kbytes in 1 Request.`;
  expect(await told(text)).toEqual([
    "log",
    "alice@sender.example",
    "bob@example.com connect.timeout",
    "carol@example.net rcpt.quota",
    "dave@example.net rcpt.quota",
  ]);
});

test("what is held there waits for nobody but the administrator", async () => {
  const text = "4F2A91B0C3!    1234 Mon Nov 30 10:02:13  alice@sender.example\n                      bob@example.com";
  expect(await told(text)).toEqual(["log", "alice@sender.example", "bob@example.com queue.held"]);
});

test("Sendmail's", async () => {
  const text = `kAUA2Dxx001234     1234 Mon Nov 30 10:02 <alice@sender.example>
                 (Deferred: Connection refused by mx.example.com.)
                                         <bob@example.com>`;
  expect(await told(text)).toEqual(["log", "alice@sender.example", "bob@example.com connect.refused"]);
});

test("Exim's says of nobody why", async () => {
  const text =
    " 2h  1.2K 1xXpXj-0000Sf-0A <alice@sender.example>\n          bob@example.com\n        D carol@example.com";
  expect(await told(text)).toEqual(["log", "alice@sender.example", "bob@example.com queue.waiting"]);
});

test("of several messages no sender is the one", async () => {
  const text = `4F2A91B0C3     1234 Mon Nov 30 10:02:13  alice@sender.example
                                         bob@example.com
4F2A91B0C4     1234 Mon Nov 30 10:03:13  MAILER-DAEMON
                                         carol@example.com`;
  expect(await told(text)).toEqual(["log", null, "bob@example.com queue.waiting", "carol@example.com queue.waiting"]);
});
