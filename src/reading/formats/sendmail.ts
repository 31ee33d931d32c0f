/** Sendmail's log, by syslog: `sendmail`, and what Debian calls its server and its queues. */
import { defineFormat, type LogContext } from "../format.ts";
import { SendmailReader, sendmailPatterns } from "../sendmail/reader.ts";

const open = (context: LogContext): SendmailReader => new SendmailReader(context);

export const sendmail = defineFormat({
  id: "sendmail",
  title: "sendmail",
  docs: "https://www.sendmail.org/~ca/email/doc8.12/op.html (2.1.1, System Log), its sources, and what sendmail 8.17.1.9 of Debian 12 wrote",
  programs: ["sendmail", "sm-mta", "sm-msp-queue", "sm-que", "sm-mta-rx", "sendmail-*"],
  patterns: sendmailPatterns,
  samples: sendmailPatterns.flatMap(({ samples }) => samples),
  open,
});
