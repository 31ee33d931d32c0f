/** The lines of nullmailer-send. */
import type { NullmailerPattern } from "./scene.ts";

const bare = { programs: ["*"], queued: false } as const;

/** Of so many recipients it is told. */
const mostRecipients = 1000;

/** `<ann@example.org>, <bob@example.org>`. */
const addressesIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/<([^<>]{0,500})>/g), ([, address = ""]) => address).slice(0, mostRecipients);

/** Real samples are of nullmailer 2.2 of Debian 12. */
export const nullmailerPatterns: readonly NullmailerPattern[] = [
  {
    ...bare,
    name: "starting-delivery",
    samples: [
      "Starting delivery: host: smart.example protocol: smtp file: 1795763212.206",
      // After its source: the order of 1.x.
      "Starting delivery: protocol: smtp host: smart.example file: 1364212345.2012",
    ],
    line: /^Starting delivery: (?:protocol: \S{1,40} )?host: (\S{1,300}) (?:protocol: \S{1,40} )?file: (\S{1,200})$/,
    events: ([, host = "", file = ""], scene) => scene.begins(file, host),
  },
  {
    ...bare,
    name: "envelope",
    samples: [
      "From: <app@shop.example> to: <chef@gone.example>",
      "From: <app@shop.example> to: <ann@good.example>, <bob@good.example>",
      "From: <> to: <app@shop.example>",
    ],
    line: /^From: <([^<>]{0,500})> to: (<.{0,100000}>)$/,
    events: ([, sender = "", list = ""], scene) => scene.envelope(sender, addressesIn(list)),
  },
  {
    ...bare,
    name: "message-id",
    samples: [
      "Message-ID: <3636.1795765171@shop.example>",
      "Message-Id: <1795763223.623906.243.nullmailer@shop.example>",
    ],
    line: /^[Mm][Ee][Ss][Ss][Aa][Gg][Ee]-[Ii][Dd]: {0,10}(<[^<>\s]{1,990}>)/,
    events: ([, messageId = ""], scene) => scene.identified(messageId),
  },
  {
    ...bare,
    name: "protocol-ended",
    samples: [
      "smtp: Succeeded: 250 2.0.0 Ok: queued as 4A78F20C0EC",
      "smtp: Failed: 550 5.1.1 <chef@gone.example>: Recipient address rejected: User unknown",
      "smtp: Failed: Connect failed",
      "smtp: Failed: ",
    ],
    line: /^(?:smtp|qmqp): (?:Succeeded|Failed): ?(.{0,2000})$/,
    events: ([, text = ""], scene) => scene.said(text.trim()),
  },
  {
    ...bare,
    name: "further-line",
    // Of a reply that has several: the first stands behind "Failed:".
    samples: ["550 5.7.1 second line", "550-5.7.1 another line"],
    line: /^([2-5]\d\d(?:[ -].{0,2000})?)$/,
    events: ([, text = ""], scene) => scene.further(text),
  },
  {
    ...bare,
    name: "sent",
    samples: ["Sent file."],
    line: /^Sent file\.$/,
    events: (_, scene) => scene.sent(),
  },
  {
    ...bare,
    name: "failed",
    samples: [
      "Sending failed: Permanent error in sending the message",
      "Sending failed: Connection refused",
      "Sending failed:  Host not found",
    ],
    line: /^Sending failed: {1,2}(.{0,1000})$/,
    events: ([, text = ""], scene) => scene.failed(text),
  },
  {
    ...bare,
    name: "broken-off",
    samples: [
      "Sending timed out, killing protocol",
      // After its source.
      "Sending process crashed or was killed.",
    ],
    line: /^(Sending timed out, killing protocol|Sending process crashed or was killed\.)$/,
    events: ([, text = ""], scene) => scene.failed(text),
  },
  {
    ...bare,
    name: "given-up",
    samples: ["Moving message 1795765171.237 into failed"],
    line: /^Moving message (\S{1,200}) into failed$/,
    events: ([, file = ""], scene) => scene.givenUp(file),
  },
  {
    ...bare,
    name: "complete",
    samples: ["Delivery complete, 1 message(s) remain."],
    line: /^Delivery complete, \d{1,12} message\(s\) remain\.$/,
    events: (_, scene) => scene.settle(),
  },
  {
    ...bare,
    name: "warning",
    // After its source.
    samples: ["No remote hosts listed for delivery", "Could not load the config", "Can't open file '1795765171.237'"],
    line: /^((?:No remote hosts|Could not |Can't |Cannot |Error |Internal error|Warning: (?:Could not|Writing)).{0,1000})$/,
    events: ([, text = ""], { outbox }) => outbox.emit({ kind: "program.warned", program: "nullmailer-send", text }),
  },
  {
    ...bare,
    name: "chatter",
    samples: [
      "Rescanning queue.",
      "Starting delivery, 23 message(s) in queue.",
      "Trigger pulled.",
      "Generating bounce for 1795765171.237",
      "Not generating double bounce for 1795765171.237",
      "Warning: On Debian systems, nullmailer's 'me' is disregarded; please use '/etc/mailname' instead.",
      "nullmailer-send: smtp crashed or was killed: Resource temporarily unavailable",
      "nullmailer-send: nullmailer-dsn failed: 15",
    ],
    line: /^(?:Rescanning queue|Starting delivery, \d|Trigger pulled|Generating bounce for |Not generating double bounce |Warning: On Debian |nullmailer-\w{1,20}: )/,
  },
];
