/** Syslog, and between its lines those of programs' own files: what a terminal of several programs shows, or several logs in one. */
import type { Container } from "../container.ts";
import { clamavFile } from "./clamav.ts";
import { dovecotFile } from "./dovecot.ts";
import { fail2banFile } from "./fail2ban.ts";
import { rspamdFile } from "./rspamd.ts";
import { syslog } from "./syslog.ts";

export const mixed: Container = {
  id: "mixed",
  open: (context) => {
    const strip = syslog.open(context);
    const own = [dovecotFile, rspamdFile, fail2banFile, clamavFile].map((container) => container.open(context));
    return (line) => {
      const isSyslog = strip(line);
      if (isSyslog && line.program !== undefined) return true;
      if (!own.some((stripOwn) => stripOwn(line))) return isSyslog;
      line.host = undefined;
      line.pid = undefined;
      line.escaped = false;
      return true;
    };
  },
};
