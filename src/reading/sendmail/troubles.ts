/** What sendmail says of its own troubles: files, directories and hosts that it asks, its queue and its children. After its sources (8.17). */
import { note } from "./arrivals.ts";
import { peerIn, warned } from "./clients.ts";
import type { SendmailPattern } from "./scene.ts";

const any = ["*"];

/** Of one message. */
const ofMessage = [
  "possible spam from <> to list: ",
  "(?:forward|include) .{1,500}: transient error: ",
  "forward (?!.{1,500} => ).{1,500}: ",
  "headers? (?:overflow|too large) .{0,60}from ",
  "clt_features=TEMPFAIL",
  "setsender: ",
  "cannot prescan from ",
  "timeout (?:connecting to|during) (?:LDAP|PH) ",
  "ph_map_open: ",
  String.raw`\S{1,300}: lookup error, expected 1 entry`,
  String.raw`socket_map_lookup\(`,
  "rewrite: expansion too long",
  "queueup: (?:cannot|fsync|unlink)",
  "bogus queue file",
  "dup_df: ",
  "aliasing/forwarding loop broken: ",
  "deferred: udbexpand: ",
  String.raw`dbopen\(`,
  String.raw`.{1,500}: (?:unsafe directory path|user \S{1,100} has bad shell|(?:world|group) writable)\b`,
  "Saved message in ",
  "AUTH (?:encode|decode)64 error ",
  "encode64 for AUTH failed",
  "srvfeatures: ",
  "smtps: TLS not available",
  ".{1,300}: SMTP violation, input too long",
  "POSSIBLE ATTACK from ",
  '"[^"]{0,60}" command from ',
  String.raw`\S{1,200} too old \(require version `,
  "(?:Truncated (?:long )?|Fixed )MIME .{1,60} header",
  "Dropped invalid comments from header address",
  "stat=occ_exceeded, ",
].join("|");

/** Of no message. */
const ofServer = [
  String.raw`(?:have been )?(?:rejecting|deferring|delaying|accepting) (?:connections|new messages)\b(?! on daemon .{1,60}: \d{1,9} per second)`,
  "Bad line on ",
  "can't (?:open|read) ",
  "could not (?:restart|drop privileges|exec)",
  "unable to qualify my own domain name",
  "(?:queue|persistent queue runner) control process: lost all children",
  String.raw`persistent queue runner=\d{1,9} (?:core dumped|died)`,
  "ERROR: ",
  "checkqueuerunner: ",
  "gatherq: ",
  String.raw`WorkList for \S{1,300} maxed out`,
  "FAILED to grow ",
  'queue directory ".{1,300}": Not safe',
  "dangerous permissions=",
  "filesys_update failed",
  String.raw`\S{1,300}: WARNING: dangerous write permissions`,
  String.raw`rscheck\(`,
  "alias database .{1,300} (?:out of date|name too long)",
  "makeconnection: service ",
].join("|");

export const troublePatterns: readonly SendmailPattern[] = [
  {
    name: "message-trouble",
    programs: any,
    queued: true,
    samples: [
      // Not recorded: from knowledge of the program.
      "6ATGPN2F003456: forward /srv/users/bob/.forward: transient error: Permission denied",
      "6ATGPN2F003456: include /etc/mail/team: transient error: Stale file handle",
      "6ATGPN2F003456: forward /srv/users/bob/.forward: World writable directory",
      "6ATGPN2F003456: aliasing/forwarding loop broken: team (12 aliases deep; 10 max)",
      "6ATGPN2F003456: timeout connecting to LDAP server ldap.example.test",
      "6ATGPN2F003456: headers too large (32768 max) from client.example during message collect",
      "6ATGPN2F003456: Saved message in /var/tmp/dead.letter",
    ],
    line: new RegExp(`^((?:${ofMessage}).{0,2000})$`, "s"),
    events: ([, text = ""], scene) => warned(text, scene, peerIn(text)),
  },
  {
    name: "let-go",
    programs: any,
    queued: true,
    // Not recorded: from knowledge of the program.
    samples: ["6ATGPN2F003456: unquarantine"],
    line: /^unquarantine$/,
    events: ([text], scene) => note(text, scene),
  },
  {
    name: "system-trouble",
    programs: any,
    queued: false,
    samples: [
      "rejecting connections on daemon MTA: load average: 14",
      "rejecting connections on daemon MTA: 41 children, max 40",
      "SYSERR(root): opendaemonsocket: daemon MTA: cannot bind: Address already in use",
      "SYSERR(root): cannot open /etc/mail/sendmail.cf: No such file or directory",
      "My unqualified host name (localhost) unknown; sleeping for retry",
      "deferring connections on daemon MTA: 20 per second",
      // Not recorded: from knowledge of the program.
      "rejecting new messages: min free: 100",
      "accepting connections again for daemon MTA",
      "unable to qualify my own domain name (mx) -- using short name",
      'queue directory "/var/spool/mqueue": Not safe: Permission denied',
      "ERROR: srv_features=tempfail, relay=client.example [192.0.2.7], access temporarily disabled",
    ],
    line: new RegExp(
      String.raw`^((?:${ofServer}|deferring connections |(?:SYSERR|WARNING|NOTICE)[ (:]|My unqualified host name |problem creating SMTP socket|daemon \S{1,60}: problem creating SMTP socket|runqueue: (?:Aborting|Skipping) |low on space ).{0,2000})$`,
      "s",
    ),
    events: ([, text = ""], scene) => scene.emit({ kind: "program.warned", program: scene.program, text }),
  },
];
