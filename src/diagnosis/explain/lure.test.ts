/** What only looks like a notice of a mail server, to get a password; and real notices that have links, deadlines and passwords in them. */
import { expect, test } from "vitest";
import { explain } from "./explain.ts";

const kindOf = async (text: string) => (await explain(text)).kind;

test.each([
  'From: "Mail Delivery System" <support@upgrade.example>\nTo: bob@example.com\nSubject: Undelivered messages: 4 pending\nContent-Type: text/html\n\n<p>4 messages could not be delivered, your storage quota is full.</p><p><a href="https://upgrade.example/login?u=bob">Release messages now</a></p><p>Your password expires in 24 hours.</p>\n',
  "We were unable to deliver 7 emails. Reason: 550 mailbox validation required. To keep your mail, validate here: http://check.example/v?e=bob and enter your password within 24h.",
])("bait is no bounce: %s", async (text) => {
  const { kind, sentence, recipients } = await explain(text);
  expect([kind, recipients]).toEqual(["unknown", []]);
  expect(sentence).toContain("Do not follow its links");
});

test.each([
  [
    "Delivery to bob@example.com is delayed. The server will keep trying to deliver this message within the next 48 hours. See https://mail.example/help\n\n451 4.7.1 Greylisted, try again later",
    "delay-notice",
  ],
  [
    "<bob@example.com>: host mx.example.com[192.0.2.9] said: 535 5.7.8 Username and Password not accepted. Learn more at https://support.google.com/mail/?p=BadCredentials",
    "reply",
  ],
])("a notice stays one: %s", async (text, kind) => {
  expect(await kindOf(text)).toBe(kind);
});
