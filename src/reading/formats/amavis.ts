/** Amavis: what the content filter did with a message, and under which ids it took it and gave it back. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import { type SinglePattern, type SingleScene, singleFormat } from "../single.ts";

/** What became of a message, by the words in braces; the first that fits. What passed is only marked. */
const actions: readonly (readonly [word: string, action: string])[] = [
  ["TempFailed", "DEFER"],
  ["Rejected", "REJECT"],
  ["Bounced", "BOUNCE"],
  ["Quarantined", "QUARANTINE"],
  ["Discarded", "DELETE"],
  ["Tagged", "TAG"],
];

/** A field of the list behind the recipients. */
const field = (text: string, name: string): string | undefined =>
  new RegExp(`(?:^|, )${name}: ([^,]{1,500})(?:,|$)`).exec(text)?.[1];

function passed(
  [, verdict = "", category = "", what, how = "", from = "", sender = "", to = "", rest = ""]: RegExpExecArray,
  { emit }: SingleScene,
): void {
  const recipients = [...to.matchAll(/<([^<>]{0,400})>/g)].map(([, recipient = ""]) => recipient);
  const action = verdict === "Passed" ? (how.includes("Tagged") ? "TAG" : "NONE") : undefined;
  // Old versions name the quarantine alone.
  const ended = how || (field(rest, "quarantine") === undefined ? "" : "Quarantined");
  const queueId = field(rest, "Queue-ID");
  const queuedAs = field(rest, "queued_as");
  const messageId = /(?:^|, )Message-ID: (<[^<>]{1,500}>)/.exec(rest)?.[1];
  const known = { queueId, messageId, peer: normaliseIp(/\[([^\]]{1,60})\]/.exec(from)?.[1] ?? "") };
  const word = {
    count: recipients.length,
    score: Number(field(rest, "Hits")) || 0,
    parts: {},
    letters: { [category]: what ?? "" },
    action: action ?? actions.find(([said]) => ended.includes(said))?.[1] ?? "REJECT",
  };
  for (const recipient of recipients.length > 0 ? recipients : [""])
    emit(defined({ kind: "message.scored", ...known, sender, recipient, ...word }));
  for (const id of queueId && queuedAs ? queuedAs.split("/") : [])
    emit(defined({ kind: "message.linked", ...known, from: queueId ?? "", to: id, why: "requeued" }));
}

/** Real samples are of amavisd-new 2.13.0 of Debian 12 behind Postfix 3.7.11. */
export const amavisPatterns: readonly SinglePattern[] = [
  {
    name: "message",
    programs: ["*"],
    queued: false,
    samples: [
      "(12280-02) Passed CLEAN {RelayedInbound}, QUARANTINE [127.0.0.1]:46437 <s2@sender.example> -> <alice@example.test>,<bob@example.test>, Queue-ID: D3BAE44A83A, Message-ID: <2.clean.quarantine@client.example>, mail_id: sh4A0OWIY-sU, Hits: -1, size: 341, queued_as: 1713344A859, 215 ms",
      "(12596-04) Blocked SPAM {DiscardedInbound,RelayedTaggedInbound,Quarantined}, QUARANTINE [127.0.0.1]:46535 <s28@sender.example> -> <alice@example.test>, quarantine: spam-ZGoXqnYyl5-K, Queue-ID: 0340144A890, Message-ID: <28.spam.quarantine@client.example>, mail_id: ZGoXqnYyl5-K, Hits: 999.001, size: 399, 106 ms",
      "(28437-03) Passed CLEAN {RelayedInbound}, [127.0.0.1]:37619 <eve@sender.example> -> <alice@example.test>,<bob@example.test>, Queue-ID: 5CAC2444465, Message-ID: <both@client.example>, mail_id: eI7mWrRkEAiz, Hits: -0.999, size: 303, queued_as: 8E90B4444D0, 105 ms",
      "(28437-04) Blocked SPAM {DiscardedInbound,Quarantined}, [127.0.0.1]:44101 <eve@sender.example> -> <bob@example.test>, quarantine: spam-lYTyR3Nz_MPJ, Queue-ID: 5DEDD444468, Message-ID: <spam@client.example>, mail_id: lYTyR3Nz_MPJ, Hits: 999.002, size: 383, 104 ms",
      "(28437-05) Blocked BANNED (application/octet-stream,a.exe) {RejectedInbound,Quarantined}, [127.0.0.1]:44777 <eve@sender.example> -> <bob@example.test>, quarantine: banned-RH7R_gbaRzfq, Queue-ID: 5EED744446B, Message-ID: <banned@client.example>, mail_id: RH7R_gbaRzfq, Hits: -, size: 502, 57 ms",
      // After a log in public: the server behind it did not take the message back.
      "(26533-02) Blocked MTA-BLOCKED {TempFailedOutbound}, LOCAL [127.0.0.1]:47832 <eve@sender.example> -> <bob@example.test>, Queue-ID: 6A499B3A4868, Message-ID: <x@sender.example>, mail_id: aL0ZxqZr1N2t, Hits: 0, size: 377, 88 ms",
      // Reconstructed after $log_templ of amavisd-new 2.6, which has no braces.
      "(27693-06) Blocked INFECTED (Eicar-Test-Signature), [192.0.2.196] [192.0.2.187] <eve@sender.example> -> <bob@example.test>, quarantine: 3/virus-3tsxby3v3tSL, Message-ID: <x@sender.example>, mail_id: 3tsxby3v3tSL, Hits: -, size: 2531, 284 ms",
    ],
    line: /^\([\w-]{1,40}\) (Passed|Blocked) ([A-Z][A-Z0-9-]{1,30})(?: \((.{0,300}?)\))?(?: \{([\w,]{1,200})\}|(?=, (?:[\w./-]{1,100} )?\[)), ((?:[\w./-]{1,100} )?(?:\[[^\]]{1,60}\](?::\d{1,5})? ){0,3})<([^<>]{0,400})> -> ((?:<[^<>]{0,400}>,?){0,1000}), (.*)$/s,
    events: passed,
  },
  {
    name: "recipient",
    programs: ["*"],
    queued: false,
    samples: [
      "(28437-03) Passed CLEAN, <eve@sender.example> -> <alice@example.test>, Hits: -0.999, tag=-999, tag2=6, kill=8, queued_as: 8E90B4444D0, L/Y/0/0",
    ],
    line: /^\([\w-]{1,40}\) (?:Passed|Blocked) [A-Z][A-Z0-9-]{1,30}(?: \(.{0,300}?\))?, </s,
  },
  {
    name: "trouble",
    programs: ["*"],
    queued: false,
    samples: [
      "(28437-10) (!!)TROUBLE in check_mail: quar+notif FAILED: temporarily unable to quarantine: 451 4.5.0 Local delivery(1) failed",
    ],
    line: /^(?:\([\w-]{1,40}\) )?(\(!{1,2}\).{1,500})/s,
    events: ([, text = ""], { program, emit }) => emit({ kind: "program.warned", program, text }),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "SpamControl: init_pre_fork on SpamAssassin done",
      "(28437-02) ESMTP [127.0.0.1]:17840 /var/lib/amavis/tmp",
    ],
    line: /^(?!(?:\([\w-]{1,40}\) )?(?:\(!|Passed |Blocked ))/,
  },
];

export const amavis = singleFormat({
  id: "amavis",
  title: "Amavis",
  docs: "https://www.ijs.si/software/amavisd/, and what amavisd-new 2.13.0 wrote",
  programs: ["amavis*", "*/*/*/amavis*", "*/*/amavis*"],
  service: "antispam",
  patterns: amavisPatterns,
});
