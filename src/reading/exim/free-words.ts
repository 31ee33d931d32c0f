/**
 * What Exim logs in words without a form: what an administrator's own rules write (`logwrite`, `log_message`), and trouble of which
 * nothing else follows. Asked when no other pattern reads a line.
 */
import type { EximPattern } from "./scene.ts";

const any = ["*"];

/** What begins so has a form: what of it is not read, is not understood. */
const formed = String.raw`(?:<=|\(=|=>|->|>>|\*>|\*\*|==|[HU]=|rejected |SMTP connection |Completed\b)`;

/** Written after the source of 4.98, which has some hundred of them; the words of a rule are made up. */
export const freeWords: readonly EximPattern[] = [
  {
    name: "free-words",
    programs: any,
    queued: true,
    samples: [
      "1xXBxf-00071W-0h DANE attempt failed; TLS connection to mx1.example.net [192.0.2.1]: certificate verification failed",
      "1xXBxf-00071W-0h failed to read delivery status for bob@example.test from delivery subprocess",
      "1xXBxf-00071W-0h bob@example.test: delivering unencrypted to H=mx1.example.net [192.0.2.1] (not in hosts_require_tls)",
      "1xXBxf-00071W-0h userforward router generated more than 100 child addresses for <bob@example.test>",
      "1xXBxf-00071W-0h hourly count of alice@sender.example is 12",
    ],
    line: new RegExp(`^((?!${formed}).*\\S.*)$`, "s"),
    events: ([, text = ""], scene) =>
      scene.emit({ kind: "program.warned", program: "exim", text }, scene.entry().session),
  },
  {
    name: "trouble",
    programs: any,
    queued: false,
    samples: [
      "queue run: process 4242 crashed with signal 11 while delivering 1xXBxf-00071W-0h",
      "Error in system_aliases router: no transport defined",
      "malware acl condition: clamd /run/clamav/clamd.ctl : unable to connect to UNIX socket (/run/clamav/clamd.ctl): No such file or directory",
      "no port specified for interface 192.0.2.7 and daemon_smtp_port is unset; cannot start daemon",
      "Cannot open main log file /var/log/exim4/mainlog: Permission denied: euid=103 egid=107",
    ],
    line: new RegExp(
      `^((?!${formed}).*\\b(?:fail\\w{0,5}|[Ee]rrors?|[Cc]an(?:not|'t)|could(?: not|n't)|[Uu]nable|refused|invalid|timed out|abandoned|not (?:be )?(?:found|defined|available)|[Tt]ainted|missing|unknown|unexpected|denied|crashed|too (?:many|large|long|big)|overlong|malformed|wrong|problem|lost)\\b.*)$`,
      "s",
    ),
    events: ([, text = ""], scene) => scene.emit({ kind: "system.noted", text }),
  },
];
