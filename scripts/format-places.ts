/** Where each program's log usually is, by the id of its format. What its lines say follows from the cases; this is hearsay of manuals. */

const mailSyslog =
  "syslog's file for mail: `/var/log/mail.log` (Debian, Ubuntu), `/var/log/maillog` (Red Hat, FreeBSD), or the journal";

export const usualPlaces: Readonly<Record<string, string>> = {
  amavis: `${mailSyslog}; a file of its own where \`$logfile\` names one`,
  clamd:
    "the file that `LogFile` names, `/var/log/clamav/clamav.log` and `clamav-milter.log` on Debian; with `LogSyslog` syslog's file",
  clamsmtp: mailSyslog,
  courier: mailSyslog,
  "courier-imap": mailSyslog,
  cyrus: mailSyslog,
  "dkimpy-milter": mailSyslog,
  dma: mailSyslog,
  dovecot: `${mailSyslog}; files of its own where \`log_path\` and \`info_log_path\` name them. \`doveadm log find\` tells`,
  exchange:
    "`TransportRoles\\Logs\\MessageTracking` below the folder of the server, and `TransportRoles\\Logs\\FrontEnd\\ProtocolLog` and `…\\Hub\\ProtocolLog`; of Exchange Online the reports of a message trace that the admin centre offers",
  exim: "`/var/log/exim4` (Debian: `mainlog`, `rejectlog`, `paniclog`), `/var/log/exim` (Red Hat: `main.log`, `reject.log`, `panic.log`), or syslog. `exim -bP log_file_path` tells",
  fail2ban: "`/var/log/fail2ban.log`, or what `logtarget` names; syslog is read as well",
  fetchmail: "syslog's file for mail, if `set syslog` says so; else the file of `set logfile`, which is not read",
  getmail: "syslog's file for mail, if `message_log_syslog` says so; else the file of `message_log`, which is not read",
  haproxy: "`/var/log/haproxy.log` (Debian), or what syslog does with the facility that `log` names",
  icewarp: "the folder of logs below that of the server, a file a service and day: `s20110516-00.log` is SMTP's",
  maildrop:
    "the file that `logfile` names in `/etc/maildroprc` or in its user's `.mailfilter`; what it says on its way out stands in the mail server's log",
  mailfromd: mailSyslog,
  mailman:
    "files of its own: `/var/log/mailman3` (Debian: `mailman.log`, `smtp.log`, `bounce.log`), of Mailman 2.1 `/var/log/mailman` (`vette`, `post`, `smtp`, `smtp-failure`, `bounce`)",
  mailscanner: mailSyslog,
  mimedefang: mailSyslog,
  msmtp:
    "the file that `logfile` names in `/etc/msmtprc` or in its user's `.msmtprc`; with `syslog on` syslog's file for mail",
  nullmailer: mailSyslog,
  opendkim: mailSyslog,
  opendmarc: mailSyslog,
  opensmtpd:
    "syslog's file for mail: `/var/log/maillog` (OpenBSD, FreeBSD), `/var/log/mail.log` (Debian), or the journal",
  pmg: mailSyslog,
  "policyd-rate-limit": mailSyslog,
  "policyd-spf": mailSyslog,
  "policyd-spf-perl": mailSyslog,
  "policyd-weight": mailSyslog,
  postfix: `${mailSyslog}; where \`maillog_file\` is set (Postfix 3.4 and later) that file`,
  postfwd: mailSyslog,
  postgrey: mailSyslog,
  postino:
    "`logs` below the data folder, a file a service and day: `s20261128-00.log` is SMTP's ([the log](../../guide/log.md))",
  postsrsd: mailSyslog,
  procmail:
    "the file that `LOGFILE` names in `/etc/procmailrc` or in its user's `.procmailrc`; without it the mail server's log has what it says",
  "pyspf-milter": mailSyslog,
  rspamd: "`/var/log/rspamd/rspamd.log`, or syslog or the journal, as `logging.inc` says",
  saslauthd: "syslog's file for logins: `/var/log/auth.log` (Debian), `/var/log/secure` (Red Hat), or the journal",
  sendmail: mailSyslog,
  "spamass-milter": mailSyslog,
  spamassassin: mailSyslog,
  spamc: mailSyslog,
  spampd: mailSyslog,
  sqlgrey: mailSyslog,
  ssmtp: mailSyslog,
  stunnel:
    "syslog's general file (`/var/log/syslog`, `/var/log/messages`), or the journal; the file of `output` is not read",
  syslogd: `${mailSyslog}; or the general one, \`/var/log/syslog\` and \`/var/log/messages\``,
  unbound:
    "syslog's general file (`/var/log/syslog`, `/var/log/messages`), or the journal; the file of `logfile` is not read",
};
