/** What Dovecot writes where it only passes on: logins to the server that has the mailbox, and deliveries that its `lmtp` hands over. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Relay } from "../../events/event.ts";
import { parseReply, replyClass } from "../../mail/reply.ts";
import { storeIdOf } from "../remote-id.ts";
import { begin, loggedIn, logins, whoOf } from "./logins.ts";
import type { DovecotPattern } from "./scene.ts";

/** `proxy(bob@example.test,192.0.2.31:143)`; before 2.3 without the server. */
const proxy = String.raw`proxy\([^()]{0,400}\)`;

/** `192.0.2.31:24`, `[2001:db8::31]:24`, a path. */
function relayOf(text: string): Relay {
  const found = /^\[?(.+?)\]?(?::(\d{1,5}))?$/s.exec(text);
  const [, host = text, port] = found ?? [];
  const ip = normaliseIp(host);
  return defined({ ip, host: ip ? undefined : host, port: port === undefined ? undefined : Number(port) });
}

/** Real samples are of Dovecot 2.3.19.1, others of 2.2 as a site's test of its parser has them. */
export const proxyPatterns: readonly DovecotPattern[] = [
  {
    name: "proxied",
    programs: logins,
    queued: false,
    samples: [
      "imap-login: Info: proxy(bob@example.test,127.0.0.1:21143): Started proxying to <127.0.0.1> (0.306 secs): user=<bob@example.test>, method=PLAIN, rip=127.0.0.1, lip=127.0.0.1, secured, session=<fBNVWWZhJrR/AAAB>",
      "pop3-login: proxy(carl@example.test): started proxying to 192.0.2.14:110: user=<carl@example.test>, method=PLAIN, rip=192.0.2.156, lip=192.0.2.25, session=<gS0rxEFNu3TB/M3n>",
    ],
    line: new RegExp(`^${proxy}: [Ss]tarted proxying to (\\S{1,200}?)(?: \\([\\d.]{1,12} secs\\))?: (user=<.*)$`, "s"),
    events: ([, server = "", text = ""], scene) => {
      const visit = loggedIn(text, scene);
      if (visit)
        scene.emit({ kind: "session.noted", text: `passed on to ${server.replace(/^<(.*)>$/s, "$1")}` }, visit);
    },
  },
  {
    name: "proxy-left",
    programs: logins,
    queued: false,
    samples: [
      "imap-login: Info: proxy(bob@example.test,127.0.0.1:21143): Disconnected by server (0s idle, in=260, out=1059): user=<bob@example.test>, method=PLAIN, rip=127.0.0.1, lip=127.0.0.1, secured, session=<fBNVWWZhJrR/AAAB>",
      "imap-login: Info: proxy(bob@example.test,127.0.0.1:21143): Disconnected by client (1s idle, in=226, out=680): user=<bob@example.test>, method=PLAIN, rip=127.0.0.1, lip=127.0.0.1, secured, session=<UELeWWZhyM5/AAAB>",
      "imap-login: proxy(dev@example.test): disconnecting 192.0.2.235 (Disconnected by client: read(size=1026) failed: Connection reset by peer(0s idle, in=298, out=1200)): user=<dev@example.test>, method=PLAIN, rip=192.0.2.235, lip=192.0.2.25, session=<s49JfENNAppNxtjr>",
    ],
    line: new RegExp(`^${proxy}: ((?:[Dd]isconnecting \\S{1,100} \\()?Disconnected by .{1,400}): user=<.*$`, "s"),
    events: ([text, words = ""], scene) => {
      const who = whoOf(text);
      if (!who) return;
      const visit = begin(scene, who);
      const isReset = /failed: Connection reset/.test(words);
      if (isReset) scene.emit({ kind: "session.broken", how: "peer-reset", after: "LOGIN", reason: words }, visit);
      else scene.emit({ kind: "session.noted", text: words }, visit);
      scene.endVisit(visit, isReset ? "peer-reset" : "quit", who.name);
    },
  },
  {
    name: "proxy-remark",
    programs: logins,
    queued: false,
    samples: [
      "imap-login: Info: proxy(bad@example.test,127.0.0.1:21143): Login failed: [AUTHENTICATIONFAILED] Authentication failed.: user=<bad@example.test>, method=PLAIN, rip=127.0.0.1, lip=127.0.0.1, secured, session=<zD5lWWZhRrR/AAAB>",
      "imap-login: Error: proxy(gone@example.test,127.0.0.1:21199): connect(127.0.0.1, 21199) failed: Connection refused (after 3 secs, 3 reconnects, local=127.0.0.1:52558): user=<gone@example.test>, method=PLAIN, rip=127.0.0.1, lip=127.0.0.1, secured, session=<jnGuWWZhVrR/AAAB>",
      "pop3-login: proxy: Logging in to 192.0.2.11:110 timed out (state=0, duration=180s) (internal failure, 4 successful auths): user=<rose@example.test>, method=PLAIN, rip=192.0.2.139, lip=192.0.2.25, TLS, session=<K6lP92tNxeNaJV43>",
    ],
    line: /^(proxy(?:\([^()]{0,400}\))?: (?!(?:[Ss]tarted proxying|[Dd]isconnect)).{1,400}?): user=<.*$/s,
    events: ([text, words = ""], scene) => {
      const who = whoOf(text);
      if (!who) return;
      scene.emit({ kind: "program.warned", program: scene.head.service, text: words }, begin(scene, who));
    },
  },
  {
    name: "handed-over",
    programs: ["lmtp"],
    queued: false,
    samples: [
      "lmtp(7122): Info: lmtp-server: conn 127.0.0.1:47848 [5]: rcpt sam@example.test: <gGaxEvfmC2vSGwAAg+zDdQ>: Sent message to <sam@example.test> at 127.0.0.1:21024: 250 2.0.0 <sam@example.test> gGaxEvfmC2vSGwAAg+zDdQ:P1 Saved (1/1 at 48 ms)",
      "lmtp(7134): Info: lmtp-server: conn 127.0.0.1:47850 [1]: rcpt full@example.test: <Fp9zF/fmC2veGwAAg+zDdQ:R3>: Failed to send message to <full@example.test> at 127.0.0.1:21024: 552 5.2.2 <full@example.test> Quota exceeded (mailbox for user is full) (2/2 at 134 ms)",
      "lmtp(12130): Ql4zFbYV81hiLwAAosaHuQ: Sent message to <vic@example.test> at 192.0.2.11:24: 250 2.0.0 <vic@example.test> tImBIrYV81iUQgAAlB2uAQ Saved (1/1 at 156 ms)",
    ],
    line: /^(?:Sent|Failed to send) message to <(.{0,400}?)> at (\S{1,200}): ([245]\d\d\b.{0,2000}?)(?: \(\d{1,9}\/\d{1,9} at \d{1,9} ms\))?$/s,
    events: ([, recipient = "", server = "", said = ""], scene) => {
      const reply = parseReply(said);
      if (!reply) return;
      const status = ({ 2: "delivered", 4: "deferred" } as const)[replyClass(reply)] ?? "refused";
      const delivery = scene.delivery();
      // The store's own log has it under the id that it replied with.
      const remoteId = storeIdOf(said);
      const queueId = scene.head.name ?? remoteId;
      const handed = { recipient, status, stage: "store", reply, relay: relayOf(server), remoteId, queueId } as const;
      delivery.settled = true;
      scene.emit(defined({ kind: "attempt.ended", ...handed }), delivery);
    },
  },
];
