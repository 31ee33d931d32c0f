/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { LogFormat } from "../format.ts";
import { amavis } from "./amavis.ts";
import { clamd } from "./clamd.ts";
import { cyrus } from "./cyrus.ts";
import { dma } from "./dma.ts";
import { dovecot } from "./dovecot.ts";
import { exchange } from "./exchange.ts";
import { exim } from "./exim.ts";
import { fail2ban } from "./fail2ban.ts";
import { icewarp } from "./icewarp.ts";
import { maildrop } from "./maildrop.ts";
import { mailscanner } from "./mailscanner.ts";
import { msmtp } from "./msmtp.ts";
import { nullmailer } from "./nullmailer.ts";
import { opendkim } from "./opendkim.ts";
import { opendmarc } from "./opendmarc.ts";
import { opensmtpd } from "./opensmtpd.ts";
import { pmg } from "./pmg.ts";
import { policydSpf } from "./policyd-spf.ts";
import { postfix } from "./postfix.ts";
import { postgrey } from "./postgrey.ts";
import { postino } from "./postino.ts";
import { procmail } from "./procmail.ts";
import { rspamd } from "./rspamd.ts";
import { sendmail } from "./sendmail.ts";
import { spamassassin } from "./spamassassin.ts";
import { ssmtp } from "./ssmtp.ts";
import { syslogd } from "./syslogd.ts";

export const registry: Readonly<Record<string, LogFormat>> = {
  amavis: amavis,
  clamd: clamd,
  cyrus: cyrus,
  dma: dma,
  dovecot: dovecot,
  exchange: exchange,
  exim: exim,
  fail2ban: fail2ban,
  icewarp: icewarp,
  maildrop: maildrop,
  mailscanner: mailscanner,
  msmtp: msmtp,
  nullmailer: nullmailer,
  opendkim: opendkim,
  opendmarc: opendmarc,
  opensmtpd: opensmtpd,
  pmg: pmg,
  "policyd-spf": policydSpf,
  postfix: postfix,
  postgrey: postgrey,
  postino: postino,
  procmail: procmail,
  rspamd: rspamd,
  sendmail: sendmail,
  spamassassin: spamassassin,
  ssmtp: ssmtp,
  syslogd: syslogd,
};
