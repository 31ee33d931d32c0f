/** What became of a message at each attempt: laid into a mailbox, handed to a host, told later, refused, or given up. */
import { defined } from "../../base/defined.ts";
import type { Outcome, Relay } from "../../events/event.ts";
import { ownWord, parseReply } from "../../mail/reply.ts";
import { durationOf } from "../duration.ts";
import { remoteIdOf } from "../remote-id.ts";
import { peerIn, secured } from "./clients.ts";
import type { Met, OpensmtpdPattern, Scene, Unreached } from "./scene.ts";

const angled = "<([^<>]{0,500})>";
/** Of an envelope: its id, its sender, its recipient, and whom it was sent to before aliases. */
const envelope = `([0-9a-f]{16}) from=${angled} to=${angled} rcpt=${angled} `;

interface Tried {
  readonly id: string;
  readonly sender: string;
  readonly recipient: string;
  readonly original: string;
  readonly result: string;
  readonly text: string;
  readonly delay: string;
  /** By a delivery agent for that user. */
  readonly user?: string;
  readonly relay?: string;
  readonly isLocal: boolean;
}

/** Of another word nobody knows how it ended. */
const statuses: Readonly<Record<string, Outcome>> = {
  TempFail: "deferred",
  PermFail: "bounced",
  Loop: "bounced",
  Expire: "expired",
  Remove: "removed",
};

/** `203.0.113.1 (mx.example.net)`. */
function relayIn(text = ""): Relay | undefined {
  const [, first = "", name] = /^(\S{1,300})(?: \(([^()]{1,300})\))?$/.exec(text) ?? [];
  if (first === "" || first === "-") return undefined;
  const ip = /^[\d.]{7,15}$|:/.test(first) ? peerIn(first) : undefined;
  // Of a domain's name alone no host was found.
  return ip === undefined ? undefined : defined({ ip, host: name === first ? undefined : name });
}

/** No host was reached: why stands in lines before. */
const unreachedWords = /^(?:Network error on destination MXs|No (?:valid|working) route)/;

function metBy({ result, text, relay, isLocal }: Tried, why: Unreached | undefined): Met {
  const enhanced = result === "Ok" ? "2.0.0" : result === "PermFail" || result === "Loop" ? "5.0.0" : "4.0.0";
  if (isLocal) return { stage: "store", reply: ownWord(text, enhanced) };
  if (!why) return defined({ relay: relayIn(relay), reply: parseReply(text) ?? ownWord(text, enhanced) });
  const banner = parseReply(why.text.replace(/^BANNER rejected: /, ""));
  return defined({
    relay: why.relay ?? relayIn(relay),
    stage: "connect",
    reply: banner ?? ownWord(why.text, enhanced),
  });
}

/** One attempt for one envelope came to its end. */
function tried(attempt: Tried, scene: Scene): void {
  const { id, sender, recipient, result, text, user, isLocal } = attempt;
  const entry = scene.entry(id);
  entry.sender ??= sender;
  const original = attempt.original === "-" || attempt.original === "" ? recipient : attempt.original;
  const status = result === "Ok" ? (isLocal ? "delivered" : "relayed") : (statuses[result] ?? "unknown");
  const why = unreachedWords.test(text) ? scene.whyUnreached(attempt.relay ?? "") : undefined;
  const before = entry.waiting.get(id);
  // That there is no further try is no reason: what the last one met is.
  const elsewhere = isLocal ? undefined : (before?.relay ?? {});
  const met: Partial<Met> =
    status === "removed" ? defined({ relay: elsewhere }) : (status === "expired" && before) || metBy(attempt, why);
  entry.untold.delete(original);
  if (status === "deferred") entry.waiting.set(id, metBy(attempt, why));
  else entry.waiting.delete(id);
  if (status === "expired") scene.emit(defined({ kind: "message.ended", how: "expired", sender }), entry);
  scene.emit(
    defined({
      kind: "attempt.ended",
      sender,
      recipient,
      originalRecipient: original === recipient ? undefined : original,
      status,
      ...met,
      decidedBy: status === "removed" ? "opensmtpd.admin" : undefined,
      remoteId: status === "relayed" ? remoteIdOf(text) : undefined,
      delaySeconds: durationOf(attempt.delay),
      sizeBytes: entry.sizeBytes,
      where: status === "delivered" && user !== undefined ? { mailbox: user } : undefined,
    }),
    entry,
    why ? [why.source] : [],
  );
}

/** Behind the envelope an expression finds the user or the relay, how long it took, how it ended, and what was said. */
const delivery = (expression: string): Pick<OpensmtpdPattern, "line" | "events"> => ({
  line: new RegExp(expression, "s"),
  events: (
    [text, id = "", sender = "", recipient = "", original = "", by, delay = "", result = "", said = ""],
    scene,
  ) => {
    const isLocal = text.startsWith("mda ");
    const whose = isLocal ? { user: by } : { relay: by };
    tried(defined({ id, sender, recipient, original, ...whose, delay, result, text: said, isLocal }), scene);
  },
});

const shared = { programs: ["*"], queued: true } as const;
const bare = { programs: ["*"], queued: false } as const;

/** Samples of 6.8 are real (Debian 12); those with `event=` are of the manner before 6.6. */
export const deliveryPatterns: readonly OpensmtpdPattern[] = [
  {
    ...shared,
    name: "mda-delivery",
    samples: [
      "9a06868a45d0f70a mda delivery evpid=fd732b4e8a368d23 from=<ann@example.org> to=<bob@example.com> rcpt=<bob@example.com> user=bob delay=0s result=Ok stat=Delivered",
      '9a06868a45d0f70b mda delivery evpid=fd732b4e8a368d24 from=<ann@example.org> to=<bob@example.com> rcpt=<bob@example.com> user=bob delay=1m2s result=TempFail stat=Error (temporary failure: "no room")',
      "9a06868a45d0f70c mda event=delivery evpid=fd732b4e8a368d25 from=<ann@example.org> to=<bob@example.com> rcpt=<info@example.com> user=bob method=maildir delay=0s result=Ok stat=Delivered",
    ],
    ...delivery(
      String.raw`^mda (?:event=)?delivery evpid=${envelope}user=(\S{1,300}) (?:method=\S{1,100} )?delay=(\w{1,40}) result=(\w{1,20}) stat=(.{0,2000})$`,
    ),
  },
  {
    ...shared,
    name: "mta-delivery",
    samples: [
      '9a0686935695fbb2 mta delivery evpid=7953605e8f7472ec from=<ann@example.org> to=<friend@example.net> rcpt=<-> source="203.0.113.1" relay="203.0.113.1 (mx.example.net)" delay=0s result="Ok" stat="250 2.0.0 Ok: queued as 4A78F20C0EC"',
      '0000000000000000 mta delivery evpid=8e4b185d2cc447ef from=<ann@example.org> to=<bob@elsewhere.example> rcpt=<-> source="-" relay="elsewhere.example" delay=0s result="PermFail" stat="Domain does not exist"',
      '9a0686935695fbb3 mta event=delivery evpid=7953605e8f7472ed from=<ann@example.org> to=<friend@example.net> rcpt=<-> source="192.0.2.1" relay="203.0.113.1 (mx.example.net)" delay=0s result="Ok" stat="250 2.0.0 Ok: queued as 4A78F20C0ED"',
    ],
    ...delivery(
      String.raw`^mta (?:event=)?delivery evpid=${envelope}source="[^"]{0,200}" relay="([^"]{0,600})" delay=(\w{1,40}) result="(\w{1,20})" stat="(.{0,2000})"$`,
    ),
  },
  {
    ...bare,
    name: "outcome",
    // Given up, by the queue; before 5.8 all attempts are told so.
    samples: [
      "relay: Expire for 952264f8b66134b2: from=<ann@example.org>, to=<nobody@nomail.example>, rcpt=<->, delay=25s, stat=Envelope expired",
      "delivery: Expire for 952264f8b66134b3: from=<ann@example.org>, to=<bob@example.com>, rcpt=<->, delay=25s, stat=Envelope expired",
      // By smtpctl.
      "relay: Remove for 7230ade298a83384: from=<ann@example.org>, to=<bob@example.net>, rcpt=<->, delay=2s, stat=Removed by administrator",
      "delivery: Ok for 952264f8b66134b4: from=<ann@example.org>, to=<bob@example.com>, rcpt=<->, user=bob, method=maildir, delay=0s, stat=Delivered",
      "relay: TempFail for 952264f8b66134b5: session=9a0686935695fbb2, from=<ann@example.org>, to=<friend@example.net>, rcpt=<->, source=192.0.2.1, relay=203.0.113.1 (mx.example.net), delay=1m4s, stat=451 4.7.1 Greylisted",
    ],
    line: new RegExp(
      String.raw`^(relay|delivery): (\w{1,20}) for ([0-9a-f]{16}): (?:session=[0-9a-f]{16}, )?from=${angled}, to=${angled}, (?:rcpt=${angled}, )?(?:user=([^,]{1,300}), )?(?:method=[^,]{1,100}, )?(?:source=[^,]{0,200}, )?(?:relay=([^,]{0,600}), )?delay=(\w{1,40}), stat=(.{0,2000})$`,
      "s",
    ),
    events: (
      [, how, result = "", id = "", sender = "", recipient = "", original = "", user, relay, delay = "", text = ""],
      scene,
    ) => {
      const isLocal = how === "delivery";
      tried(defined({ id, sender, recipient, original, user, relay, delay, result, text, isLocal }), scene);
    },
  },
  {
    ...shared,
    name: "mta-connecting",
    samples: [
      "9a0686935695fbb2 mta connecting address=smtp://203.0.113.1:25 host=mx.example.net",
      "9a0686935695fbb3 mta event=connecting address=smtp+tls://[2001:db8::1]:25 host=mx.example.net",
    ],
    line: /^mta (?:event=)?connecting address=(?:[\w+]{1,20}:\/\/)?(\[[^\]\s]{1,60}\]|[^:\s]{1,60})(?::(\d{1,5}))? host=(\S{1,300})$/,
    events: ([, address = "", port, host], scene) => {
      const peer = peerIn(address);
      const connection = scene.opened(defined({ role: "client" as const, peer }));
      const peerPort = port === undefined ? undefined : Number(port);
      const peerHost = host === address ? undefined : host;
      if (peerHost !== undefined) connection.host = peerHost;
      scene.emit(defined({ kind: "session.opened", role: "client", peerHost, peerPort }), connection);
    },
  },
  {
    ...shared,
    name: "mta-tls",
    samples: [
      "9a0686935695fbb2 mta tls ciphers=TLSv1.3:TLS_AES_256_GCM_SHA384:256",
      "9a0686935695fbb3 mta event=starttls ciphers=version=TLSv1.2, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256",
    ],
    line: /^mta (?:event=)?(?:start)?tls ciphers="?([^"]{1,300})"?$/,
    events: ([, ciphers = ""], scene) => secured(ciphers, scene, "client"),
  },
  {
    ...shared,
    name: "mta-certificate",
    samples: ['9a0686935695fbb2 mta server-cert-check result="failure"'],
    line: /^(mta (?:event=)?(?:server-)?cert-check .{1,500})$/,
    events: ([, text = ""], scene) => scene.emit({ kind: "session.noted", text }, scene.connection("client")),
  },
  {
    ...shared,
    name: "mta-error",
    samples: [
      "9a0686935695fbb2 mta error reason=IO Error: Connection refused",
      "9a0686935695fbb3 mta event=error reason=BANNER rejected: 554 5.7.1 You are listed, go away",
    ],
    line: /^mta (?:event=)?error reason=(.{1,1000})$/s,
    events: ([, text = ""], scene) => {
      scene.emit({ kind: "session.noted", text }, scene.connection("client"));
      scene.unreached(text);
      scene.closed("error");
    },
  },
  {
    ...shared,
    name: "mta-disconnected",
    samples: [
      "9a0686935695fbb2 mta disconnected reason=quit messages=1",
      "9a0686935695fbb3 mta event=closed reason=quit messages=1",
    ],
    line: /^mta (?:disconnected|event=closed) reason=(.{1,200}?) messages=\d{1,9}$/,
    events: ([, reason], scene) => {
      scene.connection("client");
      scene.closed(reason === "quit" ? "quit" : "unknown");
    },
  },
];
