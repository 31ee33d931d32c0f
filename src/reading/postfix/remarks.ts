/** What programs of Postfix remark beside mail: known, so that nobody takes it for unread, and mostly without interest. */
import type { PostfixPattern } from "./scene.ts";

/** Samples are made after the formats in Postfix 3.7's source, and the strings of 3.10. */
export const remarkPatterns: readonly PostfixPattern[] = [
  {
    name: "remark",
    programs: ["*"],
    queued: false,
    samples: [
      "table hash:/etc/aliases(0,lock|fold_fix) has changed -- restarting",
      'using backwards-compatible default setting smtputf8_enable=no to accept non-ASCII sender address "x" from localhost[127.0.0.1]',
      "discarding EHLO keywords: CHUNKING",
      "mapping DSN status 4.7.1 into Sender address status 4.1.8",
      "cache btree:/var/lib/postfix/verify_cache full cleanup: retained=3 dropped=1 entries",
      "Host offered STARTTLS: [mx1.example.net]",
      "host mx1.example.net[192.0.2.1] offers SMTPUTF8 support, but not 8BITMIME",
      "skipping address family 10 for host mx1.example.net",
      "TLS SNI mail.example.net from unknown[192.0.2.7] not matched, using default chain",
      "initializing the server-side TLS engine",
      "setting up TLS connection from unknown[192.0.2.7]",
      "exiting to reopen external entropy source /dev/urandom",
      // The command itself, at a start, out of a site's log of 3.5.10.
      "Postfix is running with backwards-compatible default settings",
      "See http://www.postfix.org/COMPATIBILITY_README.html for details",
      // After the strings of 3.10.
      "Postfix is using backwards-compatible default settings",
      "/etc/postfix/master.cf: line 12: using backwards-compatible default setting chroot=y",
      "close database /etc/postfix/virtual.db: No such file or directory (possible Berkeley DB bug)",
      'To disable backwards compatibility use "postconf compatibility_level=2" and "postfix reload"',
    ],
    line: /^(?:Postfix is (?:running with|using) backwards-compatible|\S+: line \d+: using backwards-compatible|close database|See https?:\/\/www\.postfix\.org\/|To disable backwards compatibility|table \S+ has changed|using backwards-compatible|discarding EHLO|mapping DSN status|cache \S+ (?:full|partial) cleanup|Host offered STARTTLS|host \S+ offers SMTPUTF8|skipping address family|TLS SNI \S+ from|initializing the (?:server|client)-side TLS|setting up TLS connection|exiting to reopen|setting unix domain socket) ?.*$/,
  },
  {
    name: "client-remark",
    programs: ["smtpd", "postscreen"],
    queued: false,
    samples: [
      'unknown[192.0.2.7]: replacing command "EHLO x" with "EHLO y"',
      "[192.0.2.7]:51234: discarding EHLO keywords: CHUNKING",
      "unknown[192.0.2.7]: Trusted: subject_CN=mx1.example.net, issuer_CN=Example CA, fingerprint=AB:CD, pkey_fingerprint=EF:01",
    ],
    line: /^[^\s[]*\[[^\]\s]*\](?::\d+)?: (?:replacing command|discarding EHLO|(?:Trusted|Untrusted|Verified|Anonymous): ).*$/,
  },
  {
    name: "peer-verified",
    programs: ["smtp", "relay", "lmtp"],
    queued: false,
    samples: [
      "mx1.example.net[192.0.2.1]:25: Matched DANE EE certificate at depth 0: 3 1 1 AB...CD",
      'mx1.example.net[192.0.2.1]:25: replacing server reply "250-PIPELINING" with "250-X"',
      "mx1.example.net[192.0.2.1]:25: re-using session with untrusted certificate, look for details earlier in the log",
      // After the strings of 3.10.
      "mx1.example.net[192.0.2.1]:25: raw public key fingerprint=AB:CD",
      "mx1.example.net[192.0.2.1]:25: subject_CN=mx1.example.net, issuer=Example CA, cert fingerprint=AB:CD, pkey fingerprint=EF:01",
    ],
    line: /^[^\s[]*\[[^\]\s]*\](?::\d+)?: (?:Matched|matched|depth=|replacing server reply|re-using session|raw public key|subject_CN=|Trusted:|Untrusted:|Verified:).*$/,
  },
];
