/** The lines of dma, the DragonFly Mail Agent. */
import type { Stage } from "../../events/event.ts";
import type { DmaPattern } from "./scene.ts";

const bare = { programs: ["*"], queued: false } as const;

/** What it had said last. */
const stages: Readonly<Record<string, Stage>> = {
  connect: "connect",
  "MAIL FROM": "mail",
  "RCPT TO": "rcpt",
  DATA: "data",
  "final DATA": "eod",
};

/** Real samples are of dma 0.13 of Debian 12; where a pattern has none from there, its sample is written after the source. */
export const dmaPatterns: readonly DmaPattern[] = [
  {
    ...bare,
    name: "new-mail",
    samples: [
      "new mail from user=root uid=8 envelope_from=<app@shop.example>",
      "new mail from user=root uid=8 envelope_from=<>",
    ],
    line: /^new mail from user=\S{0,100} uid=\d{1,10} envelope_from=<([^<>]{0,500})>$/,
    events: ([, sender = ""], scene) => scene.arrives(sender),
  },
  {
    ...bare,
    name: "queued",
    samples: ["mail to=<ann@good.example> queued as 17a85a.5634312a2980"],
    line: /^mail to=<([^<>]{0,500})> queued as ([0-9a-f]{1,16}\.[0-9a-f]{1,16})$/,
    events: ([, recipient = "", id = ""], scene) => scene.queued(recipient, id),
  },
  {
    ...bare,
    name: "trying",
    samples: ["<ann@good.example> trying delivery", "<root> trying delivery"],
    line: /^<([^<>]{0,500})> trying delivery$/,
    events: ([, recipient = ""], scene) => scene.tries(recipient),
  },
  {
    ...bare,
    name: "smart-host",
    samples: ["using smarthost (smart.example:25)"],
    line: /^using smarthost \((\S{1,300}):(\d{1,5})\)$/,
    events: ([, host = "", port], scene) => scene.toSmartHost(host, Number(port)),
  },
  {
    ...bare,
    name: "trying-host",
    samples: ["trying remote delivery to smart.example [192.0.2.25] pref 0"],
    line: /^trying remote delivery to (\S{1,300}) \[([^\]\s]{1,60})\] pref \d{1,6}$/,
    events: ([, host = "", ip = ""], scene) => scene.toHost(host, ip),
  },
  {
    ...bare,
    name: "delivered",
    samples: ["<ann@good.example> delivery successful"],
    line: /^<[^<>]{0,500}> delivery successful$/,
    events: (_, scene) => scene.delivered(),
  },
  {
    ...bare,
    name: "refused",
    samples: [
      "remote delivery to smart.example [192.0.2.25] failed after RCPT TO: 550 5.1.1 <chef@gone.example>: Recipient address rejected: User unknown",
      "remote delivery to smart.example [192.0.2.25] failed after final DATA: 554 5.7.1 Message rejected as spam (score 17.2)",
    ],
    line: /^remote delivery to \S{1,300} \[[^\]\s]{1,60}\] failed after ([A-Za-z ]{1,20}): (.{0,2000})$/,
    events: ([, command = "", text = ""], scene) => scene.refused({ text, stage: stages[command] }),
  },
  {
    ...bare,
    name: "put-off",
    samples: [
      "remote delivery deferred: smart.example [192.0.2.25] failed after RCPT TO: 450 4.2.0 <info@later.example>: Recipient address rejected: Greylisted",
      "remote delivery deferred: smart.example [192.0.2.25] failed after MAIL FROM: 452 4.3.1 Insufficient system storage",
    ],
    line: /^remote delivery deferred: \S{1,300} \[[^\]\s]{1,60}\] failed after ([A-Za-z ]{1,20}): (.{0,2000})$/,
    events: ([, command = "", text = ""], scene) => scene.putOff({ text, stage: stages[command] }),
  },
  {
    ...bare,
    name: "unknown-host",
    samples: [
      "remote delivery deferred: DNS lookup failure: host smart2.example not found",
      // After the source.
      "remote delivery failed: DNS lookup failure: host smart2.example not found",
    ],
    line: /^remote delivery (deferred|failed): (DNS lookup failure: host \S{1,300} not found)$/,
    events: ([, how, text = ""], scene) => (how === "failed" ? scene.refused({ text }) : scene.putOff({ text })),
  },
  {
    ...bare,
    name: "not-reached",
    samples: [
      "connect to smart.example [192.0.2.25] failed: Connection refused",
      // After the source.
      "socket for smart.example [2001:db8::25] failed: Address family not supported by protocol",
    ],
    line: /^((?:connect to|socket for) \S{1,300} \[[^\]\s]{1,60}\] failed: .{0,300})$/,
    events: ([, text = ""], scene) => scene.putOff({ text, stage: "connect" }),
  },
  {
    ...bare,
    name: "greeting",
    samples: [
      // After the source.
      "Could not perform server greeting at smart.example [192.0.2.25]: 554 5.7.1 Go away",
    ],
    line: /^Could not perform server greeting at \S{1,300} \[[^\]\s]{1,60}\]: (.{0,2000})$/,
    events: ([, text = ""], scene) => scene.refused({ text, stage: "helo" }),
  },
  {
    ...bare,
    name: "login-refused",
    samples: [
      // After the source.
      "remote delivery failed: Authentication failed: 535 5.7.8 Error: authentication failed",
      "remote delivery failed: AUTH login failed: 535 5.7.8 Error: authentication failed",
    ],
    line: /^remote delivery failed: (?:AUTH login failed|Authentication failed): (.{0,2000})$/,
    events: ([, text = ""], scene) => scene.refused({ text, stage: "auth" }),
  },
  {
    ...bare,
    name: "login-not-available",
    // It goes on without.
    samples: [
      "remote delivery deferred: AUTH login not available: 535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6",
      // After the source.
      "remote delivery deferred: Authentication failed: 454 4.7.0 Temporary authentication failure",
      "smarthost authentication: AUTH cram-md5 not available: 504 5.5.4 no such mechanism",
    ],
    line: /^((?:remote delivery deferred: (?:AUTH |Authentication )|smarthost authentication: ).{0,2000})$/,
    events: ([, text = ""], scene) => scene.noted(text),
  },
  {
    ...bare,
    name: "tls-failed",
    samples: [
      // After the source.
      "remote delivery deferred: STARTTLS not available: 454 4.7.0 TLS not available",
      "remote delivery deferred: SSL handshake failed fatally: error:0A00010B:SSL routines::wrong version number",
      "remote delivery deferred: Peer did not provide certificate: error:00000000:lib(0)::reason(0)",
    ],
    line: /^remote delivery deferred: ((?:STARTTLS|SSL|Peer did not) .{0,2000})$/,
    events: ([, text = ""], scene) => scene.putOff({ text, stage: "tls" }),
  },
  {
    ...bare,
    name: "local-trouble",
    samples: [
      // After the source.
      "local delivery deferred: can not lock `/var/mail/root'",
      "local delivery failed: corrupted queue file",
    ],
    line: /^local delivery (deferred|failed): (.{0,1000})$/,
    events: ([, how, text = ""], scene) =>
      how === "failed" ? scene.refused({ text, isLocal: true }) : scene.putOff({ text, isLocal: true }),
  },
  {
    ...bare,
    name: "bounced",
    samples: ["delivery failed, bouncing as 17a894"],
    line: /^delivery failed, bouncing as ([0-9a-f]{1,16})$/,
    events: ([, message = ""], scene) => scene.bouncedAs(message),
  },
  {
    ...bare,
    name: "dropped",
    samples: ["can not bounce a bounce message, discarding", "error creating bounce: Success"],
    line: /^(?:can not bounce a bounce message|error creating bounce: )/,
    events: (_, scene) => scene.dropped(),
  },
  {
    ...bare,
    name: "chatter",
    samples: [
      "Server greeting successfully completed",
      "  Server does not support STARTTLS",
      "  Server supports LOGIN authentication",
      "using SMTP authentication for user shop",
      "SMTP login not available. Trying without.",
      // After the source.
      "remote delivery failed: SMTP login failed: Success",
      "remote delivery succeeded but QUIT failed: ",
      "in opportunistic TLS mode, STARTTLS not available: 502 no",
      "SSL initialization successful",
    ],
    line: /^(?:Server greeting successfully| {1,4}Server |using SMTP auth|SMTP login not available|remote delivery (?:failed: SMTP login|succeeded)|in opportunistic TLS|SSL init|successfully verified)/,
  },
  {
    ...bare,
    name: "warning",
    samples: [
      // After the source.
      "can not open config `/etc/dma/dma.conf'",
      "could not lock queue file",
      "remote delivery failed: corrupted queue file",
      "bad mail input format: from root (uid 0) (envelope-from root@web1.example)",
    ],
    line: /^((?:can(?:not| not) (?!bounce a)|could not |lost queue file|malformed |ignoring |reached dead|non-encrypted SMTP|remote delivery (?:failed: corrupted|deferred: (?:write|unable))|Internal error|bad mail input|unknown bounce|syntax error|fingerprints? |failed to |reading queue).{0,1000})$/,
    events: ([, text = ""], { outbox }) => outbox.emit({ kind: "program.warned", program: "dma", text }),
  },
];
