/** Mailman's own logs: what became of a post, how many it was sent to, whom the mail server refused, and who is switched off by bounces. */
import { defined } from "../../base/defined.ts";
import type { Outcome } from "../../events/event.ts";
import { normaliseAddress } from "../../mail/address.ts";
import { ownWord, parseReply } from "../../mail/reply.ts";
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, type SingleScene, singleFormat } from "../single.ts";

const bare = { programs: ["*"], queued: false } as const;
const messageId = "(<[^<>\\s]{1,990}>)";

interface Vetted {
  readonly messageId: string | undefined;
  /** Empty where the line does not name the list. */
  readonly list: string;
  readonly sender?: string | undefined;
  readonly verdict: "hold" | "discard" | "reject";
  readonly detail: string;
}

const becomes: Readonly<Record<Vetted["verdict"], Outcome>> = { hold: "held", discard: "discarded", reject: "refused" };

/** A list takes no post of him, or not yet. */
function vetted({ messageId, list, sender, verdict, detail }: Vetted, { emit }: SingleScene): void {
  const [by, cause] = [`mailman.${verdict}`, "local.list-dropped"];
  const status = becomes[verdict];
  const recipient = normaliseAddress(list);
  emit(defined({ kind: "decision", by, verdict, cause, recipient: recipient || undefined, detail, messageId }));
  const reply = ownWord(detail, verdict === "reject" ? "5.7.2" : "2.0.0");
  emit(defined({ kind: "attempt.ended", sender, recipient, status, stage: "store", reply, decidedBy: by, messageId }));
}

/** `['The message is not from a list member']`. */
const reasonOf = (text: string): string => text.replace(/^\['(.*)'\]$/s, "$1");

/** Samples of Mailman 3 are real (3.3.8 of Debian 12); those of 2.1 are written after its source. */
export const mailmanPatterns: readonly SinglePattern[] = withChatter(
  [
    {
      ...bare,
      name: "held",
      samples: [
        "HOLD: rat@listen.amsel.example post from fremd@star.example held, message-id=<8109.1795765874@star.example>: The message is not from a list member",
        // Mailman 2.1.
        "rat post from fremd@star.example held, message-id=<8109.1795765874@star.example>: Post by non-member to a members-only list",
      ],
      line: new RegExp(
        `^(?:HOLD: )?(\\S{1,320}) post from (\\S{1,320}) held, message-id=${messageId}: (.{0,1000})$`,
        "s",
      ),
      events: ([, list = "", sender, id, detail = ""], scene) =>
        vetted({ messageId: id, list, sender, verdict: "hold", detail }, scene),
    },
    {
      ...bare,
      name: "discarded",
      samples: [
        "DISCARD: <8123.1795766681@kiebitz.example>; ['The message is not from a list member']",
        // After its source.
        "DISCARD: <8123.1795766681@kiebitz.example>; [n/a]",
        // Mailman 2.1; the next line, indented, names the list.
        "Message discarded, msgid: <8123.1795766681@kiebitz.example>",
        "Message discarded, msgid: <8123.1795766681@kiebitz.example>'",
      ],
      line: new RegExp(`^(?:DISCARD: |Message discarded, msgid: )${messageId}(?:; (.{0,1000})|'?)$`, "s"),
      events: ([, id, reason], scene) => {
        const detail = reason === undefined || reason === "[n/a]" ? "Message discarded" : reasonOf(reason);
        vetted({ messageId: id, list: "", verdict: "discard", detail }, scene);
      },
    },
    {
      ...bare,
      name: "rejected",
      samples: [
        "REJECT: <8139.1795767631@gans.example>",
        // Mailman 2.1.
        "Message rejected, msgid: <8139.1795767631@gans.example>",
      ],
      line: new RegExp(`^(?:REJECT: |Message rejected, msgid: )${messageId}`),
      events: ([, id], scene) =>
        vetted({ messageId: id, list: "", verdict: "reject", detail: "Message rejected" }, scene),
    },
    {
      ...bare,
      name: "posted",
      samples: [
        "<8100.1795765240@fink.example> post to rat@listen.amsel.example from info@fink.example, 410 bytes",
        // After its source.
        "<8100.1795765240@fink.example> post to rat@listen.amsel.example from info@fink.example, 410 bytes, 1 failures",
        // Mailman 2.1.
        "post to rat from info@fink.example, size=410, message-id=<8100.1795765240@fink.example>, success",
        "post to rat from info@fink.example, size=410, message-id=<8100.1795765240@fink.example>, 2 failures",
      ],
      line: new RegExp(
        `^(?:${messageId} )?(post to (\\S{1,320}) from (\\S{0,320}), (?:size=)?\\d{1,15}(?: bytes)?)(?:, message-id=${messageId})?((?:, (?:success|\\d{1,9} failures))?)$`,
      ),
      events: ([, id, text = "", list = "", sender = "", older, how = ""], scene) => {
        // Its own notices, to one member or an owner.
        if (sender.startsWith(`${list.split("@")[0]}-`)) return;
        const reply = ownWord(`${text}${how}`, "2.0.0");
        const about = { sender, recipient: list, stage: "store", reply, messageId: id ?? older } as const;
        scene.emit(defined({ kind: "attempt.ended", status: "delivered", decidedBy: "mailman.posted", ...about }));
      },
    },
    {
      ...bare,
      name: "approved",
      // By the moderator.
      samples: ["held message approved, message-id: <8109.1795765874@star.example>"],
      line: new RegExp(`^(held message approved), message-id: ${messageId}`),
      events: ([, text = "", id], { emit }) => {
        const about = { recipient: "", stage: "store", reply: ownWord(text, "2.0.0"), messageId: id ?? "" } as const;
        emit({ kind: "attempt.ended", status: "delivered", decidedBy: "mailman.approved", ...about });
      },
    },
    {
      ...bare,
      name: "recipient-failed",
      samples: [
        // After its source.
        "<8100.1795765240@fink.example> delivery to bob@gone.example failed with code 550, 5.1.1 User unknown",
        "<8100.1795765240@fink.example> delivery to bob@gone.example failed with code 444, [Errno 111] Connection refused",
        // Mailman 2.1.
        "delivery to bob@gone.example failed with code 550: 5.1.1 User unknown",
      ],
      line: new RegExp(
        `^(?:${messageId} )?delivery to (\\S{1,320}) failed with code (\\d{3}|-1)[,:] (.{0,1000})$`,
        "s",
      ),
      events: ([, id, recipient = "", code = "", text = ""], { emit }) => {
        // It gives a failure to connect a code of its own.
        const isOwn = code === "444" || code === "-1";
        const reply = (isOwn ? undefined : parseReply(`${code} ${text}`)) ?? ownWord(text, "4.0.0");
        const status = code.startsWith("5") ? "bounced" : "deferred";
        emit(defined({ kind: "attempt.ended", recipient, status, reply, decidedBy: "mailman.smtp", messageId: id }));
      },
    },
    {
      ...bare,
      name: "disabled",
      samples: [
        // After its source.
        "Disabling delivery for bob@gone.example on list rat.listen.amsel.example by bounce",
        "Removed bob@gone.example as a member of Rat mailing list due to excessive bounces",
        // Mailman 2.1.
        "rat: bob@gone.example disabling due to bounce score 5.0 >= 5.0",
        "rat: bob@gone.example disabled due to probe bounce received",
        "rat: bob@gone.example deleted after exhausting notices",
      ],
      line: /^((?:Disabling delivery for|Removed|\S{1,100}:) (\S{1,320}) (?:on list .{1,300} by bounce|as a member of .{1,300} due to excessive bounces|disabling due to bounce score .{1,100}|disabled due to probe bounce received|deleted after exhausting notices))$/s,
      events: ([, detail, recipient], { emit }) =>
        emit(
          defined({
            kind: "decision",
            by: "mailman.bounces",
            verdict: "disable",
            cause: "local.list-dropped",
            recipient,
            detail,
          }),
        ),
    },
    trouble(
      /^((?:Cannot connect to SMTP server |while connecting to SMTP|Uncaught runner exception|SHUNTING|Low level smtp error|All recipients refused|SMTP session failure|<[^<>\s]{1,500}> (?:recipients refused|response exception|low level smtp error): ).{0,1000})$/s,
      [
        // After its source.
        "Cannot connect to SMTP server localhost on port 25",
        "<8100.1795765240@fink.example> low level smtp error: [Errno 111] Connection refused",
        "Uncaught runner exception: 'utf-8' codec can't decode byte",
        "SHUNTING: 1795766681.123+abc",
        // Mailman 2.1.
        "Low level smtp error: [Errno 111] Connection refused, msgid: <8100.1795765240@fink.example>",
      ],
    ),
  ],
  [
    "<8100.1795765240@fink.example> smtp to rat@listen.amsel.example for 4 recips, completed in 0.11948847770690918 seconds",
    "ACCEPT: <8100.1795765240@fink.example>",
    "OWNER: <179576587555.331.12380763620479305542@mail.amsel.example>",
    "Master started",
    "in runner started.",
    "Task runner evicted 0 expired pendings",
    "[INFO] Starting gunicorn 20.1.0",
    "Available AUTH mechanisms: LOGIN(builtin) PLAIN(builtin)",
    "('127.0.0.1', 43912) recip: rat@listen.amsel.example",
    "('127.0.0.1', 43912) >> b'RCPT TO:<rat@listen.amsel.example>'",
    // Mailman 2.1.
    "        list: Rat,",
    "rat: bob@gone.example bounce score: 1.0",
  ],
);

export const mailman = singleFormat({
  id: "mailman",
  title: "Mailman",
  docs: "https://docs.mailman3.org/, its source (chains, mta/deliver.py, model/bounce.py), that of Mailman 2.1, and what Mailman 3.3.8 of Debian 12 wrote",
  programs: ["mailman"],
  service: "smtp",
  role: "mailbox",
  patterns: mailmanPatterns,
});
