/** What the program of a mailing list says of a message that it did not pass on: Mailman, Sympa, LISTSERV, Majordomo and their like. */
import { say, type Text } from "../../base/saying.ts";
import { bareAddress } from "../../mail/address.ts";
import { fieldNamed, type MessageParts } from "../../mail/message-parts.ts";
import type { CauseId } from "../causes.ts";
import { bare, type Explanation, supposed } from "./explanation.ts";
import { oneLine } from "./said.ts";

interface NoticeRow {
  readonly cause: CauseId;
  readonly text: RegExp;
  readonly tells: (list: Text) => Text;
  /** As programs write it; the product behind. Names replaced. */
  readonly samples: readonly string[];
}

/** The first row that fits speaks. */
export const noticeRows: readonly NoticeRow[] = [
  {
    cause: "local.list-dropped",
    text: /is being held until (?:the|a) list moderator|(?:being |is |was |been )held for (?:moderation|approval|review)|awaits? (?:the )?moderator'?s? approval|(?:has been|was) (?:forwarded|submitted|sent) to the (?:list )?(?:moderators?|editors?)|(?:is )?(?:pending|waiting for|requires) (?:the )?(?:moderator(?:'s|s')? )?(?:approval|moderation)|authorization is requested for the following mailing list posting|wartet auf .{0,40}Moderator|(?:attende|in attesa) .{0,40}(?:moderator|approvazione)|(?:attend|en attente) .{0,40}(?:modérat|approbation)|espera .{0,40}moderador|a été transmis .{0,20}modérateur|wacht op .{0,40}moderator|oczekuje na .{0,40}moderator/i,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: the message is held there until a moderator lets it through.`,
    samples: [
      // Mailman 2, postheld.txt
      "Your mail to 'talk' with the subject Hello Is being held until the list moderator can review it for approval.",
      "Your message to talk awaits moderator approval",
      // Mailman 2, postauth.txt: to the moderator
      "As list administrator, your authorization is requested for the following mailing list posting:",
      // Mailman 3
      "Your mail to 'talk@lists.example.com' with the subject Hello is being held until a list moderator can review it",
      "Ihre Nachricht an talk wartet auf Bestätigung durch den Moderator",
      "Il tuo messaggio a talk attende l'approvazione del moderatore",
      "Votre message à talk attend l'approbation du modérateur",
      // LISTSERV
      "Your message has been submitted to the moderator of the TALK list",
      // Sympa
      "Your message for list talk has been forwarded to the moderators",
    ],
  },
  {
    cause: "rcpt.restricted",
    text: /(?:not allowed|not permitted|not authori[sz]ed) to (?:post|send).{0,80}(?:list|group).{0,80}reject|post by non-?member|non-?member submission|only (?:subscribers|members) (?:can|may|are allowed)|restricted to (?:list )?(?:subscribers|members)/i,
    tells: (list) => say`This is a notice of the mailing list ${list}: it does not take messages of that sender.`,
    samples: [
      "You are not allowed to post to this mailing list, and your message has been automatically rejected.",
      "BOUNCE talk@lists.example.com: Non-member submission from [bob@example.com]",
      "Message distribution in the list is restricted to list subscribers.",
    ],
  },
  {
    cause: "local.list-dropped",
    text: /(?:rejected|refused|discarded) by the (?:list )?(?:moderator|owner|editor)|message rejected by filter rule match|(?:rejeté|refusé) par le modérateur|vom moderator .{0,20}abgelehnt|rifiutat\w dal moderatore/i,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: its moderator or a rule of it refused the message.`,
    samples: [
      "Your request to the talk mailing list Posting of your message titled Hello has been rejected by the list moderator.",
      "Message rejected by filter rule match",
    ],
  },
  {
    cause: "local.list-dropped",
    text: /membership in the mailing list \S{1,200} has been disabled due to excessive bounces|subscription .{0,60}disabled (?:due to|because of) .{0,20}bounces/i,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: it sends this member nothing more, as too many messages to him came back.`,
    samples: ["Your membership in the mailing list talk has been disabled due to excessive bounces."],
  },
  {
    cause: "local.duplicate",
    text: /duplicated? message-?id/i,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: it had a message with that id before, and does not pass on the second.`,
    // fml
    samples: ["Loop Alert: Duplicated Message-ID (talk ML) Duplicated Message-ID in <talk@example.com>."],
  },
];

/** Fields and senders by which such a program is known. */
const listFields = [
  "x-mailman-version",
  "x-list-administrivia",
  "x-beenthere",
  "x-mailman-rule-misses",
  "x-sympa-to",
  "list-id",
  "x-mlserver",
  "auto-submitted",
  "precedence",
];
const listSender =
  /[-+](?:owner|bounces?|request|confirm|editor|admin)@|^"?(?:mailman|sympa|majordomo|listserv|ezmlm|mlmmj)\b|<(?:mailman|sympa|majordomo|listserv)@/i;
/** Only such programs say that. */
const plainWords =
  /is being held until (?:the|a) list moderator|awaits moderator approval|authorization is requested for the following mailing list|membership in the mailing list/i;

/** Of members and memberships, which explain what the program would do. */
const other = /^(?:welcome\b|confirm\b|.{0,120}\breminder\b)/i;

export function explainListNotice({ fields, words }: MessageParts): Explanation<Text> | undefined {
  const subject = fieldNamed(fields, "subject") ?? "";
  const said = oneLine(`${subject} ${words.slice(0, 20_000)}`);
  const from = fieldNamed(fields, "from") ?? "";
  if (other.test(subject)) return undefined;
  const isProgram = listSender.test(from) && listFields.some((name) => fieldNamed(fields, name) !== undefined);
  const row = isProgram || plainWords.test(said) ? noticeRows.find(({ text }) => text.test(said)) : undefined;
  if (!row) return undefined;
  const list = fieldNamed(fields, "x-beenthere") ?? listOf(from);
  const told = row.tells(list ?? say`that it names`);
  return { ...bare("auto-reply", told), recipients: [supposed(list, row.cause, 0.8, told)] };
}

/** The list's own address behind that of its program. */
function listOf(from: string): string | null {
  const address = bareAddress(/<([^<>\s]{3,320})>/.exec(from)?.[1] ?? from);
  const list = address.replace(/[-+](?:owner|bounces?|request|confirm|editor|admin)@/i, "@");
  return list.includes("@") ? list : null;
}
