import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";
import { filterRows } from "./filter-notice.ts";
import { explainListNotice, noticeRows } from "./list-notice.ts";
import { explainStoreReply, storeRows } from "./store-reply.ts";

const told = async (text: string) => {
  const { kind, recipients } = await explain(text);
  return [kind, ...recipients.map(({ address, cause }) => `${address} ${cause}`)];
};

describe("what programs of mailing lists say", () => {
  const samples = noticeRows.flatMap(({ cause, samples }) => samples.map((sample) => [sample, cause] as const));
  const fields = [
    { name: "from", text: "From: talk-owner@lists.example.com\n" },
    { name: "x-beenthere", text: "X-BeenThere: talk@lists.example.com\n" },
  ];
  test.each(samples)("%s: %s", (words, cause) => {
    expect(explainListNotice({ fields, words, reports: {} })?.recipients[0]).toMatchObject({
      address: "talk@lists.example.com",
      cause,
    });
  });
  test.each([
    "Welcome to the talk mailing list! To post to this list, send your message to talk@lists.example.com.",
    "The results of your email command are provided below.",
  ])("is no failure where nothing is kept back: %s", (words) => {
    expect(explainListNotice({ fields, words, reports: {} })).toBeUndefined();
  });
  test("is told by the list's own program, whatever it is called (fml)", async () => {
    const text =
      "From: talk-admin@lists.example.com\nTo: bob@example.com\nSubject: Loop Alert: Duplicated Message-ID (talk ML)\nX-MLServer: fml [fml 4.0]\n\nDuplicated Message-ID in <talk@lists.example.com>.\n";
    expect(await told(text)).toEqual(["auto-reply", "talk@lists.example.com local.duplicate"]);
  });
  test("nor what a new member is told of them", async () => {
    const text =
      'From: talk-owner@lists.example.com\nTo: bob@example.com\nSubject: Welcome to the "talk" mailing list\nX-Mailman-Version: 2.1.39\nPrecedence: bulk\n\nIf a post is held for approval, wait.\n';
    expect(await told(text)).toEqual(["headers"]);
  });
  test("a member who writes of moderators is a person", async () => {
    const text =
      "From: bob@example.com\nTo: talk@lists.example.com\nList-Id: <talk.lists.example.com>\nSubject: Rules\n\nThe post was held for approval, why?\n";
    expect(await told(text)).toEqual(["headers"]);
  });
});

describe("what a filter tells a recipient", () => {
  const samples = filterRows.flatMap(({ cause, samples }) => samples.map((sample) => [sample, cause] as const));
  test.each(samples)("%s: %s", async (sample, cause) => {
    const [, subject = "", text = ""] =
      /^(.*?): (?=[\p{Lu}0-9])(.*)$/u.exec(sample.replace(/^Microsoft 365 security: /, "")) ?? [];
    expect(await told(`From: filter@example.com\nTo: bob@example.com\nSubject: ${subject}\n\n${text}\n`)).toEqual([
      "auto-reply",
      `bob@example.com ${cause}`,
    ]);
  });
  test.each([
    "From: bob@example.com\nTo: alice@example.com\nSubject: Re: Quarantine Digest\n\nWhy is it held in quarantine?\n",
    "From: vet@example.com\nTo: alice@example.com\nSubject: Quarantine report\n\nThe horses are held in quarantine.\n",
    "From: shop@example.com\nTo: alice@example.com\nSubject: Offer\n\nYour order is on hold until you pay.\n",
  ])("a letter about it is none: %s", async (text) => expect(await told(text)).toEqual(["headers"]));
});

describe("what a server says to a program that fetches mail", () => {
  const samples = storeRows.flatMap(({ cause, samples }) => samples.map((sample) => [sample, cause] as const));
  test.each(samples)("%s: %s", (sample, cause) => {
    expect(explainStoreReply(`My phone shows this:\n${sample}\n`)?.recipients[0]?.cause).toBe(cause);
  });
  test("names the mailbox where it does", async () => {
    const text = 'Outlook says: "-ERR [AUTH] Authentication failed." for bob@example.com';
    expect(await told(text)).toEqual(["reply", "bob@example.com client.auth"]);
  });
  test.each(["NO, the password is wrong, I said", "There was an ERR in the log, login failed"])(
    "a person says no without it: %s",
    async (text) => expect((await explain(text)).kind).toBe("unknown"),
  );
});

describe("a provider's words without a number", () => {
  test.each([
    ["Refused by local policy. No SPAM please! (B-TEXT)", "eod.spam"],
    [
      "Mail from 192.0.2.9 deferred using Trend Micro Email Reputation database. Please see http://www.mail-abuse.com/cgi-bin/lookup?192.0.2.9",
      "greeting.dnsbl",
    ],
    ["This message has been blocked because it contains FortiGuard - AntiSpam blocking URL(s).", "eod.url-listed"],
  ])("%s: %s", async (line, cause) => {
    expect(await told(`Hello, what is this?\n\n${line}\n\nThank you`)).toEqual(["reply", `null ${cause}`]);
  });
  test("are his only where he signs them", async () => {
    expect((await explain("They said: user unknown, relaying denied, mailbox is disabled")).kind).toBe("unknown");
  });
});

describe("a reason alone in a line", () => {
  test.each([
    ["too many messages on this mailbox", "rcpt.quota"],
    ["The users mailfolder is over the allowed quota (size). (#5.2.2)", "rcpt.quota"],
    ["This address no longer accepts mail", "rcpt.disabled"],
  ])("%s: %s", async (line, cause) => expect(await told(line)).toEqual(["reply", `null ${cause}`]));
  test.each([
    "I think my mailbox is full",
    "Is the mailbox full?",
    "There was a virus in the office last week",
    "the mailbox is full\nsays the girl next door",
    "See you tomorrow",
  ])("nobody gives one: %s", async (line) => expect((await explain(line)).kind).toBe("unknown"));
});

describe("at which step it was said", () => {
  const refused = (text: string) => `<bob@example.com>: host mx.example.com[192.0.2.25] refused to talk to me: ${text}`;
  test.each([
    ["554 5.7.1 - ERROR: Mail refused - <192.0.2.10> - See the page", "greeting.reputation"],
    ["550 Recipient address is not allowed", "greeting.reputation"],
  ])("nobody was named yet, and nothing brought: %s", async (text, cause) => {
    expect(await told(refused(text))).toEqual(["reply", `bob@example.com ${cause}`]);
  });
  test("a mailbox that nobody has is no reason to try again", async () => {
    const text = "<bob@example.com>: host mx.example.com[192.0.2.25] said: 451 4.2.0 Mailbox has an invalid format";
    expect((await told(`${text} (in reply to end of DATA command)`))[1]).not.toContain("user-unknown");
  });
});

describe("a header behind words of its reader", () => {
  const header = `Received: from mail.sender.example (192.0.2.9) by mx.example.com with HTTPS; Tue, 24 Nov 2026
 10:00:05 +0000
Authentication-Results: spf=pass (sender IP is 192.0.2.9) smtp.mailfrom=sender.example; dmarc=pass
From: Alice <alice@sender.example>
To: bob@example.com
Date: Tue, 24 Nov 2026 10:00:00 +0000
X-Forefront-Antispam-Report: CIP:192.0.2.9;SCL:5;SFV:SPM;H:mail.sender.example;
`;
  test("is a header", async () => {
    expect(await told(`Why is this in the junk folder? Here is the header:\n\n${header}`)).toEqual([
      "headers",
      "bob@example.com local.spam-folder",
    ]);
  });
  test("but a reply that stands before it says more", async () => {
    const reply = "550 5.7.1 <bob@example.com>: Relay access denied";
    expect(await told(`I got this:\n${reply}\n\n${header}`)).toEqual(["reply", "bob@example.com rcpt.relay-denied"]);
  });
  test("a letter with the heads of the letters before is none", async () => {
    const quoted =
      "Hello,\nsee below.\n\nFrom: Bob <bob@example.com>\nTo: alice@example.org\nSubject: Photos\n\nHere.\n";
    expect((await explain(quoted)).kind).toBe("unknown");
  });
});

describe("the delivery log of SmarterMail (after what its makers show of it)", () => {
  const line = (done: string) =>
    `[2026.11.24] 10:00:04 [71919] Unable to run Clam virus checks: No connection could be made because the target machine actively refused it 127.0.0.1:3310\n[2026.11.24] 10:00:05 [71919] Delivery for alice@sender.example to bob@example.com has completed ${done}\n`;
  test.each([
    ["(Deleted) Filter: Domain Block", "local.filter-deleted"],
    ["(Deleted) Filter: Spam (Weight: 30), Action (Global Level): Delete", "local.spam-deleted"],
  ])("%s: %s", async (done, cause) => {
    expect(await told(line(done))).toEqual(["log", `bob@example.com ${cause}`]);
  });
});

describe("notices in other languages", () => {
  test.each([
    [
      "Uw bericht aan bob@example.com kan niet worden bezorgd.\nbob is niet gevonden op example.com.\n",
      "rcpt.user-unknown",
    ],
    ["Nie można dostarczyć wiadomości do odbiorcy bob@example.com.\nSkrzynka jest przepełniona.\n", "rcpt.quota"],
    ["Письмо не доставлено пользователю bob@example.com, поскольку адрес не найден.\n", "rcpt.user-unknown"],
    ["您的邮件无法投递到 bob@example.com\n退信原因: 收件人邮箱不存在\n", "rcpt.user-unknown"],
  ])("%s: %s", async (text, cause) => {
    expect(await told(text)).toEqual(["bounce", `bob@example.com ${cause}`]);
  });
  test.each([
    "Mijn bericht aan bob@example.com is niet bezorgd, wat is er aan de hand?",
    "De mails van bob@example.com komen met veel vertraging binnen",
    "Moja wiadomość do bob@example.com nie została dostarczona. Proszę o pomoc",
  ])("a person asks, and gives no reason: %s", async (text) => {
    expect((await explain(text)).kind).toBe("unknown");
  });
});

describe("what carriers say of parcels is no bounce", () => {
  test.each([
    "From: noreply@post.example\nTo: bob@example.com\nSubject: Ihr Paket konnte nicht zugestellt werden\n\nIhr Paket konnte nicht zugestellt werden. Fragen an service@post.example\n",
    "From: noreply@post.example\nTo: bob@example.com\nSubject: Uw pakket is niet bezorgd\n\nUw pakket kon niet worden bezorgd, het adres is onbekend. Vragen aan service@post.example\n",
    "From: noreply@post.example\nTo: bob@example.com\nSubject: Delivery failed\n\nYour parcel could not be delivered: address not found. Write to service@post.example\n",
  ])("%s", async (text) => expect(await told(text)).toEqual(["headers"]));
});

describe("without a sender (Return-Path: <>)", () => {
  const message = (fields: string, text: string) =>
    `Return-Path: <>\nFrom: Example <news@shop.example>\nTo: bob@example.com\nSubject: News\n${fields}\n${text}\n`;
  const unknownUser = "Reply 550 5.1.1 <ann@other.example>: User unknown: what it means, and nine more.";

  test("a machine's own text is an automatic answer, and a failure that it tells of a bounce", async () => {
    const fields = "Auto-Submitted: auto-generated\n";
    expect(await told(message(fields, "Thank you for your order."))).toEqual(["auto-reply"]);
    expect(await told(message(fields, "Undeliverable: 550 5.1.1 <ann@other.example>: User unknown"))).toEqual([
      "bounce",
      "ann@other.example rcpt.user-unknown",
    ]);
  });
  test.each([
    "Please confirm your address to get our newsletter.",
    "Confirm your e-mail address to finish signing up: the registration ends today.",
  ])("who signs up is held nowhere: %s", async (text) => {
    expect((await told(message("Auto-Submitted: auto-replied\n", text))).slice(1)).toEqual([]);
    expect((await told(message("Auto-Submitted: auto-generated\n", text))).slice(1)).toEqual([]);
  });
  test("who writes to one with an account may be", async () => {
    const text = "Your message to ann@example.com is held. Confirm your address to have it delivered to her account.";
    expect((await told(message("Auto-Submitted: auto-replied\n", text)))[1]).toMatch(/ local\.quarantined$/);
  });
  test("a newsletter that quotes a reply is none", async () => {
    expect(await told(message("List-Unsubscribe: <https://shop.example/leave>\n", unknownUser))).toEqual(["headers"]);
    expect((await told(message("", unknownUser)))[0]).toBe("bounce");
  });
});

describe("what a provider tells of the account from which somebody sends", () => {
  const notice = (text: string) =>
    `From: Postmaster <postmaster@example.com>\nTo: bob@example.com\nSubject: Your mail\n\n${text}\n`;
  test.each([
    [
      "The account bob@example.com sent 300 messages today, the most that we allow. Your message was not sent.",
      "submission.rate-limit",
    ],
    [
      "Your account sends spam. It is locked, and we disabled it from sending. Your last message was not sent.",
      "submission.account-blocked",
    ],
  ])("%s", async (text, cause) => {
    const { kind, recipients } = await explain(notice(text));
    expect([kind, recipients[0]?.cause]).toEqual(["bounce", cause]);
  });
  test("is no failure where nothing was kept back", async () => {
    expect((await explain(notice("Your account sent 300 messages this year. Your invoice was sent."))).kind).toBe(
      "headers",
    );
  });
});

test("a trial of an address (Postfix, sendmail -bv) delivers nothing", async () => {
  const taken = await explain(readFileSync("test/bounces/vendors/postfix-trial-taken.eml", "utf8"));
  expect(taken.sentence).toBe(
    "This is the report of a trial, no failure: bob@example.com would be taken. No message was sent, so none was delivered.",
  );
  const refused = await explain(readFileSync("test/bounces/vendors/postfix-trial-refused.eml", "utf8"));
  expect(refused.sentence).toContain("mail for bob@example.com would not arrive now. No message was sent.");
});

test.each([
  ["Il messaggio è in quarantena:\nMittente: alice@sender.example\nDestinatario: bob@example.com\nMotivo: Spam\n"],
  ["Your message to bob@example.com was not delivered, it has been placed in quarantine.\nReason: Spam\n"],
  ["Ihre Nachricht an bob@example.com befindet sich in Quarantäne. Grund: Spam"],
])("what is held in quarantine was not refused, whatever the reason is: %j", async (text) => {
  expect(await told(text)).toEqual(["auto-reply", "bob@example.com local.quarantined"]);
});
test("a server's refusal is one, also where it speaks of quarantine", async () => {
  const text = "550 5.7.1 <bob@example.com>: message is in quarantine because of a virus";
  expect((await told(text))[0]).toBe("reply");
});

test.each([
  [
    "Your message to talk@lists.example.com was automatically rejected:\n    You are not allowed to post to this mailing list, and your message has been automatically rejected.\n",
  ],
  [
    "Non-members are not allowed to post messages to this list. Your message was automatically rejected.\nIf you think that your messages are being rejected in error, contact the mailing list owner at talk-owner@lists.example.com.\n",
  ],
])("that a list takes messages of its members alone is its own rule, and nobody's filter: %j", async (text) => {
  expect(await told(text)).toEqual(["auto-reply", "talk@lists.example.com rcpt.restricted"]);
});
