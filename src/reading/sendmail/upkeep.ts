/** What sendmail writes of itself, and what is known and without interest. */
import { readAgain } from "../pattern.ts";
import type { SendmailPattern } from "./scene.ts";

const any = ["*"];

/** What was asked of other directories, and what came: the names of hosts at LogLevel 10. */
const asked = String.raw`dns \S{1,300} => |ldap=|ph_map_(?:send|recv)_debug: |getauth |server=\S{1,300} \[\S{1,60}\] returned extensions`;
/** What it says to those who look for its faults. */
const inside = String.raw`Sending "|split: |delaying=|proxy mode |proc_list_probe: |mci_|disconnect: |\*\*\* |CurChildren = |NextMacroId = |timeout waiting for input during control command|rcpt=\S{1,300}, rcpt_flags=|ERROR=ARGS_|queueup: (?:mode|notify_snd)=|returntosender: |dferror: |usershellok: |Unsupported address family |(?:C|c)ould not remove |getmodifiers |sync_dir: |hostsignature |File descriptors missing |user \d{1,9} |cannot get memory statistics|persistent queue runner=\d{1,9}, exited|main: where=|x-connect|stab: |no fchown\(\)|arith_map: |can't find queue group |queue (?:group|manager)\b|restart queue runner|(?:sqr|rq|rwg|rqe): |func=init_sem|key=|unable to (?:write|read) |can't \S{1,60}(?: to)? shared memory|shared memory |sm_shmstop |Adding |connection_rate_check |global connection rate|conn_limits: |total: |fcntl\(|set automode |smtp: doublequeue|str_union|unauthorized PIPELINING|ownership change |proxy `;

/** Beside mail, with a queue id or without. */
const chatter = String.raw`(?:STARTTLS|AUTH: |AUTH=client|AUTH (?:warning|error|flags|username|authid)\b|engine=|error: safesasl|NOQUEUE|poststats: |alias database |\S{1,300}: \d{1,9} aliases, |started as: |connect from |gethostbyaddr|Milter|milter|SMTP (?:outgoing )?connect|<-- |--- |EHLO|MAIL|RCPT|DATA|QUIT|QUEUE|quarantine|tls_|done|runqueue|grew |assign|dropenvelope|locked|unlock|authinfo|diff|daemon |SMTP |finis|Authentication-Warning: |Warning: |My unqualified host name |TLS|DNSSEC|DANE|hoststatus|file |event|owner|Queue|mailer |forced |putbody|info=|xunlinkqfile|smtpquit|Losing |${asked}|${inside})`;

export const upkeepPatterns: readonly SendmailPattern[] = [
  {
    name: "started",
    programs: any,
    queued: false,
    samples: ["starting daemon (8.17.1.9): SMTP+queueing@00:00:02"],
    line: /^starting daemon \(([^)]{1,60})\): /,
    events: ([, version = ""], scene) => scene.emit({ kind: "service.started", title: `sendmail ${version}` }),
  },
  {
    name: "stopped",
    programs: any,
    queued: true,
    samples: ["NOQUEUE: stopping daemon, reason=signal"],
    line: /^stopping daemon, reason=/,
    events: (_, scene) => scene.emit({ kind: "service.stopped", title: "sendmail" }),
  },
  {
    name: "restarted",
    programs: any,
    queued: false,
    // Not recorded: from knowledge of the program.
    samples: ["restarting /usr/sbin/sendmail due to signal"],
    line: /^restarting .{1,300} due to signal$/,
    events: (_, scene) => scene.emit({ kind: "settings.changed", by: "sendmail", what: readAgain }),
  },
  {
    name: "chatter",
    programs: any,
    queued: false,
    samples: [
      "alias database /var/spool/sm/aliases rebuilt by root",
      "/var/spool/sm/aliases: 10 aliases, longest 29 bytes, 194 bytes total",
      "gethostbyaddr(192.0.2.9) failed: 2",
      "STARTTLS: CACertPath missing",
      "AUTH warning: no mechanisms",
      "started as: /usr/sbin/sendmail -bd",
      "grew WORKLIST for /var/spool/mqueue to 2000",
      "STARTTLS=client, relay=mx.next.example., version=TLSv1.3, verify=FAIL, cipher=TLS_AES_256_GCM_SHA384, bits=256/256",
    ],
    line: new RegExp(
      `^(?!My unqualified|SYSERR|runqueue: (?:Aborting|Skipping)|daemon \\S{1,60}: problem|alias database .{1,300} (?:out of date|name too long))${chatter}`,
      "s",
    ),
  },
  {
    name: "chatter-of-message",
    programs: any,
    queued: true,
    samples: [
      "NOQUEUE: connect from client.example [192.0.2.7]",
      "6ATGOwxJ003100: SMTP outgoing connect on mx.example.test",
      "6ATGOwxJ003100: Milter: no active filter",
      "6ATGOwxJ003100: dns client.example. => 192.0.2.7",
      "6ATGOwxJ003100: Milter (scan): init success to negotiate",
      "6ATGOwxJ003100: Milter insert (1): header: X-Scanned: yes",
      "6ATGOwxJ003100: <-- MAIL FROM:<ann@sender.example>",
    ],
    line: new RegExp(
      String.raw`^(?!done; delay=|SMTP (?:\S{1,20} protocol error: |\S{1,10} command \()|Losing |Authentication-Warning: |AUTH=server|Milter \([^)]{0,100}\): (?!init success|connect to filters|abort filters|quit filter)|Milter: initialization failed|(?:Milter: |milter=).{0,1200}(?:reject=|quarantine=|discard$))${chatter}`,
      "s",
    ),
  },
];
