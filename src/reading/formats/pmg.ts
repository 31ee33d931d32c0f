/** Proxmox Mail Gateway: what its filter, which Postfix hands each message to, did with it for whom. */
import { type SinglePattern, type SingleScene, singleFormat } from "../single.ts";

/** The filter's own id of a message: Postfix logs it with the reply that it got, `250 2.5.0 OK (2C225C6817C7EEE1481)`. */
const id = "([0-9A-F]{10,30}): ";
const recipient = "<([^<>]{0,400})>";
/** A rule's name may have brackets of its own. */
const rule = String.raw`\(rule: (.{0,400})\)$`;

/** What a rule that throws away was made for, as its name says; other names are a rule of the site. */
function blamed(name: string): Readonly<Record<string, string>> {
  if (/virus|malware/i.test(name)) return { INFECTED: "" };
  return /spam/i.test(name) ? {} : { FORCED: name };
}

function scored(
  { emit }: SingleScene,
  queueId: string,
  to: string,
  action: string,
  letters: Readonly<Record<string, string>>,
): void {
  emit({ kind: "message.scored", sender: "", recipient: to, count: 1, score: 0, parts: {}, letters, action, queueId });
}

/** Samples are written after the source (pmg-smtp-filter, PMG/RuleDB of pmg-api 8) and after logs in public. */
export const pmgPatterns: readonly SinglePattern[] = [
  {
    name: "accepted",
    programs: ["*"],
    queued: false,
    samples: ["2C225C6817C7EEE1481: accept mail to <bob@example.com> (032F62C229B) (rule: default-accept)"],
    line: new RegExp(`^${id}accept mail to ${recipient} \\((\\w{5,20})\\) ${rule}`, "s"),
    events: ([, queueId = "", to = "", given = ""], scene) => {
      scored(scene, queueId, to, "NONE", {});
      scene.emit({ kind: "message.linked", from: queueId, to: given, why: "requeued", queueId });
    },
  },
  {
    name: "quarantined",
    programs: ["*"],
    queued: false,
    samples: [
      "2C225C6817C7EEE1481: moved mail for <bob@example.com> to spam quarantine - 2C22606817C7EEE1482 (rule: Quarantine/Mark Spam (Level 3))",
      "2C225C6817C7EEE1481: moved mail for <bob@example.com> to virus quarantine - 2C22606817C7EEE1482 (rule: Viruses)",
    ],
    line: new RegExp(`^${id}moved mail for ${recipient} to (spam|virus) quarantine - \\w{1,40} ${rule}`, "s"),
    events: ([, queueId = "", to = "", what], scene) =>
      scored(scene, queueId, to, "QUARANTINE", what === "virus" ? { INFECTED: "" } : {}),
  },
  {
    name: "blocked",
    programs: ["*"],
    queued: false,
    samples: ["2C225C6817C7EEE1481: block mail to <bob@example.com> (rule: Block Viruses)"],
    line: new RegExp(`^${id}block mail to ${recipient} ${rule}`, "s"),
    events: ([, queueId = "", to = "", name = ""], scene) => scored(scene, queueId, to, "DELETE", blamed(name)),
  },
  {
    name: "new",
    programs: ["*"],
    queued: false,
    samples: [
      "2C225C6817C7EEE1481: new mail message-id=<one@sender.example>",
      // The id keeps its end of line.
      "2C225C6817C7EEE1481: new mail message-id=<one@sender.example>#012",
    ],
    line: new RegExp(`^${id}new mail message-id=(<[^<>]{1,500}>)`),
    events: ([, queueId = "", messageId = ""], { emit }) => emit({ kind: "message.identified", messageId, queueId }),
  },
  {
    name: "not-given-back",
    programs: ["*"],
    queued: false,
    samples: ["2C225C6817C7EEE1481: reinject mail to <bob@example.com> (rule: default-accept) failed"],
    line: new RegExp(`^(${id}reinject mail to ${recipient} \\(rule: .{0,400}\\) failed)$`, "s"),
    events: ([, text = ""], { program, emit }) => emit({ kind: "program.warned", program, text }),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "2C225C6817C7EEE1481: SA score=0/5 time=2.975 bayes=undefined autolearn=no autolearn_force=no hits=SPF_PASS(-0.001)",
      "2C225C6817C7EEE1481: processing time: 3.15 seconds (2.975, 0.019, 0)",
      "2C225C6817C7EEE1481: virus detected: Eicar-Test-Signature (clamav)",
      // What was taken out of a message that goes on without it.
      "2C225C6817C7EEE1481: moved mail for <bob@example.com> to attachment quarantine - 2C22606817C7EEE1482 (rule: Attachments)",
      "starting database maintenance",
    ],
    line: new RegExp(
      `^(?!${id}(?:accept mail to |moved mail for .{0,500}? to (?:spam|virus) |block mail to |new mail |reinject ))`,
      "s",
    ),
  },
];

export const pmg = singleFormat({
  id: "pmg",
  title: "Proxmox Mail Gateway",
  docs: "https://pmg.proxmox.com/pmg-docs/, and its source",
  programs: ["pmg-smtp-filter"],
  service: "antispam",
  patterns: pmgPatterns,
});
