/**
 * Which daemon wrote a line of which the log kept only "postfix", or the name that an administrator gave instead, as rsyslog's own RFC 5424
 * template does: by what only that one says; and what only daemons of Postfix say.
 */

/** Behind the queue id, if there is one; the first that fits. */
const marks: readonly (readonly [daemon: string, line: RegExp])[] = [
  [
    "tlsproxy",
    /^(?:CONNECT from \[[^\]]*\]:\d+$|(?:\w+ )?TLS connection established from \[|TLS handshake failed for service=)/,
  ],
  [
    "postscreen",
    /^(?:CONNECT from|DISCONNECT \[|PASS (?:NEW|OLD) |PREGREET |HANGUP after|DNSBL rank|(?:WHITE|BLACK|ALLOW|DENY)LIST(?:ED)? |COMMAND (?:PIPELINING|TIME|COUNT|LENGTH) |NON-SMTP COMMAND|BARE (?:NEWLINE|LF)|(?:entering|leaving) STRESS mode|DATA without valid RCPT from \[|reject: connect from \[|NOQUEUE: reject: \w+ from \[[^\]]*\]:\d)/,
  ],
  ["dnsblog", /^addr \S+ listed by domain /],
  [
    "cleanup",
    /^(?:(?:resent-)?message-id=|\w+: (?:header|body|mime-header|nested-header) |milter-(?:reject|discard|hold): END-OF-MESSAGE |milter-(?:header|body)-|removed \()/,
  ],
  ["pickup", /^uid=\d+ from=</],
  ["qmgr", /^(?:from=<[^>]*>, (?:size=|status=)|removed$|skipped, still being delivered)/],
  [
    "bounce",
    /^(?:sender (?:non-delivery|delivery status|delay)|postmaster .{1,40}) notification: |^(?:not sending trace|no trace file)/,
  ],
  ["lmtp", /^to=<.{1,500}?, relay=\S{1,200}(?:\[(?:private|public)?\/[^\]]{1,200}\]|:24), |^to=<.{1,800}? Saved\)$/],
  ["local", /^to=<.{1,500}?, relay=local, /],
  ["virtual", /^to=<.{1,500}?, relay=virtual, /],
  ["pipe", /^to=<.{1,500}?, relay=(?!none,)[\w-]{1,60}, /],
  [
    "smtp",
    /^(?:to=<|\w+ TLS connection (?:established|reused) to |host \S+ (?:said|refused)|lost connection with |conversation with |connect to |enabling PIX|SSL_connect error|breaking line|Cannot start TLS|TLS is required|SASL authentication failed; server |Server certificate |server certificate |passing <|status=deferred |TLSRPT: |\S{1,260}\[[^\]]{1,60}\]:\d+: )/,
  ],
  ["anvil", /^statistics: /],
  ["master", /^(?:daemon started -- |terminating on signal|reload -- version|warning: process \/)/],
  [
    "postfix-script",
    /^(?:(?:starting|stopping|refreshing|aborting|waiting for) the Postfix|the Postfix mail system is )/,
  ],
  ["postsuper", /^(?:deleted|requeued|placed on hold|released from hold|expired|force-expired|renamed to match)\b/i],
];

/** What no mark tells is smtpd's: it says most. */
export const daemonOf = (text: string): string => marks.find(([, line]) => line.test(text))?.[0] ?? "smtpd";

const id = "(?:[0-9A-F]{6,15}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20})";
const address = String.raw`\[(?:[\da-fA-F.:]{3,45}|unknown)\](?::\d{1,5})?`;
const peer = String.raw`[\w.:-]{1,255}${address}`;
/** Whole forms: a single word of them may be anybody's. */
const own = new RegExp(
  `^(?:${[
    `${id}: (?:${[
      String.raw`from=<[^>]{0,400}>, size=\d{1,15}, nrcpt=\d{1,9} \(queue active\)$`,
      String.raw`to=<.{1,400}?>, (?:orig_to=<.{1,400}?>, )?relay=.{1,300}?, (?:conn_use=\d{1,9}, )?delay=[\d.]{1,12}, (?:delays=[\d./]{7,60}, )?dsn=\d\.\d{1,3}\.\d{1,3}, status=[a-zA-Z-]{4,20} \(`,
      `client=${peer}(?:, (?:sasl_method|orig_client|orig_queue_id)=|$)`,
      String.raw`uid=\d{1,10} from=<.{0,400}>$`,
      "(?:sender (?:non-delivery|delivery status|delay)|postmaster .{1,40}?) notification: ",
    ].join("|")})`,
    `(?:NOQUEUE|${id}): (?:milter-)?(?:reject|hold|discard|redirect|filter|warn): [A-Z-]{3,12} from ${peer}: `,
    `disconnect from ${peer}(?: [a-z]{4,9}=[\\d/]{1,15}){1,20}$`,
    `lost connection after [A-Z-]{3,12}(?: \\(.{1,60}\\))? from ${peer}$`,
    `(?:CONNECT from|PASS (?:NEW|OLD)|PREGREET \\d{1,6} after [\\d.]{1,12} from|HANGUP after [\\d.]{1,12} from) \\[[\\da-fA-F.:]{3,45}\\]:\\d{1,5}`,
    `(?:Anonymous|Untrusted|Trusted|Verified) TLS connection established (?:from|to) ${peer}: TLSv`,
    String.raw`statistics: max (?:connection|message|recipient|newtls|auth) (?:rate|count) \d`,
    String.raw`daemon started -- version \d[\w.-]{1,30}, configuration \/`,
    "(?:starting|stopping|refreshing) the Postfix mail system$",
  ].join("|")})`,
);

/** Does no other program say so? The text, with its queue id. */
export const isPostfixOwn = (text: string): boolean => own.test(text);
