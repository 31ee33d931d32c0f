import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";
import { saidIn } from "./said.ts";

describe("a reply is found whole", () => {
  test("in the lines of a log that writes each of its lines as one (Courier)", () => {
    const before = "courieresmtpd: error,relay=192.0.2.9,from=<alice@sender.example>: ";
    const text = [
      `Mar  6 12:22:13 mx ${before}550-mx.example.com:`,
      `Mar  6 12:22:14 mx ${before}550-Your message looks like spam.`,
      `Mar  6 12:22:14 mx ${before}550 Call us.`,
    ].join("\n");
    expect(saidIn(text).reply).toEqual({ code: 550, text: "mx.example.com:\nYour message looks like spam.\nCall us." });
  });
  test("and another session's is another", () => {
    const text = [
      "Mar  6 12:22:13 mx courieresmtpd: error,relay=192.0.2.9: 550-One refuses that",
      "Mar  6 12:22:13 mx courieresmtpd: error,relay=192.0.2.7: 550-Another refuses this",
    ].join("\n");
    expect(saidIn(text).reply?.text).toBe("One refuses that");
  });
  test.each([
    [
      "5.1.0 - Unknown address error 550-'5.1.1 <bob@example.com>: no such user'",
      "550 5.1.1 <bob@example.com>: no such user",
    ],
    [
      "5.1.0 - Unknown address error ('550', ['5.1.1 <bob@example.com>: no such user'])",
      "550 5.1.1 <bob@example.com>: no such user",
    ],
  ])("in the quotes of IronPort: %s", (text, expected) => {
    const { reply } = saidIn(text);
    expect(`${reply?.code} ${reply?.enhanced} ${reply?.text}`).toBe(expected);
  });
  test("folded before the address that it begins with (reconstructed of a public text)", () => {
    const said = "<bob@example.com>: host mx.example.com[192.0.2.51] said: 451 4.3.0\n    <bob@example.com>: Temporary";
    expect(saidIn(`${said} lookup failure (in reply to RCPT TO\n    command)`).reply).toEqual({
      code: 451,
      enhanced: "4.3.0",
      text: "<bob@example.com>: Temporary lookup failure",
    });
    expect(saidIn("<a@example.com>:\n550 No such user\n<b@example.com>: 552 full").reply?.text).not.toContain(
      "b@example.com",
    );
  });
  test("between the marks of a page's own code", () => {
    expect(saidIn("I got `550 5.4.1 Recipient address rejected: Access denied. AS(201806281)`").reply?.text).toBe(
      "Recipient address rejected: Access denied. AS(201806281)",
    );
  });
  test("whose words begin with brackets behind the sign that more follows (AOL)", () => {
    expect(saidIn("554- (RTR:DU)  http://postmaster.example.com/554rtrdu.html").reply).toEqual({
      code: 554,
      text: " (RTR:DU)  http://postmaster.example.com/554rtrdu.html",
    });
  });
  test("a row of number signs is no end of it", () => {
    expect(saidIn("550-5.7.1 ######\n550 5.7.1 no spam here").reply?.text).toBe("######\nno spam here");
    expect(saidIn("#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##").reply?.text).toBe(
      "RESOLVER.ADR.RecipNotFound; not found",
    );
  });
});

describe("a reply that is the name of its host alone", () => {
  test("was said in the greeting", () => {
    expect(saidIn("#< #5.5.0 SMTP; 554-mx.filter.example> #SMTP#").stage).toBe("connect");
  });
  test("where it says more, it may have been said anywhere", () => {
    expect(saidIn("554 mx.filter.example refuses that").stage).toBeUndefined();
  });
});

describe("what Exim writes behind a reason", () => {
  const bounce = (reason: string) =>
    `A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n\n  bob@example.com\n    ${reason}\n`;
  test.each([
    ["mailbox is full: retry timeout exceeded", "rcpt.quota"],
    ["host lookup did not complete: retry timeout exceeded", "dns.servfail"],
    ["retry timeout exceeded", "queue.expired"],
    ["something odd: retry timeout exceeded", "queue.expired"],
  ])("%s: %s", async (reason, cause) => {
    expect((await explain(bounce(reason))).recipients[0]?.cause).toBe(cause);
  });
});

describe("the log of qmail-send, without blanks", () => {
  const line = (kind: string, said: string) => `@400000004f8e delivery 42: ${kind}: ${said}/`;
  test.each([
    [
      line(
        "failure",
        "192.0.2.9_does_not_like_recipient./Remote_host_said:_550_5.1.1_<bob@example.com>:_User_unknown/Giving_up_on_192.0.2.9.",
      ),
      "bob@example.com rcpt.user-unknown",
    ],
    [
      line(
        "deferral",
        "192.0.2.9_does_not_like_recipient./Remote_host_said:_450_4.2.0_<bob@example.com>:_Greylisted/Giving_up_on_192.0.2.9.",
      ),
      "bob@example.com rcpt.greylist",
    ],
    [line("failure", "Sorry,_I_couldn't_find_any_host_named_gone.example._(#5.1.2)"), "null dns.nxdomain"],
  ])("%s: %s", async (text, expected) => {
    const [one] = (await explain(text)).recipients;
    expect(`${one?.address} ${one?.cause}`).toBe(expected);
  });
});

describe("a bounce within a letter", () => {
  const bounce = `This is the mail system at host mail.sender.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<bob@example.com>: host mx.example.com[192.0.2.9] said: 552 5.2.2 Mailbox full
    (in reply to RCPT TO command)
`;
  const head = "From: alice@sender.example\nTo: help@sender.example\nSubject: Fwd: Undelivered\n\nWhat is this?\n\n";
  const daemon = "From: MAILER-DAEMON@mail.sender.example\nTo: alice@sender.example\nSubject: Undelivered Mail";
  test.each([
    ["quoted", `${head}${bounce.replace(/^/gm, "> ")}`],
    ["below a mark", `${head}---------- Forwarded message ---------\n${daemon}\n\n${bounce}`],
    ["as its source, behind words", `What is this?\n\n${daemon}\nDate: Tue, 24 Nov 2026 10:00:00 +0000\n\n${bounce}`],
    ["as a page", `<div>What is this?<br>\n${bounce.replace(/</g, "&lt;").replace(/\n/g, "<br>\n")}</div>`],
  ])("%s", async (_, text) => {
    expect(await explain(text)).toMatchObject({
      kind: "bounce",
      recipients: [{ address: "bob@example.com", cause: "rcpt.quota" }],
    });
  });
  test.each([
    "> Hello,\n> my mail to bob@example.com did not come.\n> Regards\n",
    "> Hello,\n> I could not deliver the slides yet,\n> the mailbox was full of other things.\n> bob@example.com\n",
    "---------- Forwarded message ---------\nFrom: Shop <shop@example.com>\nSubject: Your order 550 was shipped\n\nYour order 550-Lamp could not be delivered earlier. Write to help@example.com\n",
  ])("is none where a person is quoted: %s", async (text) => {
    expect((await explain(`${head.replace("Undelivered", "Slides")}${text}`)).kind).toBe("headers");
  });
});

describe("a bounce that somebody sends on", () => {
  test("as an attachment", async () => {
    const bounce = readFileSync("test/bounces/postfix-quota.eml", "utf8");
    const mail = `From: alice@home.test\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=fw\n\n--fw\n\nWhat is this?\n--fw\nContent-Type: message/rfc822\n\n${bounce}\n--fw--\n`;
    expect(await explain(mail)).toMatchObject({
      kind: "bounce",
      recipients: [{ address: "bob@quota.test", cause: "rcpt.quota" }],
    });
  });
  test("in the text of a mail (made by hand)", async () => {
    const text = `What is this?

-------- Forwarded Message --------
From: Mail Delivery System <MAILER-DAEMON@mail.sender.example>

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<bob@example.com>: host mx.example.com[192.0.2.9] said: 552 5.2.2 Mailbox full
(in reply to RCPT TO command)
`;
    expect(await explain(text)).toMatchObject({
      kind: "bounce",
      recipients: [{ address: "bob@example.com", cause: "rcpt.quota" }],
    });
  });
});

test("a bounce that is sent on with marks of quotation, its header without", async () => {
  const text = `---------- Forwarded message ---------
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
Date: Tue, 24 Nov 2026 at 10:12
Subject: Delivery Status Notification (Failure)
To: <alice@example.org>

> Message blocked
>
> Your message to bob@example.com has been blocked. The response was:
>
> 550 5.7.1 The IP you're using to send mail is not authorized to
> send email directly to our servers.
`;
  const [bob] = (await explain(text)).recipients;
  expect(bob).toMatchObject({ address: "bob@example.com", cause: "greeting.reputation" });
  expect(bob?.reply?.text).not.toContain(">");
});

test("a reply that is quoted line by line is one (Sendmail)", async () => {
  const text =
    "   ----- Transcript of session follows -----\n... while talking to mx.example.com.:\n>>> DATA\n" +
    "<<< 550-5.7.1 Our system has detected that this message is\n<<< 550 5.7.1 not RFC 5322 compliant\n554 5.0.0 Service unavailable\n";
  expect(saidIn(text).reply?.text).toBe("Our system has detected that this message is\nnot RFC 5322 compliant");
});

describe("what pages make of a text (reconstructed of public texts)", () => {
  test("an address that became a link is the address", async () => {
    const text =
      "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  [bob@example.com](mailto:bob@example.com)\n    host mx.example.com [192.0.2.26]\n    SMTP error from remote mail server after RCPT TO:<bob@example.com>:\n    550 5.1.1 no such user\n";
    expect(await explain(text)).toMatchObject({ kind: "bounce", recipients: [{ address: "bob@example.com" }] });
  });
  test("a source between fences is that source", async () => {
    const source =
      "Return-Path: <>\nFrom: MAILER-DAEMON@sender.example\nTo: alice@sender.example\nSubject: Undelivered Mail Returned to Sender\n\n<bob@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1 no such user\n";
    expect(await explain(`\`\`\`text\n${source}\`\`\`\n`)).toMatchObject({
      kind: "bounce",
      recipients: [{ address: "bob@example.com", cause: "rcpt.user-unknown" }],
    });
  });
});

describe("whom a notice names (reconstructed of public texts)", () => {
  test.each([
    [
      "an office of a domain, where it is listed (Google)",
      "Delivery to the following recipient failed permanently:\n\n     abuse@example.com\n\nTechnical details of permanent failure:\nThe error that the other server returned was:\n550 5.1.1 no such user",
      "abuse@example.com",
    ],
    [
      "an address of X.400 (Exchange 5.5)",
      "Your message\n\n  To:      list@lists.example\n\ndid not reach the following recipient(s):\n\nc=US;a= ;p=EXAMPLE;o=One;dda:SMTP=bob@example.com; on Fri, 4 Oct 2002 16:27:22 -0400\n    The recipient name is not recognized\n    MSEXCH:IMS:EXAMPLE:One:IMS-01 0 (000C05A6) Unknown Recipient",
      "bob@example.com",
    ],
  ])("%s", async (_, text, address) => {
    expect((await explain(text)).recipients).toMatchObject([{ address, cause: "rcpt.user-unknown" }]);
  });
  test("a page whose tags are capitals is read behind its head", async () => {
    const page = [
      "From: System Administrator <postmaster@example.com>",
      "To: alice@sender.example",
      "Subject: Undeliverable: Hello",
      "MIME-Version: 1.0",
      'Content-Type: text/html; charset="iso-8859-1"',
      "",
      '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">',
      "<HTML><HEAD><TITLE>Undeliverable: Hello</TITLE></HEAD><BODY>",
      "<P>Your message<BR>did not reach the following recipient(s):<BR><BR>",
      "bob@example.com on Thu, 11 Jul 2002 16:54:54 -0300<BR>",
      "The recipient name is not recognized<BR></BODY></HTML>",
    ].join("\n");
    expect(await explain(page)).toMatchObject({
      kind: "bounce",
      recipients: [{ address: "bob@example.com", cause: "rcpt.user-unknown" }],
    });
  });
  test("below a heading of its own, with the returned message behind a mark", async () => {
    const text = [
      "From: E500_SMTP_Mail_Service@example.org",
      "To: alice@sender.example",
      "Subject: Returned Mail - Error During Delivery",
      "",
      "------ Failed Recipients ------",
      "",
      "<bob@example.com>: Requested action not taken: mailbox unavailable. [SMTP Error Code 550]",
      "-------- Returned Mail --------",
      "",
      "X-Virus-Scanned: by a scanner",
      "From: alice@sender.example",
    ].join("\n");
    expect(await explain(text)).toMatchObject({
      kind: "bounce",
      recipients: [{ address: "bob@example.com", cause: "rcpt.user-unknown" }],
    });
  });
  test("in a notice of Odoo, that an address takes no such mail", async () => {
    const text =
      "Hello ,\n\nThe email sent to bob@example.com cannot be processed. This address is used to collect replies and should not be used to directly contact Example.\n";
    expect(await explain(text)).toMatchObject({
      kind: "bounce",
      recipients: [{ address: "bob@example.com", cause: "rcpt.restricted" }],
    });
  });
});

describe("whose fault a notice tells (reconstructed of public texts)", () => {
  test("a name that is missing is missing at the sender's server, whose address it is", async () => {
    const text =
      "host mx00.emig.gmx.net[192.0.2.9] refused to talk to me: 554-gmx.net (mxgmx017) Nemesis ESMTP Service not available 554-No SMTP service 554-Bad DNS PTR resource record.";
    expect((await explain(text)).recipients).toMatchObject([{ cause: "greeting.no-ptr", party: "sender-server" }]);
  });
  test("a program that gives up says so in each of its notices: it has not waited", async () => {
    const text =
      "Hi. This is the Haraka Mailer program at mx.sender.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\nIntended Recipients: <bob@example.com>\nFailure Reason: Error: Some recipients failed: <bob@example.com>\n";
    expect((await explain(text)).recipients).toMatchObject([{ address: "bob@example.com", cause: null }]);
  });
  test("the words of a gateway around the report of another are not asked", async () => {
    const report = [
      "From: postmaster@example.com",
      "To: alice@sender.example",
      "Subject: Delivery Status Notification (Failure)",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="in"',
      "",
      "--in",
      "Content-Type: text/plain",
      "",
      "Delivery to the following recipients failed.",
      "",
      "       bob@example.com",
      "",
      "--in",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns;mx.example.com",
      "",
      "Final-Recipient: rfc822;bob@example.com",
      "Action: failed",
      "Status: 5.1.1",
      "",
      "--in--",
    ];
    const wrapped = [
      "From: postmaster@example.com",
      "To: alice@sender.example",
      "Subject: Delivery Status Notification (Failure)",
      "MIME-Version: 1.0",
      'Content-Type: multipart/mixed; boundary="out"',
      "",
      "--out",
      "Content-Type: message/rfc822",
      "",
      ...report,
      "--out",
      "Content-Type: text/plain",
      "",
      "This e-mail is confidential. If you have received this message in error please",
      "delete it, together with any attachments, from your system.",
      "--out--",
    ].join("\n");
    expect(await explain(wrapped)).toMatchObject({
      kind: "bounce",
      recipients: [{ address: "bob@example.com", cause: "rcpt.user-unknown" }],
    });
  });
});

describe("what other programs write around a reply (reconstructed of public texts)", () => {
  test.each([
    ["freenet.de 550 inconsistent or no DNS PTR record for 192.0.2.3", "greeting.no-ptr"],
    [
      "Le serveur a répondu : 5.2.0 Taille limite du message atteinte. Maximum size of the message reached. OFR_514 [514]. Veuillez vérifier le message.",
      "mail.size-declared",
    ],
    [
      "haraka[48106]: [NOTICE] [outbound] recipient <bob@example.com> rejected: 550 5.7.1 Service unavailable; Client host [192.0.2.128] blocked using FBLW15; forward this message to delist@filter.example",
      "greeting.dnsbl",
    ],
  ])("%s", async (text, cause) => expect((await explain(text)).recipients).toMatchObject([{ cause }]));
  test("and whom a program names is no address that the reply gives for help", async () => {
    const text =
      "[outbound] recipient <bob@example.com> rejected: 550 5.7.1 Client host [192.0.2.128] blocked; write to delist@filter.example";
    expect((await explain(text)).recipients).toMatchObject([{ address: "bob@example.com" }]);
  });
  test("an answer whose failure would be told to nobody was made by a machine", async () => {
    const text =
      "Return-Path: <>\nFrom: Bob <bob@example.com>\nTo: alice@sender.example\nSubject: Thank you for your e-mail\nPrecedence: bulk\n\nThank you. I will reply as soon as possible.\n";
    expect((await explain(text)).kind).toBe("auto-reply");
  });
});

describe("what is no delay, and who is no recipient (reconstructed of public texts)", () => {
  test("a warning that nobody has that name (MDaemon)", async () => {
    const text =
      "From: MDaemon@mail.example.com\nTo: alice@sender.example\nSubject: Warning: bob@example.com - User unknown!\n\nbob@example.com - no such user here.\n\nThere is no user by that name at this server.\n";
    expect(await explain(text)).toMatchObject({
      kind: "bounce",
      recipients: [{ address: "bob@example.com", cause: "rcpt.user-unknown" }],
    });
  });
  test("a message that a daemon returns, whatever it calls that", async () => {
    const text =
      "Return-Path: <alice@sender.example>\nFrom: MAILER-DAEMON@example.com\nTo: alice@sender.example\nSubject: Processing Error\n\nIntended recipient: bob@example.com\nThe following mail has been returned because it encountered an error\nwhile being processed.\n";
    expect(await explain(text)).toMatchObject({ kind: "bounce", recipients: [{ address: "bob@example.com" }] });
  });
  test("whose mail somebody does not take (AOL)", async () => {
    const text =
      "From: Mail Delivery Subsystem <MAILER-DAEMON@example.com>\nTo: alice@sender.example\nSubject: Mail Delivery Problem\n\nYour mail to the following recipients could not be delivered because they are not accepting mail from alice@lists.example:\n\n\tbob\n";
    expect((await explain(text)).recipients).toMatchObject([{ address: null, cause: "mail.user-blocked" }]);
  });
});
