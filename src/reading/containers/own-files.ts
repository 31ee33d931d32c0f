/** The files that programs beside a mail server write themselves; each looks like syslog with a strange host, so they are tried before it. */
import type { Container } from "../container.ts";
import { clamavFile } from "./clamav.ts";
import { maildropFile, procmailFile } from "./deliverer.ts";
import { dovecotFile } from "./dovecot.ts";
import { fail2banFile } from "./fail2ban.ts";
import { mailmanFile } from "./mailman.ts";
import { msmtpFile } from "./msmtp.ts";
import { rspamdFile } from "./rspamd.ts";
import { spamdFile } from "./spamd.ts";

export const ownFiles: readonly Container[] = [
  dovecotFile,
  rspamdFile,
  fail2banFile,
  clamavFile,
  spamdFile,
  procmailFile,
  maildropFile,
  msmtpFile,
  mailmanFile,
];
