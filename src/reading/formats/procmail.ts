/** procmail: what it laid where, in its log (`LOGFILE`), and what it could not write. */
import { normaliseAddress } from "../../mail/address.ts";
import { type Delivery, type DeliveryPattern, delivererFormat } from "../deliverer/reader.ts";

/** What it says in place of a folder, where it gave the message back to the mail server, or gave up. */
const failures: Readonly<Record<string, Delivery>> = {
  "**Bounced**": { status: "bounced" },
  "**Requeued**": { status: "deferred" },
  "**Lost**": { status: "lost" },
};

/** A folder of a Maildir names the file, which is cut off behind 60 letters. */
const fileOfMaildir = /\/(?:new|cur|tmp)(?:\/[^/]{0,120})?$/;

/** What stands behind `Folder:` is a file, or the command that took the message. */
function deliveryTo(target: string, sizeBytes: number): Delivery {
  const failed = failures[target];
  const size = sizeBytes > 0 ? { sizeBytes } : {};
  if (failed) return { ...failed, ...size, text: target };
  // Recipes ended before any of them had delivered: nobody has it.
  if (target === "" || target === "/dev/null") return { status: "discarded", ...size };
  if (/^\S{0,200}sendmail\S{0,40} /.test(target)) return { status: "forwarded", ...size };
  if (/^ |\s/.test(target)) return { status: "delivered", text: `delivered to command: ${target.trim()}`, ...size };
  return { status: "delivered", folder: target.replace(fileOfMaildir, ""), ...size };
}

/** Real samples are of procmail 3.22 of Debian 12, behind Postfix; where a pattern has none from there, its sample is written after the source. */
export const procmailPatterns: readonly DeliveryPattern[] = [
  {
    name: "from",
    programs: ["*"],
    queued: false,
    samples: [
      "From ann@sender.example  Sun Nov 29 02:00:35 2026",
      "From MAILER-DAEMON  Sun Nov 29 02:00:35 2026",
      "From   Sun Nov 29 01:38:17 2026",
    ],
    line: /^From (\S{0,500}) {1,3}[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
    events: ([, sender = ""], { from }) => from(sender === "MAILER-DAEMON" ? "" : normaliseAddress(sender)),
  },
  {
    name: "folder",
    programs: ["*"],
    queued: false,
    samples: [
      "  Folder: /srv/mail/bob/Maildir/new/1795917634.103\t    571",
      "  Folder: /dev/null\t\t\t\t\t\t\t    615",
      "  Folder: /usr/sbin/sendmail -oi carol@elsewhere.example\t\t\t     48",
      "  Folder:  cat >/dev/null\t\t\t\t\t\t    646",
      "  Folder: **Bounced**\t\t\t\t\t\t\t 296504",
      "  Folder: **Requeued**\t\t\t\t\t\t\t      0",
      "  Folder: \t\t\t\t\t\t\t\t      0",
      "  Folder: **Lost**\t\t\t\t\t\t\t    571",
      "  Folder: **Bounced**                                                    301070",
    ],
    line: /^ {1,2}Folder: (.{0,400}?)[ \t]{1,80}(\d{1,15})$/,
    events: ([, target = "", size], { ended }) => ended(deliveryTo(target.trimEnd(), Number(size))),
  },
  {
    name: "trouble",
    programs: ["*"],
    queued: false,
    samples: [
      'procmail: Quota exceeded while writing "/srv/mail/bob/mbox"',
      'procmail: No space left to finish writing "/srv/mail/bob/mbox"',
      'procmail: Error while writing to "/srv/mail/bob/mbox"',
      'procmail: Lock failure on "/srv/mail/bob/mbox.lock"',
      // After the source.
      'procmail: Couldn\'t create or rename temp file "/srv/mail/bob/tmp/1795917634.103_0.mx"',
      'procmail: Unable to treat as directory "/srv/mail/bob"',
      'Quota exceeded while writing "/srv/mail/bob/Maildir/tmp/1635844454.19097_0.mx"',
    ],
    line: /^(?:procmail: )?((?:Quota exceeded while writing|No space left to finish writing|Error while writing to|Lock failure on|Couldn't create(?: or rename temp file)?|Unable to treat as directory|Insufficient privileges|Couldn't make link to|Failed forking|Out of memory|Renaming bogus mailbox)\b.{0,1000})$/,
    events: ([, text = ""], { trouble }) => trouble(text),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "procmail: [11301] Sun Nov 29 02:01:46 2026",
      'procmail: Assigning "DEFAULT=/srv/mail/bob/"',
      "procmail: Truncated file to former size",
      'procmail: Couldn\'t chdir to "/nonexistent"',
      " Subject: hello",
      // Virtualmin's procmail-logger.pl, after logs in public: what stands in the abstract, too.
      "Time:1793614454 From:ann@sender.example To:bob@example.test User:bob Size:301122 Dest: Mode:None",
    ],
    line: /^(?! {0,2}Folder: |From \S{0,500} {1,3}[A-Z])(?!(?:procmail: )?(?:Quota exceeded while writing|No space left to finish writing|Error while writing to|Lock failure on|Couldn't create\b|Unable to treat as directory|Insufficient privileges|Couldn't make link to|Failed forking|Out of memory|Renaming bogus mailbox)\b)/,
  },
];

export const procmail = delivererFormat({
  id: "procmail",
  title: "procmail",
  docs: "procmailrc(5): LOGFILE, LOGABSTRACT and VERBOSE; its source (mailfold.c), and what procmail 3.22 wrote under test/servers/deliverers.test.ts",
  programs: ["procmail"],
  patterns: procmailPatterns,
});
