/** What Exim writes of its clients' connections: who came, what was refused, how it ended. */
import { defined } from "../../base/defined.ts";
import { numberOf } from "../pattern.ts";
import {
  angled,
  broke,
  commandRefused,
  connectionSaid,
  fromFields,
  fromPeer,
  incomplete,
  lastCommand,
  refused,
  rejectedBy,
  tooMany,
  warned,
} from "./clients.ts";
import { eximsWord, refusalOf } from "./said.ts";
import type { EximPattern } from "./scene.ts";

const any = ["*"];

/** A line with a message id or without: what happens after DATA has one. */
const either = (pattern: Omit<EximPattern, "queued">): readonly EximPattern[] => {
  const withId = /^\w{6}-\w{6,11}-\w{2,4} /;
  return [true, false].map((queued) => ({
    ...pattern,
    name: queued ? `${pattern.name}-of-message` : pattern.name,
    queued,
    samples: pattern.samples.filter((sample) => withId.test(sample) === queued),
  }));
};

/** Real samples are of Exim 4.96 (Debian 12) under test/servers/exim.test.ts; others say where they come from. */
export const connectionPatterns: readonly EximPattern[] = [
  ...either({
    name: "rejected",
    programs: any,
    samples: [
      "H=(client.example) [127.0.0.1] F=<partly1@sender.example> rejected RCPT <nobody@example.test>: Unrouteable address",
      "H=(client.example) [127.0.0.1]:38891 I=[127.0.0.1]:37355 rejected MAIL <blocked@spam.example>: 550 5.7.1 sender is not welcome",
      'H=[127.0.0.66] rejected connection in "connect" ACL: 554 no mail from here',
      "H=(friend) [127.0.0.1] rejected EHLO or HELO friend: HELO friend is nobody's name",
      "H=(client.example) [127.0.0.1] rejected VRFY alice@example.test",
      "1xXBxh-00072Q-0L H=(client.example) [127.0.0.1] F=<content1@sender.example> temporarily rejected after DATA: 451 4.7.1 Scanner is busy",
      '1xXXB6-00000i-0I H=(mail.sender.example) [192.0.2.7] dave@relay.test F=<eve@sender.example> rejected after DATA: R=out T=smtp H=203.0.113.5 [203.0.113.5] C="550 5.7.1 no such content"',
      // Exim 4.98 with an ACL of DKIM.
      "1xXmf2-000000007PI-0jet H=mx.giglio.example [198.18.3.27]:45145 I=[198.18.1.1]:25 rejected DKIM : DKIM signature of giglio.example is fail, mail refused",
      "1xXXP0-0001Ef-1s H=(client.example) [127.0.0.1] F=<eve@sender.example> temporarily rejected after DATA",
    ],
    line: /^((?:H|F|U)=.{1,8000}? (?:temporarily )?rejected (?:RCPT(?! .{1,1000}?: discarded by RCPT ACL$)|MAIL|EHLO or HELO|connection|after DATA|DATA|DKIM|during MIME|AUTH|STARTTLS|by |VRFY|EXPN|ETRN|QUIT).*)$/s,
    events: ([, text = ""], scene) => rejectedBy(text, scene),
  }),
  {
    name: "discarded",
    programs: any,
    queued: false,
    samples: [
      "H=(client.example) [127.0.0.1] F=<discard1@sender.example> RCPT <discard@example.test>: discarded by RCPT ACL",
      // Exim 4.82, which takes it as well.
      "H=(client.example) [127.0.0.1] F=<discard1@sender.example> rejected RCPT <discard@example.test>: discarded by RCPT ACL",
    ],
    line: /^(H=.{1,8000}? RCPT .{1,1000}?: discarded by \w+ ACL.*)$/s,
    events: ([, text = ""], scene) => {
      const { peer, values, rest } = fromFields(text);
      const [, recipient = "", decidedBy = ""] =
        /^ (?:rejected )?RCPT (.{1,1000}?): discarded by (\w+ ACL)/s.exec(rest) ?? [];
      const { session, transaction } = scene.connection(peer, values.F);
      const who = { sender: values.F, recipient: angled(recipient), peer: peer.ip };
      const how = { status: "discarded", stage: "rcpt", decidedBy, transaction } as const;
      scene.emit(defined({ kind: "attempt.ended", ...who, ...how }), session);
    },
  },
  {
    name: "verify-remark",
    programs: any,
    queued: false,
    // Written after the source (route.c).
    samples: [
      "remote host address is the local host: loops.test (while verifying <bob@loops.test> from host client.example [192.0.2.7])",
    ],
    line: /^((?:remote host address is the local host|lowest numbered MX record points to local host): \S{1,255} \(while (?:verifying|routing) <.*)$/s,
    events: ([, text = ""], scene) => scene.emit({ kind: "program.warned", program: "exim", text }),
  },
  {
    name: "sender-verify",
    programs: any,
    queued: false,
    samples: ["H=(client.example) [127.0.0.1] sender verify fail for <eve1@nowhere.test>: Unrouteable address"],
    line: /^(H=.{1,2000}? sender verify (?:fail|defer) for .*)$/s,
    events: ([, text = ""], scene) => {
      const { peer, rest } = fromFields(text);
      const sender = angled(rest);
      const { session } = scene.connection(peer, sender);
      scene.emit(defined({ kind: "program.warned", program: "exim", text: rest.trim(), peer: peer.ip }), session);
    },
  },
  {
    name: "incomplete",
    programs: any,
    queued: false,
    samples: [
      "H=(client.example) [127.0.0.1]:43433 I=[127.0.0.1]:37355 incomplete transaction (connection lost) from <eve@sender.example> for alice@example.test",
    ],
    line: /^(H=.{1,2000}? incomplete transaction \(.*)$/s,
    events: ([, text = ""], scene) => incomplete(text, scene),
  },
  ...either({
    name: "warned",
    programs: any,
    // Written after the source (acl.c).
    samples: [
      'H=(client.example) [127.0.0.1] Warning: ACL "warn" statement skipped: condition test deferred',
      "1xXBxf-00071W-0h H=(client.example) [127.0.0.1] Warning: message has no date",
    ],
    line: /^(H=.{1,2000}? Warning: .*)$/s,
    events: ([, text = ""], scene) => {
      const { peer, rest } = fromFields(text);
      warned(scene, peer, rest.trim());
    },
  }),
  ...either({
    name: "connection",
    programs: any,
    samples: [
      "SMTP connection from [127.0.0.1]:44603 I=[127.0.0.1]:37355 (TCP/IP connection count = 1)",
      "SMTP connection from (client.example) [127.0.0.1]:44603 I=[127.0.0.1]:37355 closed by QUIT",
      "SMTP connection from (client.example) [127.0.0.1] lost while reading message data",
      // Of 4.98, which has an id for a message sooner, and can name the connection.
      "1xXRSP-000000008E3-03hC SMTP connection from (client.example) [127.0.0.1] lost while reading message data",
      "SMTP connection Ci=31860 from (client.example) [127.0.0.1]:42549 I=[127.0.0.1]:37773 D=0.017s closed by QUIT",
    ],
    line: /^SMTP connection (?:Ci=(\d{1,20}) )?from (.*)$/s,
    events: ([, connectionId, text = ""], scene) => connectionSaid(text, connectionId, scene),
  }),
  ...either({
    name: "timeout",
    programs: any,
    samples: [
      "SMTP command timeout on connection from (client.example) [127.0.0.1]",
      "1xXBxh-00072r-30 SMTP data timeout (message abandoned) on connection from (client.example) [127.0.0.1] F=<eve@sender.example>",
      "SMTP data timeout (message abandoned) on connection from (client.example) [127.0.0.1] F=<eve@sender.example>",
    ],
    line: /^SMTP (command|data) timeout (?:\(message abandoned\) )?on (?:TLS )?connection from (.*)$/s,
    events: ([, what, text = ""], scene) => {
      const { peer, values } = fromPeer(text);
      const after = what === "data" ? "DATA" : lastCommand(peer);
      broke(scene, peer, "timeout", after, defined({ sender: values.F, setting: "smtp_receive_timeout" }));
    },
  }),
  {
    name: "disconnection",
    programs: any,
    queued: false,
    samples: ["unexpected disconnection while reading SMTP command from (client.example) [127.0.0.1] D=0s"],
    line: /^unexpected (?:disconnection|EOF) while reading SMTP command from (.*)$/s,
    events: ([, text = ""], scene) => {
      const { peer } = fromPeer(text);
      broke(scene, peer, "peer-closed", lastCommand(peer));
    },
  },
  {
    name: "dropped",
    programs: any,
    queued: false,
    samples: [
      'SMTP call from (client.example) [127.0.0.1] dropped: too many unrecognized commands (last was "BAZ")',
      // Written after the source (smtp_in.c).
      'SMTP call from [192.0.2.7] dropped: too many syntax or protocol errors (last command was "MAIL FROM:<x", C=EHLO,MAIL)',
    ],
    line: /^SMTP call from (.{1,2000}?) dropped: (too many .*)$/s,
    events: ([, text = "", why = ""], scene) => {
      const { peer } = fromPeer(text);
      const last = /\(last (?:command )?was "(\S{1,100}?)[" ]/.exec(why)?.[1];
      const after = /unrecognized/.test(why) ? "UNKNOWN" : (last ?? "a command").toUpperCase();
      broke(scene, peer, "too-many-errors", after, defined({ reason: last }));
    },
  },
  {
    name: "synchronization",
    programs: any,
    queued: false,
    samples: [
      'SMTP protocol synchronization error (next input sent too soon: pipelining was advertised): rejected "Subject: hello" H=(client.example) [127.0.0.1] next input="Message-Id: <x@client.example>\\r\\n"',
      // Written after the source (smtp_in.c).
      'SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[192.0.2.7] input="EHLO x\\r\\n"',
    ],
    line: /^SMTP protocol synchronization error \(([^)]{1,200})\): rejected (?:"(.{0,1000}?)"|connection from) (H=.*)$/s,
    events: ([, why = "", line, text = ""], scene) => {
      const { peer } = fromFields(text);
      const reply = { code: 554, text: `SMTP synchronization error: ${why}` };
      if (line === undefined) refused(scene, { stage: "connect", peer, reply, decidedBy: "greeting.early-talker" });
      else commandRefused(scene, peer, line, reply);
      scene.end(scene.connection(peer), "local-closed");
    },
  },
  {
    name: "bad-command",
    programs: any,
    queued: false,
    samples: [
      'SMTP syntax error in "FOO" H=(client.example) [127.0.0.1]:45093 I=[127.0.0.1]:37355 unrecognized command',
      'SMTP protocol error in "AUTH GSSAPI" H=(client.example) [127.0.0.1]:36629 I=[127.0.0.1]:37355 GSSAPI authentication mechanism not supported',
    ],
    line: /^SMTP (?:syntax|protocol) error in "(.{0,1000}?)" (H=.*)$/s,
    events: ([, line = "", text = ""], scene) => {
      const { peer, rest } = fromFields(text);
      commandRefused(scene, peer, line, eximsWord(rest.trim(), false));
    },
  },
  {
    name: "bad-helo",
    programs: any,
    queued: false,
    samples: [
      "rejected EHLO from [127.0.0.1]: syntactically invalid argument(s): -bad_-name!",
      // Written after the source (smtp_in.c).
      "rejected MAIL from [192.0.2.7]: no HELO/EHLO given",
      "rejected XCLIENT from [192.0.2.7]: XCLIENT not permitted",
    ],
    line: /^(?:temporarily )?rejected (?:"?(EHLO|HELO|MAIL|XCLIENT)(?: [^"]{0,500}")?) from (.*)$/s,
    events: ([, verb, text = ""], scene) => {
      const { peer, rest } = fromPeer(text);
      const reply = refusalOf(rest.replace(/^: /, ""), false);
      refused(scene, { stage: verb === "MAIL" ? "mail" : "helo", peer, reply });
    },
  },
  ...either({
    name: "too-big",
    programs: any,
    samples: [
      "rejected MAIL FROM:<eve@sender.example> H=(client.example) [127.0.0.1]: message too big: size=30000 max=20000",
      "1xXBxo-00077M-39 rejected from <eve@sender.example> H=(client.example) [127.0.0.1]: message too big: read=35514 max=20000",
    ],
    line: /^rejected (MAIL FROM:|from )<([^>]{0,500})>\s?(H=.*)$/s,
    events: ([, stage, sender = "", text = ""], scene) => {
      const { peer, rest } = fromFields(text);
      const why = rest.replace(/^: /, "");
      const sizeBytes = numberOf(/(?:size|read)>?=(\d{1,15})/.exec(why)?.[1]);
      const about = { peer, sender, reply: refusalOf(why, false) };
      refused(scene, defined({ ...about, stage: stage === "from " ? "eod" : "mail", sizeBytes }));
    },
  }),
  {
    name: "too-many-messages",
    programs: any,
    queued: false,
    // Written after the source (smtp_in.c).
    samples: ["rejected MAIL command H=(client.example) [192.0.2.7]: too many messages in one connection"],
    line: /^rejected MAIL command (H=.*)$/s,
    events: ([, text = ""], scene) => {
      const { peer, rest } = fromFields(text);
      refused(scene, { stage: "mail", peer, reply: eximsWord(rest.replace(/^: /, ""), true) });
    },
  },
  {
    name: "too-many-recipients",
    programs: any,
    queued: false,
    // The second is written after the source (smtp_in.c).
    samples: [
      "too many recipients: message rejected: sender=<mass@sender.example> H=(client.example) [127.0.0.1]",
      "too many recipients: excess temporarily rejected: sender=<eve@sender.example> H=(client.example) [192.0.2.7]",
    ],
    line: /^(too many recipients: (?:message|excess) (temporarily )?rejected): sender=<([^>]{0,500})> (H=.*)$/s,
    events: ([, why = "", later, sender = "", text = ""], scene) =>
      tooMany({ peer: fromFields(text).peer, sender, reply: eximsWord(why, later !== undefined) }, scene),
  },
  {
    name: "unqualified",
    programs: any,
    queued: false,
    // Written after the source (smtp_in.c).
    samples: [
      "unqualified sender rejected: <eve> H=(client.example) [192.0.2.7]",
      "unqualified recipient rejected: <bob> H=(client.example) [192.0.2.7]",
    ],
    line: /^unqualified (sender|recipient) rejected: <([^>]{0,500})> (H=.*)$/s,
    events: ([, which, address = "", text = ""], scene) => {
      const reply = eximsWord(`unqualified ${which}: a domain is required`, false);
      const who = which === "sender" ? { sender: address } : { recipient: address };
      refused(scene, { stage: which === "sender" ? "mail" : "rcpt", peer: fromFields(text).peer, ...who, reply });
    },
  },
  {
    name: "connection-dropped",
    programs: any,
    queued: false,
    // Written after the source of 4.98 (smtp_in.c).
    samples: ['H=[192.0.2.7] dropped by "connect" ACL: go away'],
    line: /^(H=.{1,2000}? dropped by .*)$/s,
    events: ([, text = ""], scene) => {
      const { peer, rest } = fromFields(text);
      const why = /^ dropped by .{1,100}?: (.*)$/s.exec(rest)?.[1] ?? rest.trim();
      refused(scene, { stage: "connect", peer, reply: refusalOf(why, false) });
      scene.end(scene.connection(peer), "refused");
    },
  },
  {
    name: "lost-after-dot",
    programs: any,
    queued: true,
    // Written after the source (receive.c): nobody heard that the message was taken, so it was not.
    samples: ["1xXBxf-00071W-0h SMTP connection lost after final dot H=(client.example) [192.0.2.7] P=esmtp"],
    line: /^SMTP connection lost after final dot (H=.*)$/s,
    events: ([, text = ""], scene) => broke(scene, fromFields(text).peer, "peer-closed", "DATA"),
  },
  {
    name: "connection-refused",
    programs: any,
    queued: false,
    // Written after the source (smtp_in.c, daemon.c).
    samples: [
      "refused connection from [192.0.2.7] (host_reject_connection)",
      "Connection from [192.0.2.7] refused: too many connections",
    ],
    line: /^(?:(temporarily )?refused connection from|Connection from) (.{1,2000}?\])((?::\d+)?(?: I=\S+)?(?: \(.*|: not in reserve list.*| refused: .*))$/s,
    events: ([, later, text = "", rest = ""], scene) => {
      const { peer } = fromPeer(text + (/^:\d+/.exec(rest)?.[0] ?? ""));
      const isTransient = later !== undefined || /too many connections|load/.test(rest);
      refused(scene, { stage: "connect", peer, reply: eximsWord(rest.replace(/^(?::\d+)?[ :]*/, ""), isTransient) });
      scene.end(scene.connection(peer), "refused");
    },
  },
  {
    name: "login-failed",
    programs: any,
    queued: false,
    samples: [
      "plain authenticator failed for (client.example) [127.0.0.1]: 535 Incorrect authentication data (set_id=alice@example.test)",
    ],
    line: /^(\S{1,100}) authenticator failed for (.*)$/s,
    events: ([, , text = ""], scene) => {
      const { peer, rest } = fromPeer(text);
      const why = rest.replace(/^: /, "");
      const account = /\(set_id=(.{0,500})\)/s.exec(why)?.[1];
      refused(scene, { stage: "auth", peer, reply: refusalOf(why.replace(/ \(set_id=.{0,500}\)/s, ""), false) });
      const { session } = scene.connection(peer);
      const by = { by: "login.failed", verdict: "reject" } as const;
      if (account) scene.emit({ kind: "decision", ...by, detail: account }, session);
    },
  },
  {
    name: "no-mail",
    programs: any,
    queued: false,
    samples: [
      "no MAIL in SMTP connection from (client.example) [127.0.0.1]:35241 I=[127.0.0.1]:37355 D=0.200s C=EHLO,QUIT",
    ],
    line: /^no MAIL in (?:TFO\*? )?SMTP connection from (.*)$/s,
    events: ([, text = ""], scene) => {
      const { peer, values } = fromPeer(text);
      const connection = scene.known(peer);
      if (!connection) return;
      scene.emit({ kind: "session.noted", text: `no MAIL, commands: ${values.C ?? "none"}` }, connection.session);
      scene.end(connection, /(?:^|,)QUIT$/.test(values.C ?? "") ? "quit" : "unknown");
    },
  },
  {
    name: "tls-failed",
    programs: any,
    queued: false,
    samples: [
      "TLS error on connection from (client.example) [127.0.0.1] (gnutls_handshake): An unexpected TLS packet was received.",
      "TLS error on connection from mx.client.example [192.0.2.65]:40383 (cert/key setup: cert=/etc/exim4/cert.pem key=/etc/exim4/key.pem): Error while reading file.",
    ],
    line: /^TLS error (?:\(SSL_read\): )?on connection (?:Ci=(\d{1,20}) )?from (.*)$/s,
    events: ([, connectionId, text = ""], scene) => {
      const { peer, rest } = fromPeer(text, connectionId);
      const [, reason] =
        /^ \((?:gnutls_handshake|SSL_accept|cert\/key setup: [^()]{1,300})\):? ?(.*)$/s.exec(rest) ?? [];
      if (reason === undefined) warned(scene, peer, `TLS error${rest}`);
      else broke(scene, peer, "tls-failed", "STARTTLS", { reason });
    },
  },
  {
    name: "etrn",
    programs: any,
    queued: false,
    samples: [
      "ETRN x received from (client.example) [127.0.0.1]",
      // Written after the source (smtp_in.c, host.c, tls-gnu.c, queue.c, exim.c).
      "VRFY failed for alice@example.test H=[192.0.2.7]",
      "no host name found for IP address 192.0.2.7",
      "no IP address found for host mail.example.net (during SMTP connection from [192.0.2.7])",
      "Start queue run: pid=4711",
      "End queue run: pid=4711",
      "cwd=/var/spool/exim4 3 args: /usr/sbin/exim4 -Mc 1xXBxu-00078b-23",
      "[192.0.2.7] SSL verify error: certificate name mismatch",
      "ident connection to 192.0.2.7 timed out",
      "TLS ALPN (smtp:x) rejected",
      "CNAME loop for mail.example.net encountered",
    ],
    line: /^(?:ETRN .* received from |VRFY failed for |no host name found for |no IP address found for |(?:Start|End|Abandon) (?:'\S{1,100}' )?queue run: |cwd=|\[[^\]]{1,60}\] (?:SSL|after QUIT)|ident connection to |TLS ALPN \(|CNAME loop for )/s,
  },
];
