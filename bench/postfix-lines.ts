/** Generated visits in Postfix's words, as 3.7 writes them for virtual mailboxes. */
import { Zone } from "../src/base/zone.ts";
import type { MailEvent } from "../src/events/event.ts";

const zone = new Zone("UTC");
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `Nov 24 00:00:01 `. */
function stamp(at: number): string {
  const { month, day } = zone.wallTime(at);
  return `${months[month - 1]} ${String(day).padStart(2)} ${zone.timeOfDay(at).slice(0, 8)} `;
}

/** Smtpd of a slot is one process; the others are few. */
export function postfixLines(event: MailEvent, slot: number): readonly string[] {
  const head = stamp(event.at);
  const smtpd = `${head}mx postfix/smtpd[${2000 + slot}]: `;
  const client = `unknown[${event.peer}]`;
  switch (event.kind) {
    case "session.opened":
      return [`${smtpd}connect from ${client}`];
    case "smtp.reply": {
      const recipient = event.code === 550 ? /<[^>]*>/.exec(event.text)?.[0] : undefined;
      const said = `550 5.1.1 ${recipient}: Recipient address rejected: User unknown in virtual mailbox table`;
      return recipient === undefined
        ? []
        : [
            `${smtpd}NOQUEUE: reject: RCPT from ${client}: ${said}; from=<list@news.example> to=${recipient} proto=ESMTP helo=<mail.example>`,
          ];
    }
    case "transaction.ended":
      return event.status === "OK" ? queued(event, head, smtpd, client) : [];
    case "session.closed":
      return event.ended === "local-closed"
        ? [`${smtpd}disconnect from ${client} ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5`]
        : [
            `${smtpd}lost connection after DATA (2048 bytes) from ${client}`,
            `${smtpd}disconnect from ${client} ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4`,
          ];
    default:
      return [];
  }
}

function queued(
  { sender, recipients, id = "", sizeBytes }: MailEvent & { readonly kind: "transaction.ended" },
  head: string,
  smtpd: string,
  client: string,
): readonly string[] {
  const taken = recipients.filter((recipient) => !recipient.startsWith("nobody"));
  const queueId = id.slice(-11).replace(/^0+/, "F");
  const of = (program: string) => `${head}mx postfix/${program}: ${queueId}: `;
  return [
    `${smtpd}${queueId}: client=${client}`,
    `${of("cleanup[101]")}message-id=<${id}@${sender.split("@")[1]}>`,
    `${of("qmgr[102]")}from=<${sender}>, size=${sizeBytes}, nrcpt=${taken.length} (queue active)`,
    ...taken.map(
      (recipient) =>
        `${of("virtual[103]")}to=<${recipient}>, relay=virtual, delay=0.04, delays=0.02/0.01/0/0.01, dsn=2.0.0, status=sent (delivered to maildir)`,
    ),
    `${of("qmgr[102]")}removed`,
  ];
}
