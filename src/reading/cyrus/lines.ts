/** The lines of Cyrus IMAP: deliveries by LMTP, what sieve did with them, and visits of mail programs. */
import { numberOf } from "../pattern.ts";
import { placeOf } from "./mailbox.ts";
import type { CyrusPattern } from "./scene.ts";

const bare = { programs: ["*"], queued: false } as const;
/** A Message-ID, with its brackets. */
const id = "(<[^<>]{1,990}>)";
const of = (text: string): RegExp => new RegExp(`^${text}$`, "s");

/** Real samples are of Cyrus IMAP 3.6.1 of Debian 12; where a pattern has none from there, its sample is written after the source. */
export const cyrusPatterns: readonly CyrusPattern[] = [
  {
    ...bare,
    name: "delivered",
    samples: [
      "Delivered: <4024.1795763049@fink.example> to mailbox: user.bernd",
      "Delivered: <4103.1795771189@kiebitz.example> to mailbox: user.bernd.Kunden",
      // After the source.
      "Delivered: <4103.1795771189@kiebitz.example> to mailbox: example.test!user.bernd^meier.Kunden",
    ],
    line: of(`Delivered: ${id} to mailbox: (\\S.{0,500})`),
    events: ([, messageId = "", name = ""], scene) => {
      const where = placeOf(name);
      // By a script, or by an address with the folder's name in it.
      const isFiled = where.folder !== undefined && where.folder !== "INBOX";
      const filed = isFiled ? { decidedBy: "sieve.fileinto" } : {};
      scene.done(where.mailbox, { messageId, status: "delivered", where, ...filed });
    },
  },
  {
    ...bare,
    name: "duplicate",
    // After the source; it is logged at the level "info" by some releases, and by others at "debug".
    samples: [
      "dupelim: eliminated duplicate message to user.gerda id <aushang.7@dohle.example> (delivery)",
      "dupelim: eliminated duplicate message to user.gerda id <aushang.7@dohle.example> date Fri, 27 Nov 2026 09:04:48 +0000 (delivery)",
    ],
    line: of(`(dupelim: eliminated duplicate message to (\\S{1,500}) id ${id}.{0,200})`),
    events: ([, text = "", name = "", messageId = ""], scene) =>
      scene.done(placeOf(name).mailbox, { messageId, status: "discarded", text, decidedBy: "sieve.duplicate" }),
  },
  {
    ...bare,
    name: "sieve-discarded",
    samples: ["sieve discarded: <4122.1795771890@star.example>"],
    line: of(`(sieve discarded: ${id})`),
    events: ([, text = "", messageId = ""], scene) =>
      scene.doneForNext({ messageId, status: "discarded", text, decidedBy: "sieve.discard" }),
  },
  {
    ...bare,
    name: "sieve-redirected",
    samples: ["sieve redirected: <4161.1795773293@fink.example> to: buchhaltung@good.example"],
    line: of(`sieve redirected: ${id} to: (\\S{1,500})`),
    events: ([, messageId = "", to = ""], scene) =>
      scene.doneForNext({
        messageId,
        status: "forwarded",
        text: `forwarded to <${to}>`,
        decidedBy: "sieve.redirect",
      }),
  },
  {
    ...bare,
    name: "sieve-rejected",
    samples: [
      "sieve LMTP rejected: <4139.1795772592@gans.example>",
      // After the source.
      "sieve rejected: <4139.1795772592@gans.example> to: info@gans.example",
    ],
    line: of(`(sieve (LMTP )?rejected: ${id}(?: to: \\S{1,500})?)`),
    events: ([, text = "", byReply, messageId = ""], scene) =>
      scene.doneForNext({
        messageId,
        status: "refused",
        text,
        decidedBy: byReply ? "sieve.ereject" : "sieve.reject",
      }),
  },
  {
    ...bare,
    name: "sieve-error",
    samples: [
      "sieve runtime error for dieter id <4202.1795775552@uhu.example>: Fileinto (INBOX.GibtsNicht): Mailbox does not exist",
      // After the source.
      "sieve parse error for dieter: line 3: syntax error",
    ],
    line: /^(sieve (?:runtime|parse) error for .{1,1000})$/s,
    events: ([, text = ""], scene) => scene.warned(text),
  },
  {
    ...bare,
    name: "usage",
    samples: ["USAGE bernd user: 0.003067 sys: 0.002040"],
    line: /^USAGE (\S{1,300}) user: [\d.]{1,20} sys: [\d.]{1,20}$/,
    events: ([, user = ""], scene) => scene.usedBy(user),
  },
  {
    ...bare,
    name: "login",
    samples: [
      "login: localhost [192.0.2.9] hans plaintext User logged in SESSIONID=<cyrus-1795807283-832-1-17583553720183480290>",
      // After the source.
      "login: [192.0.2.9] hans@example.test PLAIN+TLS User logged in",
    ],
    line: /^login: (?:(\S{1,300}) )?\[([^\]\s]{1,60})\] (\S{1,300}) \S{1,60} User logged in(?: .{0,300})?$/,
    events: ([, host, ip = "", user = ""], scene) => scene.loggedIn(user, ip, host),
  },
  {
    ...bare,
    name: "bad-login",
    samples: [
      // After the source.
      "badlogin: localhost [192.0.2.9] plaintext hans SASL(-13): authentication failure: checkpass failed",
      "badlogin: localhost [192.0.2.9] plaintext hans invalid user",
      "badlogin: [192.0.2.9] PLAIN [SASL(-13): authentication failure: Password verification failed]",
    ],
    line: /^badlogin: (?:(\S{1,300}) )?\[([^\]\s]{1,60})\] (?:plaintext (\S{1,300}) )?(.{0,500})$/s,
    events: ([, host, ip = "", user, text = ""], scene) => scene.badLogin(user, ip, host, text),
  },
  {
    ...bare,
    name: "expunged",
    samples: ["Expunged 1 messages from user.hans"],
    // Which, it does not say.
    line: /^(Expunged \d{1,10} messages? from \S.{0,500})$/s,
    events: ([, text = ""], scene) => scene.inVisit({ kind: "session.noted", text }),
  },
  {
    ...bare,
    name: "counts",
    samples: ["counts: retr=<1> top=<0> dele=<1>"],
    line: /^counts: retr=<(\d{1,10})> top=<(\d{1,10})> dele=<(\d{1,10})>$/,
    events: ([, ...found], scene) => {
      const [retr = 0, top = 0, dele = 0] = found.map((one) => numberOf(one) ?? 0);
      const counts = Object.entries({ TOP: top, RETR: retr, DELE: dele });
      scene.left(Object.fromEntries(counts.map(([verb, count]) => [verb, { ok: count, all: count }])));
    },
  },
  {
    ...bare,
    name: "started",
    samples: [
      // After the source.
      "process started",
      "ready for work",
    ],
    line: /^(?:process started|ready for work)$/,
    events: (_, { program, emit }) => {
      if (program === "master") emit({ kind: "service.started", title: "Cyrus IMAP" });
    },
  },
  {
    ...bare,
    name: "stopped",
    samples: [
      "attempting clean shutdown on signal",
      // After the source.
      "exiting on SIGTERM/SIGINT",
    ],
    line: /^(?:attempting clean shutdown on signal|exiting on SIG)/,
    events: (_, { emit }) => emit({ kind: "service.stopped", title: "Cyrus IMAP" }),
  },
  {
    ...bare,
    name: "warning",
    samples: [
      "IOERROR: refreshing index failed: mailbox=<user.gerda> error=<Mailbox has an invalid format> syserror=<No such file or directory> func=<mailbox_lock_index_internal>",
      // After the source.
      "verify_user(user.ida) failed: Mailbox does not exist",
      // After the source.
      "DBERROR: opening /var/lib/cyrus/mailboxes.db: cyrusdb error",
      "unable to bind to sieve/ipv4 socket: Address already in use",
      "cannot get exclusive lock on pidfile (is another master still running?)",
      "mailbox: longlock user.franz for 4000.0 seconds",
      // After the source.
      "couldn't create autosieve script",
      "LOSTQUOTA: unable to record change of 548 bytes in quota",
      "service lmtpunix pid 647 in READY state: terminated abnormally",
    ],
    line: /^((?:[A-Z]{2,12}ERROR|LOSTQUOTA|FATAL|verify_user\(|unable to |cannot |could(?: not|n't) |failed |Fatal error|mailbox: longlock |(?:mappedfile|skiplist|twoskip): longlock |[\w ]{1,60} pid \d{1,10} in \w{1,20} state: ).{0,2000})$/s,
    events: ([, text = ""], scene) => scene.warned(text),
  },
  {
    ...bare,
    name: "chatter",
    samples: [
      "checkpointing cyrus databases",
      "done checkpointing cyrus databases",
      "recovering cyrus databases",
      "graceful shutdown",
      "exiting",
      "tls_prune: /var/lib/cyrus/tls_sessions.db not found, nothing to do",
      "duplicate_prune: purged 0 out of 63 entries",
      "Expired 0 and expunged 0 out of 43 messages from 12 mailboxes",
      "skiplist: clean shutdown file missing, updating recovery stamp",
      "skiplist: recovered /var/lib/cyrus/user/uuid/i/1/x/conversations.db (0 records, 144 bytes) in 0 seconds",
      "creating sql_db /var/lib/cyrus/user/uuid/i/0/x/dav.db",
      // After the source.
      "accepted connection",
      "executed",
      "lmtp connection preauth'd as postman",
      "starttls: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits new) no authentication",
      "Connection reset by peer, closing connection",
      "idle for too long, closing connection",
      "process type:SERVICE name:imap path:/usr/lib/cyrus/bin/imapd age:0.101s pid:568 exited, status 0",
      "auditlog: login sessionid=<cyrus-1> remote=<192.0.2.9>",
    ],
    line: /^(?:(?:done )?(?:checkpointing|recovering) cyrus|graceful shutdown|exiting$|tls_prune|duplicate_prune|Expired \d|(?:skiplist|mappedfile|twoskip|mystore|cyrusdb\w{0,20}): (?!longlock )|creating |accepted connection|executed|lmtp connection|starttls: |Connection |idle for too|process (?:type|\d)|auditlog: |about to exec|open: |seen_db|autocreate|fetching|archiving |purged |SSL_|inittls|TLS |client id|New worker|ptloader|notify|deleted |Removed |Repacking|squatter|sync_)/,
  },
];
