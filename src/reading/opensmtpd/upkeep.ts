/** What OpenSMTPD says of itself, and lines that are known and without interest. */
import type { OpensmtpdPattern } from "./scene.ts";

const bare = { programs: ["*"], queued: false } as const;

export const upkeepPatterns: readonly OpensmtpdPattern[] = [
  {
    ...bare,
    name: "starting",
    samples: ["info: OpenSMTPD 6.8.0p2 starting"],
    line: /^info: (OpenSMTPD \S{1,40}) starting/,
    events: ([, title = ""], scene) => scene.emit({ kind: "service.started", title }),
  },
  {
    ...bare,
    name: "stopping",
    samples: ["Exiting"],
    line: /^Exiting$/,
    events: (_, scene) => scene.emit({ kind: "service.stopped", title: "OpenSMTPD" }),
  },
  {
    ...bare,
    name: "warning",
    samples: [
      "warn: queue: no return path!",
      "warn: user credentials lookup fail for creds:ann",
      "fatal: bind: Address already in use",
      "commands executed from aliases run with opensmtpd privileges",
      // Not recorded: from its source.
      "SRS failed to decode: SRS0=a@example.org",
      "pki name not found: mx.example.com",
      "/etc/mail/virtuals is not owned by uid 0",
    ],
    line: /^((?:(?:warn|warning|fatal|fatalx|error): |commands executed from aliases |SRS failed |(?:pki|ca) name |\/\S{1,300} (?:is not|must be) |cannot create temporary file ).{1,2000})$/s,
    events: ([, text = ""], scene) => scene.emit({ kind: "program.warned", program: "smtpd", text }),
  },
  {
    ...bare,
    name: "chatter",
    samples: [
      "smtp-out: Enabling route [] <-> 203.0.113.4 (203.0.113.4)",
      "smtp-out: Disabling route [] <-> 203.0.113.4 (203.0.113.4) for 15s",
      "smtp-out: No valid route for [connector:[]->[relay:203.0.113.4,port=25,smtp,mx],0x0]",
      "smtp-out: Failed to resolve MX for [relay:nosuch.example,smtp]: Domain does not exist",
      "smtp-out: Error on session 9a0686935695fbb2: opportunistic TLS failed, downgrading to plain",
      "info: setup_peer: control -> pony express",
      "debug: smtp: new client on listener: 0x5581",
      'proxy 12 event=closed address=192.0.2.7 reason="protocol error"',
    ],
    line: /^(?:smtp-out: |info: (?!OpenSMTPD)|debug: |proxy \d{1,9} event=|failed to push dataline)/,
  },
  {
    ...bare,
    name: "filter",
    // What a filter writes to its standard error, behind its name.
    samples: ["scan: scan: spam seen"],
    line: /^(?!(?:smtp-in|smtp-out|relay|delivery|bounce|warn|warning|fatal|fatalx|error|info|debug): )[\w.-]{1,60}: /,
  },
  {
    ...bare,
    queued: true,
    name: "mta-connected",
    samples: [
      "9a0686935695fbb2 mta connected",
      "9a0686935695fbb3 mta event=connected",
      // Not recorded: from its source. What becomes of each message is told with it.
      "9a0686935695fbb3 mta host-rejects-all-mails",
      "9a0686935695fbb3 mta closing reason=tls-failure",
    ],
    line: /^mta (?:(?:event=)?connected|host-rejects-all-mails|closing reason=[\w-]{1,40})$/,
  },
];
