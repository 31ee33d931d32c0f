/** Syslog, and between its lines those of programs' own files: what a terminal of several programs shows, or several logs in one. */
import type { Container } from "../container.ts";
import { clamavFile } from "./clamav.ts";
import { maildropFile, procmailFile } from "./deliverer.ts";
import { dovecotFile } from "./dovecot.ts";
import { fail2banFile } from "./fail2ban.ts";
import { rspamdFile } from "./rspamd.ts";
import { spamdFile } from "./spamd.ts";
import { syslog } from "./syslog.ts";

export const mixed: Container = {
  id: "mixed",
  open: (context) => {
    const strip = syslog.open(context);
    const files = [dovecotFile, rspamdFile, fail2banFile, clamavFile, spamdFile, procmailFile, maildropFile];
    const own = files.map((container) => container.open(context));
    /** Of the last line that had a stamp: troubles of a delivery stand before its own. */
    let lastAt = Number.NaN;
    return (line) => {
      const isSyslog = strip(line);
      if (isSyslog) lastAt = line.at;
      if (isSyslog && line.program !== undefined) return true;
      if (!own.some((stripOwn) => stripOwn(line))) return isSyslog;
      if (Number.isNaN(line.at)) line.at = lastAt;
      line.host = undefined;
      line.pid = undefined;
      line.escaped = false;
      return true;
    };
  },
};
