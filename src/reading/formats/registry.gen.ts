/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { LogFormat } from "../format.ts";
import { amavis } from "./amavis.ts";
import { clamd } from "./clamd.ts";
import { clamsmtp } from "./clamsmtp.ts";
import { courierImap } from "./courier-imap.ts";
import { courier } from "./courier.ts";
import { cyrus } from "./cyrus.ts";
import { dkimpyMilter } from "./dkimpy-milter.ts";
import { dma } from "./dma.ts";
import { dovecot } from "./dovecot.ts";
import { exchange } from "./exchange.ts";
import { exim } from "./exim.ts";
import { fail2ban } from "./fail2ban.ts";
import { fetchmail } from "./fetchmail.ts";
import { getmail } from "./getmail.ts";
import { haproxy } from "./haproxy.ts";
import { icewarp } from "./icewarp.ts";
import { maildrop } from "./maildrop.ts";
import { mailfromd } from "./mailfromd.ts";
import { mailman } from "./mailman.ts";
import { mailscanner } from "./mailscanner.ts";
import { mimedefang } from "./mimedefang.ts";
import { msmtp } from "./msmtp.ts";
import { nullmailer } from "./nullmailer.ts";
import { opendkim } from "./opendkim.ts";
import { opendmarc } from "./opendmarc.ts";
import { opensmtpd } from "./opensmtpd.ts";
import { pmg } from "./pmg.ts";
import { policydRateLimit } from "./policyd-rate-limit.ts";
import { policydSpfPerl } from "./policyd-spf-perl.ts";
import { policydSpf } from "./policyd-spf.ts";
import { policydWeight } from "./policyd-weight.ts";
import { postfix } from "./postfix.ts";
import { postfwd } from "./postfwd.ts";
import { postgrey } from "./postgrey.ts";
import { postino } from "./postino.ts";
import { postsrsd } from "./postsrsd.ts";
import { procmail } from "./procmail.ts";
import { pyspfMilter } from "./pyspf-milter.ts";
import { rspamd } from "./rspamd.ts";
import { saslauthd } from "./saslauthd.ts";
import { sendmail } from "./sendmail.ts";
import { spamassMilter } from "./spamass-milter.ts";
import { spamassassin } from "./spamassassin.ts";
import { spamc } from "./spamc.ts";
import { spampd } from "./spampd.ts";
import { sqlgrey } from "./sqlgrey.ts";
import { ssmtp } from "./ssmtp.ts";
import { stunnel } from "./stunnel.ts";
import { syslogd } from "./syslogd.ts";
import { unbound } from "./unbound.ts";

export const registry: Readonly<Record<string, LogFormat>> = {
  amavis: amavis,
  clamd: clamd,
  clamsmtp: clamsmtp,
  "courier-imap": courierImap,
  courier: courier,
  cyrus: cyrus,
  "dkimpy-milter": dkimpyMilter,
  dma: dma,
  dovecot: dovecot,
  exchange: exchange,
  exim: exim,
  fail2ban: fail2ban,
  fetchmail: fetchmail,
  getmail: getmail,
  haproxy: haproxy,
  icewarp: icewarp,
  maildrop: maildrop,
  mailfromd: mailfromd,
  mailman: mailman,
  mailscanner: mailscanner,
  mimedefang: mimedefang,
  msmtp: msmtp,
  nullmailer: nullmailer,
  opendkim: opendkim,
  opendmarc: opendmarc,
  opensmtpd: opensmtpd,
  pmg: pmg,
  "policyd-rate-limit": policydRateLimit,
  "policyd-spf-perl": policydSpfPerl,
  "policyd-spf": policydSpf,
  "policyd-weight": policydWeight,
  postfix: postfix,
  postfwd: postfwd,
  postgrey: postgrey,
  postino: postino,
  postsrsd: postsrsd,
  procmail: procmail,
  "pyspf-milter": pyspfMilter,
  rspamd: rspamd,
  saslauthd: saslauthd,
  sendmail: sendmail,
  "spamass-milter": spamassMilter,
  spamassassin: spamassassin,
  spamc: spamc,
  spampd: spampd,
  sqlgrey: sqlgrey,
  ssmtp: ssmtp,
  stunnel: stunnel,
  syslogd: syslogd,
  unbound: unbound,
};
