/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { LogFormat } from "../format.ts";
import { amavis } from "./amavis.ts";
import { clamd } from "./clamd.ts";
import { clamsmtp } from "./clamsmtp.ts";
import { dovecot } from "./dovecot.ts";
import { exchange } from "./exchange.ts";
import { exim } from "./exim.ts";
import { fail2ban } from "./fail2ban.ts";
import { icewarp } from "./icewarp.ts";
import { maildrop } from "./maildrop.ts";
import { mailscanner } from "./mailscanner.ts";
import { mimedefang } from "./mimedefang.ts";
import { opendkim } from "./opendkim.ts";
import { opendmarc } from "./opendmarc.ts";
import { opensmtpd } from "./opensmtpd.ts";
import { pmg } from "./pmg.ts";
import { policydSpfPerl } from "./policyd-spf-perl.ts";
import { policydSpf } from "./policyd-spf.ts";
import { policydWeight } from "./policyd-weight.ts";
import { postfix } from "./postfix.ts";
import { postfwd } from "./postfwd.ts";
import { postgrey } from "./postgrey.ts";
import { postino } from "./postino.ts";
import { postsrsd } from "./postsrsd.ts";
import { procmail } from "./procmail.ts";
import { rspamd } from "./rspamd.ts";
import { sendmail } from "./sendmail.ts";
import { spamassassin } from "./spamassassin.ts";
import { spampd } from "./spampd.ts";
import { sqlgrey } from "./sqlgrey.ts";
import { syslogd } from "./syslogd.ts";

export const registry: Readonly<Record<string, LogFormat>> = {
  amavis: amavis,
  clamd: clamd,
  clamsmtp: clamsmtp,
  dovecot: dovecot,
  exchange: exchange,
  exim: exim,
  fail2ban: fail2ban,
  icewarp: icewarp,
  maildrop: maildrop,
  mailscanner: mailscanner,
  mimedefang: mimedefang,
  opendkim: opendkim,
  opendmarc: opendmarc,
  opensmtpd: opensmtpd,
  pmg: pmg,
  "policyd-spf-perl": policydSpfPerl,
  "policyd-spf": policydSpf,
  "policyd-weight": policydWeight,
  postfix: postfix,
  postfwd: postfwd,
  postgrey: postgrey,
  postino: postino,
  postsrsd: postsrsd,
  procmail: procmail,
  rspamd: rspamd,
  sendmail: sendmail,
  spamassassin: spamassassin,
  spampd: spampd,
  sqlgrey: sqlgrey,
  syslogd: syslogd,
};
