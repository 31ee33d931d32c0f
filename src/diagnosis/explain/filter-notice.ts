/** What a filter tells a recipient in place of what it kept: a digest of his quarantine, a note where an attachment was. */
import { say, type Text } from "../../base/saying.ts";
import { bareAddress } from "../../mail/address.ts";
import { fieldNamed, type MessageParts } from "../../mail/message-parts.ts";
import type { CauseId } from "../causes.ts";
import { bare, type ExplainOptions, type Explanation, supposed } from "./explanation.ts";
import { aboutTold } from "./made-by.ts";
import { addressIn } from "./prose.ts";
import { oneLine, saidIn } from "./said.ts";

interface FilterRow {
  readonly cause: CauseId;
  /** Of the subject; absent: any. */
  readonly subject?: RegExp;
  readonly text: RegExp;
  readonly tells: (who: Text) => Text;
  /** `subject: text`, as programs write them. */
  readonly samples: readonly string[];
}

/** That a filter holds a message, in the languages of filters. */
const inQuarantine = new RegExp(
  [
    "(?:message|mail)s?\\b.{0,200}\\b(?:(?:has been|have been|was|were|is|are) (?:\\w{1,10} )?(?:quarantined|(?:(?:held|kept|placed|put|moved) )?(?:in|into|to) (?:\\w{1,4} )?quarantine))",
    "(?:messaggi\\w?|mail|posta)\\b.{0,200}\\b(?:in|nella|alla) quarantena",
    "(?:nachricht\\w{0,2}|mail\\w?)\\b.{0,200}\\b(?:in|unter) (?:\\w{3,5} )?quarantäne",
    "(?:messages?|courriels?|mails?)\\b.{0,200}\\ben quarantaine",
    "(?:mensajes?|correos?)\\b.{0,200}\\b(?:en|a la) cuarentena",
    "(?:mensage(?:m|ns)|mails?)\\b.{0,200}\\b(?:em|na|para a) quarentena",
    "(?:bericht\\w{0,2}|mails?)\\b.{0,200}\\bin (?:de |uw )?quarantaine",
    "wiadomoś\\S{1,4} .{0,200}(?:w kwarantannie|do kwarantanny)|kwarantannie umieszczon",
    "(?:сообщени|письм)\\S{1,3} .{0,200}в карантин",
    "(?:zpráv|mail)\\S{0,3} .{0,200}(?:v|do) karant[eé]n",
    "(?:meddeland|besked|melding|e-?post|mail)\\S{0,3} .{0,200}i karant[eæä]n",
    "被隔离|已隔离|被隔離|隔離されました",
  ].join("|"),
  "i",
);

/** The first row that fits speaks. */
export const filterRows: readonly FilterRow[] = [
  {
    cause: "local.quarantined",
    subject:
      /^(?!\s{0,9}(?:re|fwd?|aw|wg|r|i|tr|rv): ).{0,80}(?:quarantine|quarantäne|quarantena|quarantaine|cuarentena|quarentena|kwarantann|karant[eé]n|karanten|карантин|隔离|隔離|격리|(?:messages?|e-?mails?) on hold|held (?:messages?|e-?mails?)|spam (?:digest|summary|report))/i,
    text: /quarantin|quarantän|quarantaine|quarantena|cuarentena|quarentena|kwarantann|karant[eé]n|карантин|隔离|隔離|격리|\b(?:being )?held\b|on hold|blocked as spam|zurückgehalten|trattenut/i,
    tells: (who) =>
      say`This is a digest of the quarantine of ${who}: what it lists was kept there, and not brought to the mailbox.`,
    samples: [
      "Microsoft 365 security: You have messages in quarantine: 1 messages are being held for you to review",
      "Spam Quarantine Summary - 2 Quarantined Emails: Barracuda User Quarantine Summary",
      "Quarantine Digest: The following messages are being held in your quarantine.",
      "[Postmaster] Messages on hold for bob@example.com: You have new held messages",
      "Ihr Quarantäne-Bericht: Folgende Nachrichten wurden zurückgehalten",
      "Rapport de quarantaine: Les messages suivants ont été mis en quarantaine depuis hier",
      "Quarantaineoverzicht: De volgende berichten zijn in quarantaine geplaatst",
    ],
  },
  {
    cause: "local.quarantined",
    text: inQuarantine,
    tells: (who) => say`A filter keeps the message for ${who} in quarantine: it was not brought to the mailbox.`,
    samples: [
      "Hold: Your message to bob@example.com has been quarantined.",
      "Messaggio: Il messaggio da lei inviato a bob@example.com è stato messo in quarantena",
      // Written after what pages of filters show, in each language that is known.
      ": The message is in quarantine",
      ": Il messaggio è in quarantena: Mittente: alice@sender.example Destinatario: bob@example.com Motivo: Spam",
      ": Die Nachricht befindet sich in Quarantäne",
      ": Le message est en quarantaine",
      ": El mensaje está en cuarentena",
      ": A mensagem está em quarentena",
      ": Het bericht staat in quarantaine",
      ": Wiadomość jest w kwarantannie",
      ": Сообщение находится в карантине",
      ": Zpráva je v karanténě",
      ": Meddelandet ligger i karantän",
    ],
  },
  {
    cause: "local.attachment-stripped",
    text: /this message has had one or more attachments removed|(?:all|the following|one or more) attachments? .{0,60}(?:was|were|has been|have been) (?:removed|deleted|stripped|blocked and removed)|malware was detected in one or more attachments included with this e-?mail|the original e-?mail attachment .{0,120}(?:is on the list of unacceptable|was believed to be infected)|(?:anhang|anhänge|anlage)\b.{0,160}(?:sicherheit|viren|gateway|filter).{0,80}entfernt|pièces? jointes?\b.{0,160}(?:supprimée?s?|retirée?s?)\b.{0,80}(?:sécurité|passerelle|virus)|allegat[oi]\b.{0,160}(?:rimoss|eliminat).{0,80}(?:sicurezza|virus|gateway)|adjuntos?\b.{0,160}(?:eliminad|suprimid|retirad).{0,80}(?:seguridad|virus)|anexos?\b.{0,160}(?:removid|eliminad).{0,80}(?:segurança|vírus)|bijlagen?\b.{0,160}verwijderd.{0,80}(?:veiligheid|beveiliging|virus)|bijlagen?\b.{0,160}(?:veiligheid|beveiliging|virus).{0,80}verwijderd|załącznik\S{0,3}.{0,160}usunięt.{0,80}(?:bezpiecze|wirus)|вложени\S.{0,160}удал[её]н.{0,80}(?:безопасност|вирус)|found the following threats? in this message/i,
    tells: (who) => say`A filter took an attachment out of the message for ${who}: the note stands in its place.`,
    samples: [
      "{Filename?} Offer: Warning: This message has had one or more attachments removed Warning: (offer.exe).",
      'Offer: This is a message from the MailScanner E-Mail Virus Protection Service. The original e-mail attachment "offer.exe" is on the list of unacceptable attachments for this site',
      "Offer: Malware was detected in one or more attachments included with this email message. Action: All attachments have been removed.",
      'Angebot: Hinweis: Aus dieser E-Mail wurde der Anhang "angebot.exe" aus Sicherheitsgründen entfernt.',
      'Offre: Attention : la pièce jointe "offre.exe" a été supprimée de ce message par la passerelle de sécurité.',
      // ESET
      "Offer: Warning: ESET Mail Security found the following threat in this message: offer.zip - deleted",
    ],
  },
];

/** Whose own message it is. */
const toWriter =
  /\byour (?:e-?mail|message)\b|you sent|ihre (?:e-?mail|nachricht)|von ihnen|votre (?:message|courriel)|vous avez envoyé|(?:da lei|suo messaggio|tuo messaggio)|(?:su|tu) mensaje|sua mensagem|uw (?:bericht|e-?mail)|ваше (?:письмо|сообщение)/i;

/** By its subject alone: what else stands in such a digest are the subjects of others. */
export const isDigest = ({ fields }: MessageParts): boolean =>
  /quarantine (?:digest|summary|report|notification)|quarantäne-?(?:bericht|übersicht|zusammenfassung|benachrichtigung)|(?:rapport|résumé) de (?:la )?quarantaine|(?:riepilogo|rapporto|notifica)(?: della| di)? quarantena|(?:resumen|informe) de (?:la )?cuarentena|(?:resumo|relatório) (?:da|de) quarentena|quarantaine-?(?:overzicht|rapport)|raport kwarantanny|отч[её]т о карантине/i.test(
    fieldNamed(fields, "subject") ?? "",
  );

/** Other things are held in quarantine, too. */
const ofMail =
  /\b(?:messages?|e-?mails?|mails?|sender|absender|mittente|nachricht(?:en)?|messaggi\w?|mensajes?|mensage(?:m|ns)|bericht|berichten|wiadomo\S{2,4}|attachments?)(?!\w)|сообщени|письм|повідомленн|邮件|郵件|メール|메일|zpráv|meddeland|besked|melding|viesti|levél|üzenet|mesaj|ileti|μήνυμα/i;

/** A note that a message is held, where nobody quotes a server that refused it. */
export const explainQuarantined = (parts: MessageParts, options: ExplainOptions): Explanation<Text> | undefined =>
  inQuarantine.test(oneLine(parts.words.slice(0, maxNote))) && saidIn(parts.words).reply === undefined
    ? explainFilterNotice(parts, options)
    : undefined;
/** Such a note is short. */
const maxNote = 2000;

export function explainFilterNotice(
  { fields, words }: MessageParts,
  options: ExplainOptions,
): Explanation<Text> | undefined {
  const subject = (fieldNamed(fields, "subject") ?? "").slice(0, 500);
  const head = oneLine(`${subject} ${words.slice(0, 8000)}`);
  const row = filterRows.find(
    (one) => (one.subject?.test(subject) ?? true) && one.text.test(head) && ofMail.test(head),
  );
  if (!row) return undefined;
  const to = fieldNamed(fields, "to") ?? "";
  const owner = bareAddress(/<([^<>\s]{3,320})>/.exec(to)?.[1] ?? to);
  const meant = toWriter.test(head) ? (addressIn(words.replaceAll(owner || " ", " ")) ?? owner) : owner;
  const who = meant.includes("@") ? meant : (addressIn(words) ?? null);
  const told = row.tells(who ?? say`the recipient`);
  return {
    ...bare("auto-reply", told),
    recipients: [supposed(who, row.cause, 0.75, told)],
    ...aboutTold(words, options),
  };
}
