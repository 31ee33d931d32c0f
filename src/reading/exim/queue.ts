/** What Exim writes of the messages in its queue: how they came, each delivery, and how they left. */
import { defined } from "../../base/defined.ts";
import { arrived } from "./arrivals.ts";
import { bypassed, cancelled, deferred, delivered, failed, unkept } from "./deliveries.ts";
import { eximsWord, saidInPassing } from "./said.ts";
import type { EximPattern, Scene } from "./scene.ts";

const any = ["*"];
const remark = (text: string, scene: Scene): void =>
  scene.emit(
    defined({ kind: "program.warned", program: "exim", text, said: saidInPassing(text) }),
    scene.entry().session,
  );

const ended = (scene: Scene, how: "removed" | "deleted" | "held", by?: string): void => {
  const { sender, session } = scene.entry();
  scene.emit(defined({ kind: "message.ended", how, sender, by }), session);
};

/** A delivery by its mark: `=>` the first address, `->` the further ones of one transaction, `>>` while the message came. */
const deliveries = (
  [
    [
      "delivered",
      /^=> (.*)$/s,
      [
        "1xXBxe-00071H-1r => alice <both@example.test> R=mailboxes T=maildir",
        '1xXBxf-00071W-0h => carol@takes.test <forward@example.test> R=remote T=remote_smtp H=127.0.0.2 [127.0.0.2] C="250 2.0.0 Ok: queued as R3M0TE1"',
        "1xXBxf-00071n-25 => blackhole (RCPT ACL discarded recipients)",
        "1xXaAM-0003iX-1P => /srv/exim/mail/rules/.Lists/ <rules@example.test> R=userforward T=address_directory",
        "1xXI6d-00016n-10 => discarded <eve@example.test> R=userfilter",
        "1xXXO4-0000qP-2r => >eve@sender.example <alice@example.test> R=userforward T=address_reply",
        "1xXXPV-0001PK-2Q => /var/spool/exim4/quarantine <system-filter> T=address_file",
      ],
    ],
    [
      "delivered-too",
      /^-> (.*)$/s,
      [
        '1xXFVh-0004jO-1A -> dave@takes.test R=remote T=remote_smtp H=127.0.0.2 [127.0.0.2] C="250 2.0.0 Ok: queued as R3M0TE1"',
      ],
    ],
    [
      "delivered-through",
      /^>> (.*)$/s,
      [
        '1xXFVh-0004jR-1s >> carol@takes.test R=remote T=remote_smtp H=127.0.0.2 [127.0.0.2] C="250 2.0.0 Ok: queued as R3M0TE2"',
      ],
    ],
  ] as const
).map(
  ([name, line, samples]): EximPattern => ({
    name,
    programs: any,
    queued: true,
    samples,
    line,
    events: ([, text = ""], scene) => {
      const entry = scene.entry();
      if (name === "delivered-through" && entry.sender === undefined) entry.isEarly = true;
      delivered(text, scene);
    },
  }),
);

/** What SA-Exim did with a message, in our words. It refuses by `local_scan()`, of which Exim has a line of its own that names nobody. */
const scanned: Readonly<Record<string, string>> = { "silently tossed": "DELETE", flagged: "TAG" };
const refuses = /^(?:permanently|temporarily) rejected$/;

function scannedBySaExim(
  [, did = "", scored = "", told = "", sender = "", to = ""]: RegExpExecArray,
  scene: Scene,
): void {
  const id = /\| Message-Id: ([^)\s]{1,500})\)/.exec(told)?.[1];
  const messageId = id && `<${id}>`;
  const score = Number(scored) || 0;
  const recipients = to.split(/[ ,]+/).filter((address) => address !== "");
  if (refuses.test(did)) {
    const named = defined({ recipients, messageId, score });
    scene.complaints.add(scene.queueId ?? "", { text: did, at: scene.at, source: scene.source, named });
    return;
  }
  const { session } = scene.entry();
  if (messageId) scene.emit({ kind: "message.identified", messageId }, session);
  const action = scanned[did] ?? "NONE";
  for (const recipient of recipients) {
    const word = { count: 1, score, parts: {}, letters: {}, action };
    scene.emit({ kind: "message.scored", sender, recipient, ...word }, session);
    if (action !== "DELETE") continue;
    const how = { status: "discarded", stage: "eod", decidedBy: "content.delete" } as const;
    scene.emit({ kind: "attempt.ended", sender, recipient, ...how }, session);
  }
}

/** Real samples are of Exim 4.96 (Debian 12) under test/servers/exim.test.ts; others say where they come from. */
export const queuePatterns: readonly EximPattern[] = [
  {
    name: "sa-exim",
    programs: any,
    queued: true,
    // Reconstructed after sa-exim.c of SA-Exim 4.2.1, but for the first, which is of Debian 12.
    samples: [
      "1xWqTH-0000IP-2r SA: Action: permanently rejected message: score=1002.3 required=5.0 trigger=12.0 (scanned in 0/0 secs | Message-Id: s9@sender.example). From <eve@sender.example> (host=client.example [192.0.2.7]) for alice@example.test",
      "1VxHRO-000NiI-Ly SA: Action: silently tossed message: score=31.0 required=5.0 trigger=30.0 (scanned in 6/6 secs | Message-Id: s31@sender.example). From <eve@sender.example> (host=client.example [192.0.2.7]) for alice@example.test",
      "1VxPit-000MMd-U4 SA: Action: flagged as Spam but accepted: score=8.2 required=5.0 (scanned in 6/6 secs | Message-Id: s8@sender.example). From <eve@sender.example> (host=client.example [192.0.2.7]) for alice@example.test, bob@example.test",
      "1VxPit-000MMd-U4 SA: Action: scanned but message isn't spam: score=-1.9 required=5.0 (scanned in 2/2 secs | Message-Id: s0@sender.example). From <eve@sender.example> (host=client.example [192.0.2.7]) for alice@example.test",
    ],
    line: /^SA: Action: (silently tossed|flagged|scanned|permanently rejected|temporarily rejected)\b[^:]{0,60}: score=(-?[\d.]{1,10}) (.{0,1000}?\)\.) From <([^>]{0,500})> \(host=.{0,300}?\) for (.*)$/s,
    events: scannedBySaExim,
  },
  {
    name: "arrived",
    programs: any,
    queued: true,
    samples: [
      "1xXBxe-000715-0V <= direct1@sender.example H=(client.example) [127.0.0.1] P=esmtp S=342 id=hello.direct1-sender.example.alice-example.test@client.example",
      '1xXBxw-00079V-2Y <= <> R=1xXBxw-00079P-2S U=Debian-exim P=local S=1707 M8S=0 RT=0.000s id*=E1xXBxw-00079V-2Y@mx.example.test T="Mail delivery failed: returning message to sender" from <> for badpipe1@sender.example',
    ],
    line: /^<= (.*)$/s,
    events: ([, text = ""], scene) => arrived(text, scene),
  },
  {
    name: "arrived-refused",
    programs: any,
    queued: true,
    // Under `control = fakereject`: taken, while the sender was told that it is refused.
    samples: [
      "1xXFCq-0007Jq-39 (= fake@sender.example H=(client.example) [127.0.0.1] P=esmtp S=262 id=fake@client.example",
    ],
    line: /^\(= (.*)$/s,
    events: ([line, text = ""], scene) => {
      arrived(text, scene);
      scene.emit({ kind: "decision", by: "exim.fakereject", verdict: "accept", detail: line }, scene.entry().session);
    },
  },
  ...deliveries,
  {
    name: "completed",
    programs: any,
    queued: true,
    samples: ["1xXBxe-00071H-1r Completed", "1xXBxv-00078n-0B Completed QT=0.023s"],
    line: /^Completed(?: QT=\S+)?$/,
    events: (_, scene) => {
      const entry = scene.entry();
      unkept(entry, scene);
      if (!entry.gone) ended(scene, "removed");
      scene.emit({ kind: "session.closed", ended: "quit" }, entry.session);
      scene.forget();
    },
  },
  {
    name: "deferred",
    programs: any,
    queued: true,
    samples: [
      "1xXBxe-000715-0V == alice@example.test R=mailboxes T=maildir defer (-1): Tainted '/srv/mail/alice' (file or directory name for maildir transport) not permitted",
    ],
    line: /^== (.*)$/s,
    events: ([, text = ""], scene) => deferred(text, scene),
  },
  {
    name: "failed",
    programs: any,
    queued: true,
    samples: [
      "1xXBxg-00071z-0t ** |/bin/false <badpipe@example.test> R=aliases T=address_pipe: Child process of address_pipe transport returned 1 from command: /bin/false",
    ],
    line: /^\*\* (.*)$/s,
    events: ([, text = ""], scene) => failed(text, scene),
  },
  {
    name: "not-delivered",
    programs: any,
    queued: true,
    // What a queue run or a sender with `-N` only pretends: the message leaves, and nobody has it.
    samples: [
      "1xXFCs-0007Jt-0U *> alice <alice@example.test> R=all T=maildir",
      '1xXa9c-0003E8-0Y *> x@takes.test R=remote T=remote_smtp H=127.0.0.2 [127.0.0.2] C="delivery bypassed by -N option"',
    ],
    line: /^\*> (.*)$/s,
    events: ([, text = ""], scene) => bypassed(text, scene),
  },
  {
    name: "scan-failed",
    programs: any,
    queued: true,
    samples: [
      "1xXXP0-0001Ef-1s malware acl condition: clamd /run/clamav/clamd.ctl : unable to connect to UNIX socket (/run/clamav/clamd.ctl): No such file or directory",
      // Written after the source (spam.c).
      "1xXXP0-0001Ef-1s spam acl condition: all spamd servers failed",
    ],
    line: /^((?:malware|spam) acl condition: .*)$/s,
    events: ([, text = ""], scene) => {
      scene.complaints.add(scene.queueId ?? "", { text, at: scene.at, source: scene.source });
      scene.emit({ kind: "program.warned", program: "exim", text });
    },
  },
  {
    name: "frozen",
    programs: any,
    queued: true,
    samples: ["1xXBxf-00071W-0h Frozen (delivery error message)", "1xXBxf-00071W-0h frozen by ACL"],
    line: /^(?:\*\*\* )?[Ff]rozen(?: by (\S{1,100}))?(?: .*)?$/s,
    events: ([, by], scene) => ended(scene, "held", by),
  },
  {
    name: "removed",
    programs: any,
    queued: true,
    samples: ["1xXBxf-00071W-0h removed by root", "1xXBxf-00071W-0h cancelled by timeout_frozen_after"],
    line: /^(?:removed by .*|cancelled by timeout_frozen_after|Message removed because older than .*)$/s,
    events: (_, scene) => {
      ended(scene, "deleted");
      scene.entry().gone = true;
    },
  },
  {
    name: "cancelled",
    programs: any,
    queued: true,
    // By the filter of the system, or by an administrator (exim -Mg): who wrote it gets a bounce.
    samples: [
      "1xXLie-0004OU-1q cancelled by system filter: Invoices are taken by the portal only",
      "1xXLip-0004TJ-0h cancelled by root",
    ],
    line: /^cancelled by (?!timeout_frozen_after)(system filter|\S{1,100})(?:: (.*))?$/s,
    events: ([text, who = ""], scene) => cancelled(text, who === "system filter", scene),
  },
  {
    name: "marked",
    programs: any,
    queued: true,
    // By an administrator (exim -Mmd, -Mmad): nobody gets it, and nobody is told.
    samples: ["1xXU26-0000M1-2w address <carol@takes.test> marked delivered by root"],
    line: /^(address <([^>]{1,500})> marked delivered by .*)$/s,
    events: ([, text = "", recipient = ""], scene) => {
      const { sender, session } = scene.entry();
      const reply = eximsWord(text, false);
      scene.emit(
        defined({ kind: "attempt.ended", sender, recipient, status: "removed", reply, decidedBy: "exim.marked" }),
        session,
      );
    },
  },
  {
    name: "rescinded",
    programs: any,
    queued: true,
    // Written after the source of 4.98 (receive.c): the client was gone before it heard of it.
    samples: ["1xXBxf-0000000071W-0hAb rescind the above message-accept"],
    line: /^rescind the above message-accept/,
    events: (_, scene) => {
      ended(scene, "deleted");
      scene.emit({ kind: "session.closed", ended: "peer-closed" }, scene.entry().session);
      scene.forget();
    },
  },
  {
    name: "still-frozen",
    programs: any,
    queued: true,
    samples: [
      "1xXBxf-00071W-0h Message is frozen",
      "1xXCGN-0003md-0G Spool file for 1xXCGN-0003md-0G is locked (another process is handling this message)",
      "1xXCCB-0001ow-06 Spool file 1xXCCB-0001ow-06-D not found",
    ],
    line: /^(?:Message is frozen|Spool file (?:for \S{1,40} )?is locked .*|Spool file \S{1,40} not found)$/s,
  },
  {
    name: "blank",
    programs: any,
    queued: true,
    // So 4.98.2 logs a delivery to a host that hung up at DATA: as done, without a word. Nobody has the message then.
    samples: ["1xXRSE-0000000089U-1Kgz                                                                     "],
    line: /^ +$/,
    events: (_, scene) =>
      remark("corrupt line in place of a delivery: the host hung up at DATA, and Exim let go of the message", scene),
  },
  {
    // What cPanel's configuration logs of each message: which user of the machine wrote it.
    name: "cpanel-sender",
    programs: any,
    queued: true,
    samples: ["1x5dJQ-00000002ksN-1pMm Sender identification U=web D=sender.example S=alice@sender.example"],
    line: /^(Sender identification U=.*)$/s,
    events: ([, text = ""], scene) => remark(text, scene),
  },
  {
    name: "cpanel-count",
    programs: any,
    queued: false,
    samples: [
      "SMTP connection identification H=localhost A=127.0.0.1 P=45678 U=web ID=1001 S=web B=identify_local_connection",
      "SMTP connection outbound 1424250601 1x5dJQ-00000002ksN-1pMm sender.example bob@example.test",
    ],
    line: /^SMTP connection (?:identification H=|outbound \d).*$/s,
  },
  {
    name: "signatures",
    programs: any,
    queued: true,
    // Written after the source (dkim.c).
    samples: [
      "1xXBxf-00071W-0h DKIM: d=sender.example s=k1 c=relaxed/relaxed a=rsa-sha256 b=2048 [verification succeeded]",
    ],
    line: /^P?DKIM: /,
  },
  {
    name: "remark",
    programs: any,
    queued: true,
    // Written after the source (receive.c, queue.c, deliver.c, transports/smtp.c).
    samples: [
      "1xXBxf-00071W-0h no immediate delivery: more than 10 messages received in one connection",
      "1xXBxf-00071W-0h Unfrozen by errmsg timer",
      "1xXBxf-00071W-0h H=mx1.example.net [192.0.2.1]: Remote host closed connection in response to EHLO mx.example.test",
      "1xXBxf-00071W-0h H=mx1.example.net [192.0.2.1] Connection timed out",
      "1xXBxf-00071W-0h carol@takes.test: error ignored",
      "1xXBxf-0000000071W-0hAb WARNING: obsolete syntax used for lookup",
      // Versions before 4.87 name the host behind the command.
      "1xXBxf-00071W-0h SMTP error from remote mail server after MAIL FROM:<alice@example.test> SIZE=15763: host mx1.example.net [192.0.2.1]: 421 4.7.0 try again later",
      // Exim 4.82.
      "1xXn13-000633-3b Remote host 127.0.0.2 [127.0.0.2] closed connection in response to DATA",
      "1xXBxf-00071W-0h Tainted filename '/etc/exim4/domains/example.test/ip'",
      "1xXU21-0000JC-2A remote host address is the local host: mx.example.test",
      "1xXU26-0000LY-02 lowest numbered MX record points to local host: takes.test",
      "1xXU25-0000L7-0O plain authenticator failed H=mx1.example.net [192.0.2.1] 535 5.7.8 Error: authentication failed",
      "1xXU1z-0000I0-2v Failed to expand bounce_message_file: ''",
      "1xXBxf-00071W-0h Error while reading message with no usable sender address (R=1xXBxe-000715-0V): at least one malformed recipient address: root@MAIL_NAME - malformed address: _NAME may not follow root@MAIL",
      "1xXBxf-00071W-0h failed to open DB file /var/spool/exim4/db/retry: Permission denied (euid=1003 egid=1003)",
    ],
    line: /^((?:no immediate delivery|(?:SMTP|LMTP) (?:error|timeout) |Remote host \S{1,300} \[|Malformed SMTP reply from |Tainted |[Ff]ailed to (?:open|expand) |remote host address is the local host|lowest numbered MX record|[\w-]{1,64} authenticator failed H=|[Uu]nfrozen by|address <(?![^>]{1,500}> marked delivered by )|recipient <|sender address changed|Delivery deferred|original recipients ignored|W(?:arning|ARNING): |Process failed|Error while reading message |peer close after|Message abandoned|signal-exit|<[^>]{0,500}>: \w+ transport output: |\S{1,300} \[[^\]]{1,60}\](?::\d+)?:? (?!F=|I=|X=|rejected|temporarily|Warning|incomplete|sender|[^\s=<>@]{1,500}@[^\s=<>@]{1,500} F=<)).*|\S{1,500}(?: <[^>]{0,500}>)?: error ignored.*)$/s,
    events: ([, text = ""], scene) => {
      if (text.startsWith("original recipients ignored")) scene.entry().turned = true;
      remark(text, scene);
    },
  },
];
