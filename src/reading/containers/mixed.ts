/** Syslog, and between its lines those of programs' own files: what a terminal of several programs shows, or several logs in one. */
import type { Container } from "../container.ts";
import { ownFiles } from "./own-files.ts";
import { syslog } from "./syslog.ts";

export const mixed: Container = {
  id: "mixed",
  open: (context) => {
    const strip = syslog.open(context);
    const own = ownFiles.map((container) => container.open(context));
    /** Of the last line that had a stamp: troubles of a delivery stand before its own. */
    let lastAt = Number.NaN;
    return (line) => {
      const isSyslog = strip(line);
      if (isSyslog) lastAt = line.at;
      // Without a host it may be the program's own: Dovecot names service and user where syslog has the program.
      if (isSyslog && line.program !== undefined && line.host !== undefined) return true;
      if (!own.some((stripOwn) => stripOwn(line))) return isSyslog;
      if (Number.isNaN(line.at)) line.at = lastAt;
      line.host = undefined;
      line.pid = undefined;
      line.escaped = false;
      return true;
    };
  },
};
