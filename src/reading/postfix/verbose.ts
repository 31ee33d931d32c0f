/** What Postfix logs for who looks for a fault in it: `-v`, `debug_peer_list`, a TLS log level of 2 and more. Known, and without interest. */
import type { PostfixPattern } from "./scene.ts";

/** Samples are real: Postfix 3.7.11 that spoke with another by TLS at level 2, and with clients and a filter before the queue at `-v`. */
export const verbosePatterns: readonly PostfixPattern[] = [
  {
    name: "tls-steps",
    programs: ["*"],
    queued: false,
    samples: [
      "SSL_accept:before SSL initialization",
      "SSL_connect:SSLv3/TLS write client hello",
      "SSL3 alert write:fatal:unexpected_message",
      "looking for session smtp&[127.0.0.1]:34567&127.0.0.1&127.0.0.1&&8E6D7BB6 in smtp cache",
      "lookup smtp session id=smtp&[127.0.0.1]:34567&127.0.0.1&127.0.0.1&&8E6D7BB6",
      "read smtp TLS cache entry smtp&[127.0.0.1]:34567&127.0.0.1&127.0.0.1&&8E6D7BB6: time=1764462709 [data 1200 bytes]",
      // After the strings of 3.10.
      "subject=/CN=client.example",
      "read from 55D0C0DE [55D0C0DF] (5 bytes => 5 (0x5))",
    ],
    line: /^(?:SSL_(?:accept|connect):|SSL3 alert |(?:looking for|reloaded|save|remove) session \S+ (?:in|from|to) \S+ cache|(?:lookup|put|delete) \S+ session id=|(?:lookup|read|write|delete|open|close) \S+ TLS cache |(?:subject|issuer)=|(?:read from|write to) [0-9A-F]+ \[).*$/,
  },
  {
    name: "tls-peer",
    programs: ["smtp", "relay", "lmtp", "smtpd", "tlsproxy"],
    queued: false,
    samples: [
      '127.0.0.1[127.0.0.1]:34567: TLS cipher list "aNULL:-aNULL:HIGH:MEDIUM:+RC4:@STRENGTH"',
      "127.0.0.1[127.0.0.1]:34567: Reusing old session",
      "localhost[127.0.0.1]: Decrypting session ticket, key expiration: 1764464509",
      "localhost[127.0.0.1]: save session F1C2&s=127.0.0.1:34567&l=805306544 to smtpd cache",
      // After the strings of 3.10.
      "127.0.0.1[127.0.0.1]:34567: SNI hostname: mx1.example.net",
      "127.0.0.1[127.0.0.1]:34567: certificate verification depth=1 verify=1 subject=/CN=Example CA",
    ],
    line: /^[^\s[]*\[[^\]\s]*\](?::\d+)?: (?:TLS cipher list|Reusing old session|(?:Decrypting|Issuing) session ticket|(?:looking up|save|reloaded|remove) session|SNI hostname|certificate verification depth=).*$/,
  },
  {
    name: "verbose",
    programs: ["*"],
    queued: false,
    samples: [
      "> localhost[127.0.0.1]: 250-PIPELINING",
      "< 127.0.0.1:10024: 220 [127.0.0.1] ESMTP amavisd-new service ready",
      "send attr request = lookup",
      "private/rewrite socket: wanted attribute: (list terminator)",
      "smtp_stream_setup: maxtime=300 enable_deadline=0 min_data_rate=0",
      "server features: 0x102f size 20000",
      ">>> START Recipient address RESTRICTIONS <<<",
      "connect to subsystem private/rewrite",
      "trying... [127.0.0.1]",
      "fd=17: stream buffer size old=0 new=130964",
      "before input_transp_cleanup: cleanup flags = enable_milters",
      // Of a service with a socket of its own name, and of a policy server.
      "vsmtp socket: wanted attribute: original_recipient",
      "127.0.0.1:10023: wanted attribute: action",
      "host name lookup methods: dns",
      "lookup mx.example.test type A flags ",
      "global TLS level: may",
      "Run-time linked against Berkeley DB: 5.3.28?",
    ],
    line: /^(?:[<>] \S{1,300}:(?: |$)|trying\.\.\. \[|fd=\d+: stream buffer size |send attr |input attribute |\S{1,300}(?: socket)?: wanted attribute: |host name lookup methods: |lookup \S{1,260} type \S{1,20} flags |global TLS level: |(?:Compiled|Run-time linked) against Berkeley DB: |[a-z]+(?:_[a-z0-9]+)+(?:: | = )|server features: |Using ESMTP PIPELINING|fsspace: |>>> (?:START|END|CHECKING) |connect to subsystem |connection (?:established|closed)(?: fd \d+)?$|(?:before|after) \w+: cleanup flags|process generation: ).*$/,
  },
  {
    name: "verbose-steps",
    programs: ["smtpd", "cleanup", "smtp", "lmtp", "relay"],
    queued: false,
    // After the strings of 3.7.11.
    samples: [
      "report recipient to all milters (flags=0x0)",
      "event: SMFIC_CONNECT; macros: j=mx.example.test",
      "skipping event SMFIC_DATA for milter inet:127.0.0.1:11332",
      "begin smtp address list",
      "initial envelope S alice@example.test",
    ],
    line: /^(?:[a-z ]{4,30} all milters(?: \(flags=|$)|event: SMFIC_|reply: SMFIR_|skipping (?:(?:non-protocol )?event|reply for event) \S+ |free milter |(?:send|receive) \d+ milters$|override \S+ macro list with |(?:begin|end) \S+ address list$|pref +\d+ host |connecting to \S+ port \d+$|(?:initial|extracted) envelope . |cleanup flags = |(?:enter|leave) \w+$).*$/,
  },
];
