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
    cause: "submission.auth-failed",
    text: /\bsaslauthd\[\d+\]: do_auth\s{0,20}: auth failure: |\bSASL authentication failure: Password verification failed/i,
    // After the source (saslauthd, do_auth).
    samples: [
      "saslauthd[624]: do_auth         : auth failure: [user=bob] [service=smtp] [realm=example.test] [mech=pam] [reason=PAM auth error]",
    ],
  },
  {
    cause: "submission.mechanism",
    text: /\bAUTH command used when not advertised\b/i,
    // After Exim's source (smtp_in.c): it is offered behind STARTTLS only.
    samples: [
      'SMTP protocol error in "AUTH LOGIN" H=(client.example) [192.0.2.7]:60723 I=[192.0.2.25]:587 AUTH command used when not advertised',
    ],
  },
  {
    cause: "submission.auth-backend",
    text: /\b(?:imap|pop3|submission|managesieve)-login: Error: (?:auth: connect\([^()]{1,200}\) .{0,100}failed: |Timeout waiting for handshake from auth server)|Auth process broken\b|SASL: Connect to .{1,200} failed\b|no SASL authentication mechanisms|Connection lost to authentication server/i,
    samples: [
      // After Dovecot's source (auth-client).
      "imap-login: Error: auth: connect(login) in directory / failed: Permission denied (euid=112(dovenull) egid=114(dovenull) missing +w perm: //login, dir owned by 0:114 mode=0750)",
      "imap-login: Error: Timeout waiting for handshake from auth server. my pid=393, input bytes=0",
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
    text: /connect to Milter service .{1,200}: |\bmilter \S{1,200}: can't read SMFIC_|unable to connect to (?:clamd|spamd) |(?:malware|spam) acl condition: .{1,200}: (?:unable|failed) to connect/i,
    samples: [
      "postfix/smtpd[9]: warning: connect to Milter service inet:127.0.0.1:11332: Connection refused",
      // After Postfix's source (milter8.c).
      "postfix/cleanup[9]: warning: milter unix:/run/rspamd/milter.sock: can't read SMFIC_BODYEOB reply packet header: Success",
    ],
  },
  {
    cause: "local.delivery-defer",
    text: /connect to transport \S{0,40}(?:lmtp|virtual|local|dovecot|maildrop): |\b(?:lda|lmtp|deliver|imap|pop3)\([^()]{1,200}\)(?:<[^<>]{1,60}>){0,2}: (?:Fatal|Error): (?:user .{1,200}: Initialization failed: .{0,60})?(?:setgid|setuid|setegid|chdir|stat|open|mkdir)\(/i,
    // After Dovecot's source (restrict-access.c).
    samples: [
      "dovecot: imap(bob): Error: user bob: Initialization failed: Namespace '': mkdir(/srv/mail//bob) failed: Permission denied (euid=1001(bob) egid=1001(bob) missing +w perm: /srv/mail/, dir owned by 5000:5000 mode=0775)",
      "postfix/qmgr[664]: warning: connect to transport private/lmtp: No such file or directory",
      "dovecot: lda(bob@example.test): Fatal: setgid(5000(vmail) from userdb lookup) failed with euid=110(dovecot), gid=116(dovecot), egid=116(dovecot): Operation not permitted (This binary should probably be called with process group set to 5000(vmail) instead of 116(dovecot))",
    ],
  },
  {
    cause: "tls.handshake",
    text: /\bTLS library problem: error:/i,
    samples: [
      "postfix/smtpd[9]: warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_srvr.c:1657:",
    ],
  },
  {
    cause: "never.app-mail",
    text: /\b(?:sendmail|postdrop)\[\d+\]: fatal: /i,
    // After Postfix's source (sendmail.c): what a program hands over with this command.
    samples: ["postfix/sendmail[5506]: fatal: chdir /var/spool/postfix: Permission denied"],
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
