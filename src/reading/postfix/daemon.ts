/** Which daemon wrote a line of which the log kept only "postfix", as rsyslog's own RFC 5424 template does: by what only that one says. */

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
