/** What the program of a mailing list says of a message that it did not pass on: Mailman, Sympa, LISTSERV, Majordomo and their like. */
import { say, type Text } from "../../base/saying.ts";
import { bareAddress } from "../../mail/address.ts";
import { fieldNamed, type MessageParts } from "../../mail/message-parts.ts";
import type { CauseId } from "../causes.ts";
import { bare, type Explanation, supposed } from "./explanation.ts";
import { heldByModerator, refusedByList, takesMembers } from "./list-tongues.ts";
import { addressIn } from "./prose.ts";
import { oneLine, saidIn } from "./said.ts";

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
    text: /(?:not allowed|not permitted|not authori[sz]ed) to (?:post|send).{0,80}(?:list|group).{0,80}reject|not allowed to post to this (?:mailing )?list\b|(?:non-?members?|non-?subscribers?) (?:are|is) not allowed to post|you are not (?:subscribed to|a (?:member|subscriber) of) (?:the|this) (?:mailing )?list\b|post(?:ing)? by (?:a )?non-?member|non-?member submission|only (?:subscribers|members) (?:can|may|are allowed)|restricted to (?:list )?(?:subscribers|members)|because you are not a list subscriber|because of an access rule set up by the list administrator|not authori[sz]ed to send mail to the \S{1,120} list|distribution (?:in|for) (?:the|this) list is restricted/i,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: it refused the message, as it takes none of that sender.`,
    samples: [
      "You are not allowed to post to this mailing list, and your message has been automatically rejected.",
      "BOUNCE talk@lists.example.com: Non-member submission from [bob@example.com]",
      "Message distribution in the list is restricted to list subscribers.",
      // LISTSERV
      "You are not authorized to send mail to the TALK list from your alice@SENDER.EXAMPLE account.",
    ],
  },
  {
    cause: "local.list-dropped",
    text: /(?:rejected|refused|discarded) by the (?:list )?(?:moderator|owner|editor)|message rejected by filter rule match|because a moderator rejected it|message to the \S{1,320} mailing-list was rejected|has been rejected by the (?:list )?moderator|(?:rejeté|refusé) par le modérateur|vom moderator .{0,20}abgelehnt|rifiutat\w dal moderatore/i,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: its moderator or a rule of it refused the message.`,
    samples: [
      "Your request to the talk mailing list Posting of your message titled Hello has been rejected by the list moderator.",
      "Message rejected by filter rule match",
      // Mailman 3
      "Your message to the talk@lists.example.com mailing-list was rejected for the following reasons:",
    ],
  },
  {
    cause: "rcpt.user-unknown",
    text: /following address is not a known mailing list|list (?:address )?\S{1,320} does not exist|\bunknown list\b|list unknown|keine bekannte verteilerliste|n'est pas une liste connue|liste (?:est )?inconnue|lista (?:sconosciuta|desconocida|desconhecida)|onbekende lijst|nieznana lista|неизвестн\S{2} рассылк/i,
    tells: (list) => say`This is a notice of the mailing list ${list}: no list has that name there.`,
    samples: [
      // Sympa
      "The following address is not a known mailing list: talkk@lists.example.com",
      "Die folgende Adresse ist keine bekannte Verteilerliste:",
      "L'adresse suivante n'est pas une liste connue :",
    ],
  },
  {
    // Schleuder
    cause: "local.list-dropped",
    text: /"X-LIST-NAME"[- ](?:keyword|schlüsselwort)|schlüsselwort "X-LIST-NAME"|messages to this address must be encrypted conforming to openpgp/i,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: its moderator or a rule of it refused the message.`,
    samples: [
      'Your message did not contain the required "X-LIST-NAME" keyword and was rejected.',
      'Deine Email enthielt nicht das notwendige Schlüsselwort "X-LIST-NAME", daher wurde sie zurückgewiesen.',
    ],
  },
  {
    cause: "local.list-dropped",
    text: /membership in the mailing list \S{1,200} has been disabled due to excessive bounces|subscription .{0,60}disabled (?:due to|because of) .{0,20}bounces|subscription has been disabled on the \S{1,320} mailing list because it has received/i,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: it sends this member nothing more, as too many messages to him came back.`,
    samples: [
      "Your membership in the mailing list talk has been disabled due to excessive bounces.",
      // Mailman 3
      "Your subscription has been disabled on the talk@lists.example.com mailing list because it has received a number of bounces",
    ],
  },
  {
    cause: "local.list-dropped",
    text: /pending moderation|submitted to the moderators of the group|moderators are being asked to review it|forwarded to the owner of the \S{0,80} ?list for approval/i,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: the message is held there until a moderator lets it through.`,
    samples: [
      // Google Groups
      "Your message has been submitted to the moderators of the group talk@lists.example.com",
      // mlmmj
      "However, the moderators are being asked to review it before releasing it to the list because this is a moderated list.",
      // Majordomo
      "Your message to the talk mailing list has been forwarded to the owner of the list for approval.",
    ],
  },
  {
    cause: "local.list-dropped",
    text: heldByModerator,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: the message is held there until a moderator lets it through.`,
    samples: [
      // Mailman 3
      "Ihre Nachricht an 'talk@lists.example.com' mit dem Betreff Angebot wurde zurückgehalten, bis eine Moderator*in sie freigegeben hat.",
      "Votre courriel à destination de 'talk@lists.example.com' avec l'objet Offre est en attente de validation par un modérateur.",
      "Su mensaje a la lista 'talk@lists.example.com' con el asunto Oferta Ha sido retenido hasta que el moderador de la lista pueda revisarlo y aprobarlo.",
      "La tua mail a 'talk@lists.example.com' con oggetto Offerta Viene trattenuto fino a quando il moderatore della lista non può esaminarlo per l'approvazione.",
      "'talk@lists.example.com' posta listesine gönderdiğiniz Teklif konusundaki e-postanız liste moderatörü onay için gözden geçirene kadar bekletiliyor.",
      "Váš příspěvek do mailing-listu 'talk@lists.example.com' s předmětem Nabídka je prozatím přidržen ke kontrole moderátorem.",
      "Seu e-mail para talk@lists.example.com com assunto Oferta está sendo retido até que o moderador da lista possa analisá-lo",
      "你发给“talk@lists.example.com”的主题为 Offer 的邮件已被搁置，直到列表版主审阅通过。",
      // Sympa
      "Ihre Nachricht für Liste talk wurde an den/die Moderator(en) weitergeleitet",
      "Votre message pour la liste talk a été transmis au(x) modérateur(s)",
      "Ваше сообщение для рассылки 'talk' было переслано модераторам",
      // mlmmj
      "Moderátoři konference byli kontaktováni, aby tuto zprávu schválili před zasláním.",
      "Cependant il a été demandé aux modérateurs de le contrôler avant de le délivrer à la liste",
    ],
  },
  {
    cause: "rcpt.restricted",
    text: takesMembers,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: it refused the message, as it takes none of that sender.`,
    samples: [
      // Sympa
      "La diffusion des messages dans la liste est réservée aux abonnés.",
      "Nachrichtenverteilung auf dieser Liste ist auf Abonnenten beschränkt.",
      "La distribuzione di messaggi in questa lista è limitata agli iscritti alla lista.",
      // mlmmj
      "konnte nicht über die Liste verteilt werden, weil Sie die Liste nicht abonniert haben.",
      "en raison d'une règle d'accès définie par l'administrateur.",
      "perché non sei iscritto/a alla lista.",
    ],
  },
  {
    cause: "mail.size-declared",
    text: /exceeded the maximum allowed message size|weil sie die maximal erlaubte größe|prekročila maximálnu veľkosť|maximální velikost zprávy je|tamañu máximu permitíu|dépassait la taille maximale autorisée de|superato la dimensione massima consentita di \d|přesáhla maximální/i,
    tells: (list) => say`This is a notice of the mailing list ${list}: the message is larger than it takes.`,
    samples: [
      "konnte nicht über die Liste verteilt werden, weil sie die maximal erlaubte Größe von 50000 Bytes überschritten hat",
    ],
  },
  {
    cause: "local.list-dropped",
    text: refusedByList,
    tells: (list) =>
      say`This is a notice of the mailing list ${list}: its moderator or a rule of it refused the message.`,
    samples: [
      // Mailman 3
      "Ihre Nachricht an die Mailingliste talk@lists.example.com wurde mit folgender Begründung abgelehnt:",
      "Su mensaje a la lista de correos talk@lists.example.com ha sido rechazado por las siguientes razones:",
      "Váš příspěvek do mailing-listu 'talk@lists.example.com' byl odmítnut.",
      "Il tuo messaggio alla mailing list talk@lists.example.com è stato rifiutato per i seguenti motivi:",
      // Sympa
      "Votre message pour la liste talk@lists.example.com a été rejeté par carol@example.com, modérateur de la liste.",
      // mlmmj
      "perché un moderatore lo ha rifiutato.",
    ],
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
/** Of a program that names itself. */
const programSender = /\b(?:mailman|sympa|majordomo|listserv|ezmlm|mlmmj)\b/i;
/** Only such programs say that. */
const plainWords =
  /"X-LIST-NAME"|submitted to the moderators of the group \S|subscription has been disabled on the \S{1,320} mailing list|message to the \S{1,320} mailing-list was rejected|is being held until (?:the|a) list moderator|awaits moderator approval|authorization is requested for the following mailing list|membership in the mailing list/i;

/** That it takes no message of this writer, as only such programs say it, in a notice that looks like a bounce (Mailman). */
const toMembersOnly =
  /not allowed to post to this (?:mailing )?list\b|(?:non-?members?|non-?subscribers?) (?:are|is) not allowed to post|post(?:ing)? by (?:a )?non-?members?\b|you are not (?:subscribed to|a (?:member|subscriber) of) (?:the|this) (?:mailing )?list\b/i;

const tongues = [heldByModerator, refusedByList, toMembersOnly];
/** So far reaches the first sentence, behind a greeting and the subject that it quotes. */
const nearWords = 600;

/** Of members and memberships, which explain what the program would do. */
const other = /^(?:welcome\b|confirm\b|.{0,120}\breminder\b)/i;

/** `named`: only where the program names itself, or says it in its own words at the beginning, and quotes no server. */
export function explainListNotice({ fields, words }: MessageParts, named = false): Explanation<Text> | undefined {
  const subject = fieldNamed(fields, "subject") ?? "";
  const said = oneLine(`${subject} ${words.slice(0, 20_000)}`);
  const from = fieldNamed(fields, "from") ?? "";
  if (other.test(subject)) return undefined;
  // mlmmj says so in its first line.
  const isNamed = programSender.test(from) || /\bmlmmj\b/i.test(words.slice(0, nearWords));
  const isProgram =
    isNamed ||
    ((listSender.test(from) || /pending moderation/i.test(subject)) &&
      (from === "" || listFields.some((name) => fieldNamed(fields, name) !== undefined)));
  // Other languages have no word for a list that people do not write of, too: there it stands at the very beginning.
  const isTold = plainWords.test(said) || tongues.some((text) => text.test(said.slice(0, nearWords)));
  if (named && ((!isNamed && !tongues.some((text) => text.test(said.slice(0, nearWords)))) || saidIn(words).reply))
    return undefined;
  const row = isProgram || isTold ? noticeRows.find(({ text }) => text.test(said)) : undefined;
  if (!row) return undefined;
  const list = fieldNamed(fields, "x-beenthere") ?? namedIn(said) ?? listOf(from) ?? listOf(addressIn(said) ?? "");
  const told = row.tells(list ?? say`that it names`);
  const kind = row.cause === "rcpt.user-unknown" ? "bounce" : "auto-reply";
  return { ...bare(kind, told), recipients: [supposed(list, row.cause, 0.8, told)] };
}

/** Where the program's own address is none of the list. */
const namedIn = (said: string): string | undefined =>
  /(?:mailing[- ]?list:?|list(?:e|a)?(?: address)?|liste de diffusion|verteilerliste:?|lista de correos|mailing-listu|connue :) ["'<]{0,2}([^\s"'<>:,]{1,64}@[^\s"'<>:,]{1,255}\w)/i.exec(
    said,
  )?.[1];

/** The list's own address behind that of its program. */
function listOf(from: string): string | null {
  const address = bareAddress(/<([^<>\s]{3,320})>/.exec(from)?.[1] ?? from);
  const list = address.replace(/[-+](?:owner|bounces?|request|confirm|editor|admin)@/i, "@");
  return list.includes("@") ? list : null;
}
