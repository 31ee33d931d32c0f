import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";

const told = async (event: unknown) => {
  const text = typeof event === "string" ? event : JSON.stringify(event);
  const { kind, recipients } = await explain(text);
  return [kind, ...recipients.map(({ address, cause }) => `${address} ${cause}`)];
};
const bob = "bob@example.com";
const sendGrid = (more: object) => [{ email: bob, timestamp: 1, sg_event_id: "a", sg_message_id: "b", ...more }];
const mailgun = (more: object) => ({
  "event-data": { event: "failed", severity: "permanent", recipient: bob, ...more },
});

/** Forms as the services document them; see service-event.ts. */
describe("what a mail service reports", () => {
  test.each<readonly [string, unknown, readonly string[]]>([
    [
      "SES",
      {
        notificationType: "Bounce",
        bounce: {
          bounceType: "Permanent",
          bounceSubType: "General",
          bouncedRecipients: [
            { emailAddress: bob, action: "failed", status: "5.1.1", diagnosticCode: "smtp; 550 5.1.1 user unknown" },
          ],
        },
      },
      ["bounce", `${bob} rcpt.user-unknown`],
    ],
    [
      "SES, from its own list, through SNS",
      {
        Type: "Notification",
        Message: JSON.stringify({
          eventType: "Bounce",
          bounce: {
            bounceType: "Permanent",
            bounceSubType: "OnAccountSuppressionList",
            bouncedRecipients: [{ emailAddress: bob }],
          },
        }),
      },
      ["bounce", `${bob} queue.smarthost-refused`],
    ],
    [
      "SES, which names the kind alone",
      {
        eventType: "Bounce",
        bounce: { bounceType: "Transient", bounceSubType: "MailboxFull", bouncedRecipients: [{ emailAddress: bob }] },
      },
      ["bounce", `${bob} rcpt.quota`],
    ],
    [
      "SES, a delay",
      {
        eventType: "DeliveryDelay",
        deliveryDelay: { delayType: "MailboxFull", delayedRecipients: [{ emailAddress: bob, status: "4.2.2" }] },
      },
      ["delay-notice", `${bob} rcpt.quota`],
    ],
    [
      "SES, a complaint",
      { notificationType: "Complaint", complaint: { complainedRecipients: [{ emailAddress: bob }] } },
      ["feedback", `${bob} store.delivered`],
    ],
    [
      "SendGrid, dropped",
      sendGrid({ event: "dropped", reason: "Bounced Address", status: "5.0.0" }),
      ["bounce", `${bob} queue.smarthost-refused`],
    ],
    [
      "SendGrid, dropped for its address",
      sendGrid({ event: "dropped", reason: "Invalid" }),
      ["bounce", `${bob} rcpt.syntax`],
    ],
    [
      "SendGrid, bounced",
      sendGrid({
        event: "bounce",
        type: "blocked",
        status: "5.7.1",
        reason: "550 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org",
      }),
      ["bounce", `${bob} greeting.dnsbl`],
    ],
    [
      "SendGrid, deferred",
      sendGrid({ event: "deferred", response: "451 4.7.1 Greylisted, try again in 300 seconds" }),
      ["delay-notice", `${bob} rcpt.greylist`],
    ],
    ["SendGrid, delivered", sendGrid({ event: "delivered", response: "250 OK" }), ["auto-reply"]],
    [
      "Mailgun",
      mailgun({ reason: "bounce", "delivery-status": { code: 552, message: "5.2.2 The mailbox is over quota" } }),
      ["bounce", `${bob} rcpt.quota`],
    ],
    [
      "Mailgun, from its own list",
      mailgun({
        reason: "suppress-bounce",
        "delivery-status": { code: 605, message: "", description: "Not delivering to previously bounced address" },
      }),
      ["bounce", `${bob} queue.smarthost-refused`],
    ],
    [
      "Postmark",
      {
        RecordType: "Bounce",
        Type: "HardBounce",
        Email: bob,
        Description: "The server was unable to deliver your message",
        Details: "smtp;550 5.1.1 User unknown",
      },
      ["bounce", `${bob} rcpt.user-unknown`],
    ],
    [
      "Postmark, its type alone",
      { RecordType: "Bounce", Type: "SpamNotification", Email: bob, Details: "" },
      ["bounce", `${bob} eod.spam`],
    ],
    [
      "Postmark's API",
      {
        ErrorCode: 406,
        Message:
          "You tried to send to recipient(s) that have been marked as inactive. Found inactive addresses: bob@example.com.",
      },
      ["bounce", `${bob} queue.smarthost-refused`],
    ],
    [
      "SparkPost",
      [
        {
          msys: {
            message_event: {
              type: "bounce",
              rcpt_to: bob,
              raw_reason: "550 5.2.1 This account is disabled",
              error_code: "550",
            },
          },
        },
      ],
      ["bounce", `${bob} rcpt.disabled`],
    ],
    [
      "Mailchimp",
      [
        {
          event: "soft_bounce",
          msg: { email: bob, diag: "smtp;552 5.2.2 Over quota", bounce_description: "mailbox_full" },
        },
      ],
      ["bounce", `${bob} rcpt.quota`],
    ],
    [
      "Resend",
      { type: "email.bounced", data: { to: [bob], bounce: { type: "Permanent", subType: "Suppressed", message: "" } } },
      ["bounce", `${bob} queue.smarthost-refused`],
    ],
    [
      "Brevo",
      { event: "hard_bounce", email: bob, "message-id": "<a@b>", reason: "550 5.1.1 User unknown" },
      ["bounce", `${bob} rcpt.user-unknown`],
    ],
    [
      "Mailjet",
      {
        event: "bounce",
        email: bob,
        MessageID: 1,
        hard_bounce: true,
        error_related_to: "recipient",
        error: "user unknown",
      },
      ["bounce", `${bob} rcpt.user-unknown`],
    ],
  ])("%s", async (_, event, expected) => {
    expect(await told(event)).toEqual(expected);
    expect(await told(`Our shop shows this:\n${JSON.stringify(event, null, 2)}\nWhat is it?`)).toEqual(expected);
  });
  test("an event a line is one each", async () => {
    const [one, other] = [sendGrid({ event: "deferred", response: "451 later" })[0], sendGrid({ event: "open" })[0]];
    expect(await told(`${JSON.stringify(one)}\n${JSON.stringify(other)}\n`)).toEqual([
      "delay-notice",
      `${bob} queue.waiting`,
    ]);
  });
  test.each([
    '{"event":"login","email":"bob@example.com"}',
    '{"type":"order","email":"bob@example.com","state":"failed"}',
    '{"event":"bounce","email":42}',
    "[[[[",
    '{"type":"email.bounced","data":null}',
  ])("other JSON is none: %s", async (text) => {
    expect(await told(text)).toEqual(["unknown"]);
  });
});
