import { expect, test } from "vitest";
import { explain } from "./explain.ts";

test("a report that keeps the first line of a reply alone has the rest of it in its transcript (Sendmail)", async () => {
  const first = "550-Requested action not taken: mailbox unavailable";
  const text = [
    "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.sender.example>",
    "Subject: Returned mail: see transcript for details",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "",
    "   ----- The following addresses had permanent fatal errors -----",
    "<bob@example.com>",
    `    (reason: ${first})`,
    "",
    "   ----- Transcript of session follows -----",
    "... while talking to mx.example.com.:",
    ">>> MAIL From:<alice@sender.example>",
    `<<< ${first}`,
    "<<< 550 Reject due to SPF policy.",
    "",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.sender.example",
    "",
    "Final-Recipient: rfc822; bob@example.com",
    "Action: failed",
    "Status: 5.1.1",
    "Remote-MTA: DNS; mx.example.com",
    `Diagnostic-Code: SMTP; ${first}`,
    "",
    "--b--",
  ].join("\r\n");
  expect((await explain(text)).recipients).toMatchObject([{ address: "bob@example.com", cause: "mail.spf" }]);
});
