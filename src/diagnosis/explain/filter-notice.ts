/** What a filter tells a recipient in place of what it kept: a digest of his quarantine, a note where an attachment was. */
import { say, type Text } from "../../base/saying.ts";
import { bareAddress } from "../../mail/address.ts";
import { fieldNamed, type MessageParts } from "../../mail/message-parts.ts";
import type { CauseId } from "../causes.ts";
import { bare, type Explanation, supposed } from "./explanation.ts";
import { oneLine } from "./said.ts";

interface FilterRow {
  readonly cause: CauseId;
  /** Of the subject; absent: any. */
  readonly subject?: RegExp;
  readonly text: RegExp;
  readonly tells: (who: Text) => Text;
  /** `subject: text`, as programs write them. */
  readonly samples: readonly string[];
}

/** The first row that fits speaks. */
export const filterRows: readonly FilterRow[] = [
  {
    cause: "local.quarantined",
    subject:
      /^(?!\s{0,9}(?:re|fwd?|aw|wg|r|i|tr|rv): ).{0,80}(?:quarantine|quarantäne|quarantena|quarantaine|cuarentena|quarentena|kwarantann|(?:messages?|e-?mails?) on hold|held (?:messages?|e-?mails?)|spam (?:digest|summary|report))/i,
    text: /quarantin|quarantän|cuarentena|quarentena|kwarantann|\b(?:being )?held\b|on hold|blocked as spam|zurückgehalten|trattenut/i,
    tells: (who) =>
      say`This is a digest of the quarantine of ${who}: what it lists was kept there, and not brought to the mailbox.`,
    samples: [
      "Microsoft 365 security: You have messages in quarantine: 1 messages are being held for you to review",
      "Spam Quarantine Summary - 2 Quarantined Emails: Barracuda User Quarantine Summary",
      "Quarantine Digest: The following messages are being held in your quarantine.",
      "[Postmaster] Messages on hold for bob@example.com: You have new held messages",
      "Ihr Quarantäne-Bericht: Folgende Nachrichten wurden zurückgehalten",
    ],
  },
  {
    cause: "local.attachment-stripped",
    text: /this message has had one or more attachments removed|(?:all|the following|one or more) attachments? .{0,60}(?:was|were|has been|have been) (?:removed|deleted|stripped|blocked and removed)|malware was detected in one or more attachments included with this e-?mail|the original e-?mail attachment .{0,120}(?:is on the list of unacceptable|was believed to be infected)/i,
    tells: (who) => say`A filter took an attachment out of the message for ${who}: the note stands in its place.`,
    samples: [
      "{Filename?} Offer: Warning: This message has had one or more attachments removed Warning: (offer.exe).",
      'Offer: This is a message from the MailScanner E-Mail Virus Protection Service. The original e-mail attachment "offer.exe" is on the list of unacceptable attachments for this site',
      "Offer: Malware was detected in one or more attachments included with this email message. Action: All attachments have been removed.",
    ],
  },
];

/** Other things are held in quarantine, too. */
const ofMail =
  /\b(?:messages?|e-?mails?|mails?|sender|absender|mittente|nachrichten?|messaggi\w?|mensajes?|berichten|wiadomo\S{2,4}|attachments?)(?!\w)/i;

export function explainFilterNotice({ fields, words }: MessageParts): Explanation<Text> | undefined {
  const subject = (fieldNamed(fields, "subject") ?? "").slice(0, 500);
  const head = oneLine(`${subject} ${words.slice(0, 8000)}`);
  const row = filterRows.find(
    (one) => (one.subject?.test(subject) ?? true) && one.text.test(head) && ofMail.test(head),
  );
  if (!row) return undefined;
  const to = fieldNamed(fields, "to") ?? "";
  const address = bareAddress(/<([^<>\s]{3,320})>/.exec(to)?.[1] ?? to);
  const who = address.includes("@") ? address : null;
  const told = row.tells(who ?? say`the recipient`);
  return { ...bare("auto-reply", told), recipients: [supposed(who, row.cause, 0.75, told)] };
}
