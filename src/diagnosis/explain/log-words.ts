/** What a line of a log means that is about no session and no message, as somebody pastes it alone: one row a cause. */
import type { WordsRow } from "../replies/words-row.ts";

/** The first row that fits speaks. Real lines, but where a program's source is named. */
export const logWords: readonly WordsRow[] = [
  {
    cause: "client.auth",
    text: /\b(?:passwd-file|sql|ldap|pam|shadow|static|lua|oauth2|vpopmail|bsdauth)\([^()]{1,500}\)(?:<[^<>]{1,100}>)?: (?:.{0,200}: )?(?:Password mismatch|unknown user|pam_authenticate\(\) failed)/i,
    samples: [
      "dovecot: auth: passwd-file(yvonne,192.0.2.50,<P9sDfVthKqTAAAIy>): Password mismatch",
      "auth: passwd-file(dora@example.test,127.0.10.6,sasl:plain)<dgZ/Cl5hY5B/AAoG>: users: Password mismatch",
      "auth: Info: pam(bob,192.0.2.9,<UD/UW1Bh4bR/AABj>): pam_authenticate() failed: Authentication failure (Password mismatch?)",
    ],
  },
  {
    cause: "submission.auth-backend",
    text: /SASL: Connect to .{1,200} failed\b|no SASL authentication mechanisms|Connection lost to authentication server/i,
    samples: [
      "postfix/smtpd[9]: warning: SASL: Connect to Dovecot auth socket 'private/auth' failed: No such file or directory",
      "postfix/smtpd[9]: fatal: no SASL authentication mechanisms",
    ],
  },
  {
    cause: "mail.sender-domain-unresolvable",
    text: /sender verify (?:fail|defer) for <[^>]{0,500}>: (?:Unrouteable address|.{0,40}\bMX records\b|.{0,40}host lookup did not complete|lowest numbered MX)/i,
    samples: [
      "sender verify fail for <eve1@nowhere.test>: Unrouteable address",
      "H=(client.example) [192.0.2.7] sender verify fail for <eve@nowhere.example>: all relevant MX records point to non-existent hosts",
    ],
  },
  {
    cause: "mail.sender-verify",
    text: /sender verify (?:fail|defer) for </i,
    // Written after the source (verify.c).
    samples: [
      'sender verify fail for <ann@sender.example>: response to "RCPT TO:<ann@sender.example>" from mx.sender.example [192.0.2.9] was: 550 unknown',
    ],
  },
  {
    cause: "eod.system-full",
    text: /(?:spool|log) directory space check failed|not enough free space in mail queue|\bNo space left on device\b/i,
    samples: [
      // Written after the source (receive.c).
      "spool directory space check failed: space=3",
      "postfix/smtpd[9]: warning: not enough free space in mail queue: 376832 bytes < 1.5*message size limit",
    ],
  },
  {
    cause: "eod.scanner-down",
    text: /connect to Milter service .{1,200}: |unable to connect to (?:clamd|spamd) |(?:malware|spam) acl condition: .{1,200}: (?:unable|failed) to connect/i,
    samples: ["postfix/smtpd[9]: warning: connect to Milter service inet:127.0.0.1:11332: Connection refused"],
  },
  {
    cause: "rcpt.directory-down",
    text: /: table lookup problem\b|\bmap lookup problem\b|\b(?:mysql|pgsql|ldap|tcp|sqlite|socketmap):\S{1,300} lookup error\b/i,
    samples: [
      "postfix/smtpd[9]: warning: virtual_alias_domains: tcp:127.0.0.50:9999: table lookup problem",
      'postfix/cleanup[9]: warning: proxy:mysql:/etc/postfix/sql/mysql_virtual_alias_maps.cf lookup error for "ann@example.test"',
    ],
  },
];
