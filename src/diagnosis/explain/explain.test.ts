import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";
import type { ExplainedRecipient } from "./explanation.ts";

const sample = (name: string) => readFileSync(`src/mail/samples/${name}.eml`, "utf8");

/** The only recipient that is explained. */
async function only(text: string): Promise<ExplainedRecipient> {
  const { recipients } = await explain(text);
  const [first] = recipients;
  if (!first || recipients.length > 1) throw new Error(`explained ${recipients.length} recipients`);
  return first;
}

describe("a bounce", () => {
  test("of a real Postfix has cause, party, remedy and the message that it is about", async () => {
    expect(await explain(sample("bounce-postfix"))).toMatchObject({
      kind: "bounce",
      reportingHost: "mx.example.test",
      originalMessageId: "<swaks.dave-refuses-test@client.example>",
    });
    const told = await only(sample("bounce-postfix"));
    expect(told).toMatchObject({ address: "dave@refuses.test", cause: "rcpt.user-unknown", party: "sender" });
    expect(told.sentence).toBe(
      "The message for dave@refuses.test was refused for good by 127.0.0.2: Mailbox does not exist.",
    );
    expect(told.confidence).toBeGreaterThanOrEqual(0.6);
    expect(told.remedy.length).toBeGreaterThan(0);
  });
  test("that came after days of trying is no delay, though its status begins with 4 (made by hand)", async () => {
    const told = await only(
      "Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 4.4.1\n" +
        "Diagnostic-Code: X-Postfix; connect to mx.example.com[192.0.2.9]:25: Connection timed out\n",
    );
    expect(told.cause).toBe("connect.timeout");
    expect(told.sentence).toMatch(/^The message for bob@example\.com could not be delivered: /);
  });
  test("without any reply is explained by its status, less surely (made by hand)", async () => {
    const fields = "Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 4.4.1\n";
    const told = await only(fields);
    expect(told).toMatchObject({ cause: "connect.timeout", reply: null, status: "4.4.1" });
    const worded = await only(`${fields}Diagnostic-Code: X-Postfix; connect to mx.example.com: Connection timed out\n`);
    expect(told.confidence).toBeLessThan(worded.confidence);
  });
  test("without status and reply names no cause (made by hand)", async () => {
    const told = await only("Final-Recipient: rfc822; bob@example.com\nAction: failed\n");
    expect(told).toMatchObject({ cause: null, party: null, confidence: 0, status: null, remedy: [], steps: [] });
  });
  test("names the address that the sender wrote, and those only that have a problem (made by hand)", async () => {
    const told = await only(
      "Original-Recipient: rfc822; sales@example.com\nFinal-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1\n" +
        "\nFinal-Recipient: rfc822; carol@example.com\nAction: relayed\nStatus: 2.0.0\n",
    );
    expect(told.address).toBe("sales@example.com");
  });
});

test("a delay notice of a real Postfix: the reason is the program's text, and the message is tried again", async () => {
  expect((await explain(sample("delay-notice-postfix"))).kind).toBe("delay-notice");
  const told = await only(sample("delay-notice-postfix"));
  expect(told).toMatchObject({ address: "erin@dead.test", cause: "connect.refused", status: "4.4.1" });
  expect(told.sentence).toMatch(/is delayed and is tried again: Connection refused/);
});

describe("a reply", () => {
  test("alone is explained, with the address that it names", async () => {
    expect((await explain("550 5.1.1 <bob@example.com>: User unknown")).kind).toBe("reply");
    expect(await only("550 5.1.1 <bob@example.com>: User unknown")).toMatchObject({
      address: "bob@example.com",
      cause: "rcpt.user-unknown",
    });
  });
  test("of 4xx means that the message is tried again", async () => {
    const told = await only("450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted");
    expect(told.cause).toBe("rcpt.greylist");
    expect(told.sentence).toMatch(/is delayed and is tried again/);
  });
  test("of several lines is one reply", async () => {
    expect((await only("552-5.2.2 The mailbox is over quota\n552 5.2.2 See the manual")).reply).toEqual({
      code: 552,
      enhanced: "5.2.2",
      text: "The mailbox is over quota\nSee the manual",
    });
  });
  test("of 2xx is no problem, and nothing is blamed", async () => {
    expect(await only("250 2.0.0 Ok: queued as R3M0TE")).toMatchObject({ cause: null, party: null });
    expect((await only("250 2.0.0 Ok: queued as R3M0TE")).sentence).toMatch(/was taken: .*[^.]\.$/);
  });
  test("is found in a log line of another server, and in ours", async () => {
    const postfix =
      "Nov 24 10:00:00 mx postfix/smtp[12]: 4ABC: to=<bob@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, " +
      "dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 <bob@example.com>: User unknown (in reply to RCPT TO command))";
    const exim =
      "2026-11-24 10:00:00 1abc ** bob@example.com R=dnslookup T=remote_smtp: SMTP error from remote mail server " +
      "after RCPT TO:<bob@example.com>: 550 User unknown";
    const ours = "192.0.2.4        [00A1B2C3D4E5F601] 04:02:33.120 >>> 550 5.1.1 <bob@example.com>: no such user";
    for (const line of [postfix, exim, ours]) expect((await only(line)).cause, line).toBe("rcpt.user-unknown");
  });
});

describe("a reply as mail programs show it", () => {
  test.each([
    [
      `smtplib.SMTPRecipientsRefused: {'bob@example.com': (550, b'5.1.1 <bob@example.com>: User unknown')}`,
      "550 5.1.1",
    ],
    ["smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed: VXNlcm5hbWU6')", "535 5.7.8"],
    ['message sending failed: 4.7.1 Ratelimit "user" exceeded (451)', "451 4.7.1"],
    ['SMTP Error (554): Failed to add recipient "x" (5.7.1 <x@other.example>: Relay access denied).', "554 5.7.1"],
    ["SMTP error: [550] 5.7.1 Relaying denied", "550 5.7.1"],
    ["Mailbox unavailable. The server response was: 5.7.1 Unable to relay", "0 5.7.1"],
    ["The mail server responded:  5.7.1 <a@example.com>: Sender address rejected: not logged in.", "0 5.7.1"],
    [
      "<bob@b.example>: host mx.b.example[192.0.2.1] said: 550\n    5.1.1 No such user (in reply to RCPT TO command)",
      "550 5.1.1",
    ],
    ["The mail server responded:\n5.7.0 Must issue a STARTTLS command first.", "0 5.7.0"],
    ["The server response was: 5.5.1 Authentication Required", "0 5.5.1"],
    // Real ones of PHPMailer 6.6.3 and curl 7.88.
    [
      "Mailer Error: SMTP Error: data not accepted.SMTP server error: DATA END command failed Detail: Rejected by the DMARC policy of example.test\r\n SMTP code: 550 Additional SMTP info: 5.7.1",
      "550 5.7.1",
    ],
    ["curl: (55) RCPT failed: 552", "552 undefined"],
    ["relay: TempFail for c5: session=a6, to=<bob@b.example>, stat=451 Temporary failure", "451 undefined"],
  ])("%s", async (text, codes) => {
    const { reply, cause } = await only(text);
    expect(`${reply?.code} ${reply?.enhanced}`).toBe(codes);
    expect(cause).not.toBeNull();
  });
  test("with line ends that were doubled on the way (DragonFly's agent) is one still", async () => {
    const text =
      "mx.example.com [192.0.2.7] did not like our RCPT TO:\n552-5.0.0 The message cannot be taken\n\n552 5.0.0 as the mailbox is full\n\nSubject: no\n";
    expect(await only(text)).toMatchObject({ cause: "rcpt.quota", reply: { code: 552, enhanced: "5.0.0" } });
  });
  test("a single sentence that names somebody is what a program says of him; more of it is a letter", async () => {
    expect((await only("User mailbox exceeds allowed size: bob@example.com")).cause).toBe("rcpt.quota");
    const letter = `Bob wrote from bob@example.com that his mailbox is full. ${"And more. ".repeat(40)}`;
    expect((await explain(letter)).kind).toBe("unknown");
  });
});

test("a quote ends a reply within a sentence, and a port is no code", async () => {
  const asked = `He gets "The server says: '552 5.2.2 Over quota'" when he writes to Mario, what now?`;
  expect((await only(asked)).reply?.text).toBe("Over quota");
  expect((await only(`He got "550 5.1.1 the user's box is gone", says Bob.`)).reply?.text).toBe(
    "the user's box is gone",
  );
  expect((await only("could not connect to SMTP host mx.example.com:587 - getaddrinfo ENOTFOUND")).reply).toBeNull();
});
test("what a program asked for auth-required, though its code speaks of commands", async () => {
  const text = "The client was not authenticated. The server response was: 5.5.1 Authentication Required";
  expect((await only(text)).cause).toBe("submission.auth-required");
});
test("a command in brackets is what was answered, no subject of the reply", async () => {
  expect((await only("421 4.7.0 Try again later, closing connection. (EHLO)")).cause).not.toBe("greeting.helo");
});

describe("what a program says where it got no reply", () => {
  test.each([
    [
      "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nI'm not going to try again; this message has been in the queue too long.",
      "connect.timeout",
      "could not be delivered",
    ],
    // swaks 20201014.0: what was answered well before says nothing of the end.
    [
      "<-  250 2.1.5 Ok\n -> DATA\n<-  354 Go on\n -> .\n*** Remote host closed connection unexpectedly.",
      "data.mid-transfer-drop",
      "is delayed",
    ],
    ["connect to mx.example.com[192.0.2.1]:25: Connection timed out", "connect.timeout", "is delayed"],
    [
      "<bob@nomail.example>: Domain nomail.example does not accept mail (nullMX)",
      "dns.null-mx",
      "could not be delivered",
    ],
    [
      "TLS is required, but was not offered by host mx.example.com[192.0.2.1]",
      "tls.required-missing",
      "could not be delivered",
    ],
  ])("%s: %s", async (line, cause, fate) => {
    expect(await only(line)).toMatchObject({ cause, sentence: expect.stringContaining(fate) });
  });
});

describe("each refusal of our own server, without the stage at which it came, means", async () => {
  test.each([
    ["535 5.7.8 Name or password is wrong; the name is the whole address", "submission.auth-failed"],
    ["421 4.7.0 Too many failed logins in this session, the connection is closed", "submission.auth-failed"],
    ["535 5.7.8 This account may not log in, ask its administrator", "submission.account-blocked"],
    ["454 4.7.0 Too many log in at this moment, try again soon", "submission.auth-backend"],
    ["538 5.7.11 Log in after STARTTLS only", "submission.mechanism"],
    ["504 5.5.4 This way to log in is not offered", "submission.mechanism"],
    ["530 5.7.0 Log in first, by AUTH", "submission.auth-required"],
    ["502 5.5.1 Nobody logs in here; use the submission port", "submission.unreachable"],
    ["550 5.7.1 carol@example.test may not send as <boss@example.test>", "submission.sender-not-owned"],
    ["550 5.1.1 <nobody@example.test> has no mailbox here, check the spelling of the address", "rcpt.user-unknown"],
    ["550 5.2.1 <off@example.test> takes no mail, it is switched off", "rcpt.disabled"],
    ["450 4.2.1 <dora@away.example> takes no mail for the time being, try again later", "rcpt.disabled"],
    ["452 4.2.2 The mailbox of <full@example.test> is full, try again later", "rcpt.quota"],
    ["552 5.2.2 The mailbox of <full@example.test> is full", "rcpt.quota"],
    [
      "550 5.1.1 <old@example.test> leads to a mailbox that does not exist, tell the postmaster here",
      "local.alias-wrong",
    ],
    ["550 5.4.6 <round@example.test> leads in a circle and reaches nobody", "queue.loop"],
    ["451 4.3.2 <ann@elsewhere.example> is elsewhere, and sending is not set up here", "queue.stopped"],
    ["550 5.7.1 <x@elsewhere.example> is not in a domain of this server, and it does not relay", "rcpt.relay-denied"],
    ["451 4.3.0 <bob@example.test> cannot be looked up now, try again later", "rcpt.directory-down"],
    ["452 4.5.3 No more than 1000 recipients in one transaction, send the rest in another", "rcpt.too-many"],
    ["552 5.3.4 A message of 99999999 bytes is too large, the limit is 2000000 bytes", "mail.size-declared"],
    ["552 5.3.4 The message is larger than 2000000 bytes", "data.size-exceeded"],
    ["553 5.6.7 An address beyond ASCII needs SMTPUTF8 in MAIL", "mail.eai"],
    ["554 5.4.6 The message was delivered to <bob@example.test> before, it is in a loop", "queue.loop"],
    ["554 5.4.6 The message has come through 51 servers, it is in a loop", "queue.loop"],
    ["554 5.6.0 A line of the message is longer than 1000000 bytes", "data.line-format"],
    ["554 5.6.0 The header is larger than 1048576 bytes", "eod.malformed"],
    ["500 5.5.2 A command is no longer than 2000 bytes", "session.protocol-error"],
    ["421 4.7.0 Only a proxy may connect here, with its header", "session.protocol-error"],
    ["554 5.7.1 A mail server waits for the greeting before it talks", "greeting.early-talker"],
    ["421 4.7.0 Your network has its share of connections already", "connect.too-many"],
    ["421 4.3.2 No connection is free now, try again later", "connect.too-many"],
    ["421 4.4.2 Nothing came for 300 s, the connection is closed", "session.timeout"],
    ["421 4.4.2 The message took too long", "session.timeout"],
    ["421 4.4.2 The message came too slowly", "session.timeout"],
    ["421 4.3.2 The server stops, try again soon", "greeting.busy"],
    ["451 4.3.0 An error on our side, try again later", "eod.tempfail"],
  ])("%s: %s", async (line, cause) => expect((await only(line)).cause).toBe(cause));
});

test("a dialogue in which all was well until its program gave up (curl 7.88)", async () => {
  const heard = "< 220 mx1.example.net ESMTP\n> EHLO pc.example\n< 250-mx1.example.net\n< 250 ENHANCEDSTATUSCODES\n";
  const end = "* STARTTLS not supported.\n* Closing connection 0\ncurl: (64) STARTTLS not supported.\n";
  expect((await only(`* Connected to 192.0.2.28 port 25 (#0)\n${heard}${end}`)).cause).toBe("tls.required-missing");
  expect((await only(`${heard}* Connection #0 left intact\n`)).cause).toBeNull();
});

test("prose with numbers, and a line without any reply, are not explained", async () => {
  for (const text of [
    ...["hello there", "at 10:00 we sent 500 messages", "I got 250 euros", "5.7.1 denied", ""],
    ...["Error 404: page not found", "Error 503: Service Unavailable"],
  ])
    expect(await explain(text), text).toMatchObject({ kind: "unknown", recipients: [], originalMessageId: null });
});

describe("what stands in a bounce beside the report", () => {
  test("tells which command drew the reply, though it is folded", async () => {
    const text = readFileSync("test/bounces/postfix-spf.eml", "utf8");
    expect(text).toMatch(/said: 550/);
    expect(text).not.toContain("(in reply to RCPT TO command)");
    expect((await only(text)).command).toBe("RCPT TO");
  });
  test("is enough where only the middle of a bounce was pasted", async () => {
    const text = readFileSync("test/bounces/exim-quota.eml", "utf8");
    const middle = text.slice(
      text.indexOf("A message that you sent"),
      text.indexOf("--", text.indexOf("user is over quota")),
    );
    expect(await explain(middle)).toMatchObject({
      kind: "bounce",
      recipients: [{ address: "bob@quota.test", cause: "rcpt.quota" }],
    });
  });
  test("and parts without the header of the message are parts", async () => {
    const text = readFileSync("test/bounces/sendmail-spam.eml", "utf8");
    const body = text.slice(text.indexOf("\n\n") + 2);
    expect(await explain(body)).toMatchObject({ kind: "bounce", originalMessageId: "<spam@home.test>" });
  });
});

describe("several recipients (made by hand)", () => {
  const text = `From: MAILER-DAEMON@mx.example.com
Subject: Undelivered Mail
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x

<bob@example.com>: host mx[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)

<carol@example.com>: host mx[192.0.2.1] said: 552 5.2.2 Mailbox full (in reply to RCPT TO command)

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; bob@example.com
Action: failed
Status: 5.1.1

Final-Recipient: rfc822; carol@example.com
Action: failed
Status: 5.2.2

Final-Recipient: rfc822; dave@example.com
Action: relayed
Status: 2.0.0

--x--
`;
  test("each has its own reply and cause; who got it is not among them", async () => {
    const { recipients } = await explain(text);
    expect(recipients.map(({ address, cause, reply }) => `${address} ${cause} ${reply?.code}`)).toEqual([
      "bob@example.com rcpt.user-unknown 550",
      "carol@example.com rcpt.quota 552",
    ]);
  });
});

describe("who made a bounce", () => {
  const told = async (name: string, ours: readonly string[] = []) =>
    explain(readFileSync(`test/bounces/${name}.eml`), { ours });
  test("the sender's server passes on what a remote one said", async () => {
    expect((await told("postfix-unknown")).madeBy).toMatchObject({
      host: "mx.example.test",
      whose: "sender",
      opinion: "remote",
    });
  });
  test("the recipient's server says it of itself", async () => {
    expect((await told("vendors/qmail-local")).madeBy).toMatchObject({ whose: "recipient", opinion: "itself" });
  });
  test("an address that the sender never used points at the forward", async () => {
    const { recipients } = await told("vendors/postfix-forward");
    expect(recipients[0]).toMatchObject({ address: "sales@example.com", finalAddress: "bob@elsewhere.example" });
    expect(recipients[0]?.sentence).toContain("it was passed on to bob@elsewhere.example");
  });
  test("ours it is by its sender, or not", async () => {
    expect((await told("postfix-unknown", ["home.test"])).about?.ours).toBe(false);
    expect((await told("vendors/postfix-forward", ["sender.example"])).about).toMatchObject({ ours: true });
    expect((await told("vendors/office365", ["sender.example"])).about?.ours).toBe(true);
    expect((await told("vendors/office365", ["else.example"])).about?.sentence).toMatch(
      /^The message was not sent by us/,
    );
    expect((await told("vendors/office365")).about?.ours).toBeNull();
  });
  test("with our address, but through none of our servers, is backscatter", async () => {
    const text = readFileSync("test/bounces/vendors/exim-generated.eml", "utf8");
    const ours = ["sender.example"];
    expect((await explain(text, { ours })).about).toMatchObject({ ours: true });
    const { about } = await explain(text.replace("from mail.sender.example", "from dialup.elsewhere.example"), {
      ours,
    });
    expect(about).toMatchObject({ ours: false, sentence: expect.stringMatching(/backscatter/) });
  });
});

describe("what is no failure", () => {
  test.each([
    [
      "a vacation notice in Italian",
      "From: bob@example.it\nSubject: Risposta automatica: Ordine\nAuto-Submitted: auto-replied\n\nSono in ferie.\n",
    ],
    [
      "one that only its words give away",
      "From: bob@example.fr\nSubject: Re: Bonjour\n\nJe suis absent du bureau jusqu'au 3.\n",
    ],
  ])("%s is an automatic reply", async (_, text) => {
    expect(await explain(text)).toMatchObject({ kind: "auto-reply", recipients: [] });
  });
  test.each([
    "From: bob@example.com\nSubject: Please confirm your message\nAuto-Submitted: auto-replied\n\nClick the link below to confirm that you sent it.\n",
    "From: bob@example.com\nSubject: RE: Photos\n\nThis mailbox lets in whom its owner knows. Please follow this\nlink to have your address added to the recipient's allowed list.\n",
  ])("a challenge is an automatic reply, and says where the message waits: %s", async (text) => {
    const held = { address: "bob@example.com", cause: "local.quarantined", party: "sender" };
    expect(await explain(text)).toMatchObject({ kind: "auto-reply", recipients: [held] });
  });
  test("a letter that advertises protection by a link is none", async () => {
    const text =
      "From: shop@example.com\nSubject: Your account\n\nYour account is protected by two factors. Click the link to sign in.\n";
    expect((await explain(text)).kind).toBe("headers");
  });
  test.each([
    "Subject: Delivered: Offer\n\nYour message has been delivered to the following recipients:\n\nbob@example.com\n",
    "Subject: Weitergeleitet: Angebot\n\nDie Zustellung an diese Empfänger oder Gruppen wurde abgeschlossen, vom Zielserver wurde aber keine Zustellungsbenachrichtigung gesendet:\n\nbob@example.com\n",
  ])("a report of success in words alone: %s", async (text) => {
    const notice = await explain(`From: postmaster@example.com\nTo: alice@sender.example\n${text}`);
    expect(notice).toMatchObject({ kind: "auto-reply", recipients: [] });
  });
  test("a report of success", async () => {
    const text =
      "Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; bob@example.com\nAction: delivered\nStatus: 2.0.0\n";
    expect(await explain(text)).toMatchObject({ kind: "auto-reply", recipients: [] });
  });
  test("what a machine wrote of its own accord (auto-generated, RFC 3834) answers nothing", async () => {
    const text =
      "From: shop@example.com\nSubject: In the absence of an order\nAuto-Submitted: auto-generated\n\nBuy.\n";
    expect((await explain(text)).kind).toBe("headers");
  });
  test("a letter of a person is a letter, of which the header is told", async () => {
    const text =
      "From: bob@example.com\nTo: alice@example.org\nSubject: Your mail\n\nMy mail to you was returned with error 550, why?\n";
    expect((await explain(text)).kind).toBe("headers");
  });
});
