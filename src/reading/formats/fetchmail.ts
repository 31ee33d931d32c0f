/** Fetchmail, which brings mail from mailboxes elsewhere: that it could not log in there, and that our server did not take what it brought. */
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of fetchmail 6.4.37 of Debian 12. */
export const fetchmailPatterns: readonly SinglePattern[] = withChatter(
  [
    trouble(
      /^((?:Authorization failure on |SMTP error: |SMTP connect to |SMTP listener |socket error while |timeout after \d|can't even send to postmaster|mail from \S{0,400} bounced to |skipping message \S{1,300} \(\d{1,12} octets\) \(oversized\)|(?:[\w ]{1,40} )?connection (?:to .{1,300} )?failed|Server certificate verification error).{0,500})/s,
      [
        "Authorization failure on pickup@192.0.2.30",
        "SMTP error: 550 5.1.1 <alice@example.test>: Recipient address rejected: User unknown in local recipient table",
        "mail from MAILER-DAEMON@mx.example.test bounced to old@other.example",
        "can't even send to postmaster!",
        "skipping message pickup@192.0.2.30:1 (369 octets) (oversized) not flushed",
        "socket error while fetching from pickup@192.0.2.30",
        // After its source.
        "SMTP connect to localhost failed",
        "SSL connection failed.",
      ],
    ),
  ],
  [
    "1 message for pickup at 192.0.2.30 (360 octets).",
    "reading message pickup@192.0.2.30:1 of 1 (360 octets) flushed",
    "reading message pickup@192.0.2.30:1 of 1 (348 octets) (log message incomplete)",
    " not flushed",
    "Query status=3 (AUTHFAIL)",
    "For help, see http://www.fetchmail.info/fetchmail-FAQ.html#R15",
  ],
);

export const fetchmail = singleFormat({
  id: "fetchmail",
  title: "fetchmail",
  docs: "https://www.fetchmail.info/fetchmail-man.html, and what fetchmail 6.4.37 wrote",
  programs: ["fetchmail"],
  service: "system",
  patterns: fetchmailPatterns,
});
