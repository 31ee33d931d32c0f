/** What Courier says of itself: that it starts and stops, what it warns of, and lines that are known and without interest. */
import type { Draft, Pattern } from "../pattern.ts";

const bare = { programs: ["*"], queued: false } as const;

interface UpkeepScene {
  readonly program: string;
  emit(draft: Draft): void;
}

/** Of the mail server. */
export const serverPatterns: readonly Pattern<UpkeepScene>[] = [
  {
    name: "starting",
    programs: ["courierd"],
    queued: false,
    samples: ["Courier 1.0.16 Copyright 1999-2018 Double Precision, Inc."],
    line: /^(Courier \d\S{0,40}) Copyright /,
    events: ([, title = ""], scene) => scene.emit({ kind: "service.started", title }),
  },
  {
    name: "stopping",
    programs: ["courierd"],
    queued: false,
    samples: ["SHUTDOWN: Stopping..."],
    line: /^SHUTDOWN: Stopping/,
    events: (_, scene) => scene.emit({ kind: "service.stopped", title: "Courier" }),
  },
  {
    name: "chatter",
    programs: ["courierd"],
    queued: false,
    samples: [
      "Waiting.  shutdown time=none, wakeup time=none, queuedelivering=1, inprogress=1",
      "Loading STATIC transport module libraries.",
      "Installing [0/0]",
      "Installed: module.uucp - Courier 1.0.16 Copyright 1999-2018 Double Precision, Inc.",
      "Initializing uucp",
      "Started ./courierlocal, pid=353, maxdels=10, maxhost=4, maxrcpt=1",
      "queuelo=200, queuehi=400",
      "Purging /var/lib/courier/msgq",
      // It begins anew by itself, and clients notice nothing.
      "SHUTDOWN: respawnlo limit reached, system inactive.",
      "SHUTDOWN: Restarting...",
    ],
    line: /^(?:Waiting\. |Loading |Install(?:ing|ed)\b|Initializing |Started |queuelo=|Purging |SHUTDOWN: )/,
  },
];

/** Of all of its programs. */
export const upkeepPatterns: readonly Pattern<UpkeepScene>[] = [
  {
    ...bare,
    name: "warning",
    samples: [
      "authdaemon: s_connect() failed: Connection refused",
      "chdir Maildir: Not a directory",
      "franz: Not a directory",
      // After the source.
      "LOCKED, user=anna, ip=[::ffff:192.0.2.1], port=[56008]",
      "Low on disk space.",
      "QUEUE FILE CORRUPTION: inode 1234",
      "ABNORMAL TERMINATION, exit status: 11",
      "Error: stuck delivery, PID 123, sending signal 15",
      "Problems injecting bounce - submit failed.",
      "submitclient: EOF from submit.",
      "error storing a message, user=anna, errno=28",
      "Cannot open /etc/courier/module.local",
    ],
    line: /^((?:authdaemon: |chdir |LOCKED, |Low on disk|QUEUE FILE|ABNORMAL|[Ee]rror\b|CRIT|ALERT|BACKUP|INVALID|INTERNAL|Problems |submitclient: |rename\(|Transport module inst|[Cc]annot |Can't |[Uu]nable |[^\s:]{1,300}: (?:Not a directory|No such file|Permission denied|No space)).{0,2000})$/s,
    events: ([, text = ""], scene) => scene.emit({ kind: "program.warned", program: scene.program, text }),
  },
  {
    ...bare,
    name: "remark",
    samples: [
      "[Hint: perhaps authdaemond is not running?]",
      "authentication error: Connection refused",
      "ip=[::ffff:192.0.2.1], Unexpected SSL connection shutdown.",
      // After the source.
      "Reloading access file /etc/courier/smtpaccess.dat",
    ],
    line: /^(?:\[Hint: |authentication error: |ip=\[|Reloading )/,
  },
];

/** What looks passwords and mailboxes up for the others. */
export const lookupPatterns: readonly Pattern<UpkeepScene>[] = [
  {
    name: "lookup-trouble",
    programs: ["authdaemond"],
    queued: false,
    samples: [
      // After the source.
      "failed to connect to mysql server (server=127.0.0.1, userid=courier): Can't connect to MySQL server on '127.0.0.1' (111)",
      "authmysql: mysql_query failed second time, giving up: MySQL server has gone away",
      "ldap_simple_bind_s failed: Can't contact LDAP server",
    ],
    line: /^((?!(?:dopam|pam_)).{0,300}?(?:\bfailed\b|\berror\b|[Cc]annot|[Cc]an't|[Uu]nable).{0,1000})$/s,
    events: ([, text = ""], scene) => scene.emit({ kind: "program.warned", program: scene.program, text }),
  },
  {
    name: "lookup",
    programs: ["authdaemond"],
    queued: false,
    samples: [
      'modules="authpam", daemons=5',
      "Installing libauthpam.so.0",
      "Installation complete: authpam",
      "stopping authdaemond children",
      // With DEBUG_LOGIN.
      "received auth request, service=esmtp, authtype=login",
      "received userid lookup request: bernd",
      "authpam: trying this module",
      "pam_service=esmtp, pam_username=anna",
      "dopam successful",
    ],
    line: /^/,
  },
];
