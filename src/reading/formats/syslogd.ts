/** Daemons of the log itself: that they lost lines, since too many came at once. */
import { type SinglePattern, singleFormat } from "../single.ts";

/** Lines were lost in all of the time for which they are counted; where no line says how long that is, it is taken for a minute. */
const usualSeconds = 60;

export const syslogdPatterns: readonly SinglePattern[] = [
  {
    name: "lost",
    programs: ["*"],
    queued: false,
    samples: [
      "imuxsock[pid: 18550, name: /usr/bin/python3]: 15 messages lost due to rate-limiting (5 allowed within 2 seconds)",
      // Not recorded here: without what is allowed, and by the input from the journal.
      "imuxsock[pid: 1, name: /usr/lib/postfix/sbin/smtpd]: 2328 messages lost due to rate-limiting",
      "imjournal: 1204 messages lost due to rate-limiting (20000 allowed within 600 seconds)",
    ],
    line: /^.{0,700}?: (\d{1,12}) messages lost due to rate-limiting(?: \(\d{1,12} allowed within (\d{1,9}) seconds\))?$/s,
    events: ([, count, seconds = usualSeconds], { at, emit }) => {
      const from = at - Math.max(Number(seconds), usualSeconds) * 1000;
      emit({ kind: "log.gap", from, to: at, lostLines: Number(count) });
    },
  },
  {
    name: "suppressed",
    programs: ["*"],
    queued: false,
    // Not recorded here: as journald words it, with the unit or with its group.
    samples: [
      "Suppressed 431 messages from postfix@-.service",
      "Suppressed 431 messages from /system.slice/exim4.service",
    ],
    line: /^Suppressed (\d{1,12}) messages from \S{1,300}$/,
    events: ([, count], { at, emit }) =>
      emit({ kind: "log.gap", from: at - usualSeconds * 1000, to: at, lostLines: Number(count) }),
  },
  {
    name: "dropping",
    programs: ["*"],
    queued: false,
    samples: [
      "imuxsock[pid: 18550, name: /usr/bin/python3] from <mx:postfix>: begin to drop messages due to rate-limiting",
      "imjournal: begin to drop messages due to rate-limiting",
    ],
    line: /^(.{0,900}?begin to drop messages due to rate-limiting)$/s,
    events: ([, text = ""], { program, emit }) => emit({ kind: "program.warned", program, text }),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: ['[origin software="rsyslogd" swVersion="8.2302.0" x-pid="18477" x-info="https://www.rsyslog.com"] start'],
    line: /^(?!Suppressed \d)(?!.{0,900}? due to rate-limiting)/s,
  },
];

export const syslogd = singleFormat({
  id: "syslogd",
  title: "Syslog daemons (rsyslog, journald)",
  docs: "https://www.rsyslog.com/doc/configuration/modules/imuxsock.html, and what rsyslog 8.2302.0 wrote",
  programs: ["rsyslogd*", "systemd-journald", "systemd-journal", "journal"],
  service: "system",
  patterns: syslogdPatterns,
});
