/** Which address in a text is the sender's, by the words before and behind it: nobody's to whom it failed. */

/** Of a mail, as programs write it into their sentences. */
export const mailAddress =
  "[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\\w-]{1,63}\\.{1,2}){1,8}[\\w-]{2,63}|[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\w-]{1,63}";

/** What comes from there is an answer, or was led on: that says nothing of who wrote. */
const otherFrom =
  "(?<!\\b(?:answer|bounce|expanded|forwarded|generated|moved|notice|notification|redirected|removed|reply|report|response|returned|warning) )";

/** In front of an address, in the languages of mail programs. */
const before = [
  "^[ \\t>*|]{0,10}(?:from|von|da|de|van|od|från|fra|sender|absender|mittente|expéditeur|remitente|remetente)[ \\t]{0,2}:[ \\t]{1,8}[^\\s<>@][^\\n<>@]{0,80}<",
  "\\bmail from:?[ <[\"']{0,2}",
  "\\bfrom=<",
  "\\b(?:blocked|banned|block|rejected) senders?:? {0,2}[\"'<(]{0,3}",
  "\\b(?:envelope[- ]|mail )?senders?(?: e?-?mail)?(?: address)?(?: is| was| verify (?:fail|defer) for)?[ :=]{1,3}[\"'<(]{0,3}",
  "\\b(?:absender|mittente|expéditeur|remitente|remetente|afzender|avsändare|afsender|avsender|lähettäjä|nadawc\\S{1,3}|odesílatel\\S?|отправител\\S|feladó|gönderen)(?:adresse|n?adres)?[ :=]{1,3}[\"'<(]{0,3}",
  "\\b(?:sent by|gesendet von|envoyé par|provenant de|inviat[oa] da|proveniente da|enviad[oa] por|verzonden door) {1,2}[\"'<(]{0,3}",
  "\\b(?:e-?mail|mail|nachricht|message|messaggio|mensaje|correo|mensagem|bericht) (?:von|de|da|di|van) {1,2}[\"'<(]{0,3}",
  `${otherFrom}\\bfrom {1,2}["'<(]{0,3}`,
  `${otherFrom}\\bfrom (?!.{0,20}(?:host|server|system))["']?\\p{L}[\\p{L}'-]{0,30}(?: [\\p{L}'-]{1,30}){0,2}["']? <`,
];

/** Behind an address. */
const behind =
  "[>\"')]{0,3}(?::|\\.{3})?\\s{1,40}(?:\\(?(?:the )?(?:envelope[- ]|mail )?sender\\b|not owned by\\b|(?:is |has |was )?(?:not |no |un)(?:allowed|authori[sz]ed|permitted|permission) to (?:send|post|submit)\\b)";

/** The address that is said to be the sender's stands in one of its groups. */
const ofSender = new RegExp(`(?:${before.join("|")})(?:${mailAddress})|<?(?:${mailAddress})(?=${behind})`, "gimu");

/** So much of a text is looked through. */
const maxLooked = 64 * 1024;

/**
 * The text without addresses that are said to be the sender's, and without the other places in which he stands: unless somebody
 * wrote to himself, and is named as the recipient, too.
 */
export function withoutSenders(text: string): string {
  const told = text.replace(ofSender, " ");
  const sender = told === text ? undefined : senderIn(text);
  if (sender === undefined || addressed(sender).test(told)) return told;
  return told.replaceAll(sender, " ");
}

const addressed = (address: string): RegExp =>
  new RegExp(
    `(?:\\b(?:to|for|recipient|an|a|à|per|para|destinatario|destinataire|empfänger)\\b)[ :=]{1,3}["'<(]{0,3}${RegExp.escape(address)}`,
    "i",
  );

/** The one who is said to have sent it; undefined where nobody is, or a program. */
export function senderIn(text: string): string | undefined {
  const address = new RegExp(mailAddress, "gi");
  for (const [found] of text.slice(0, maxLooked).matchAll(ofSender)) {
    const last = found.match(address)?.at(-1);
    if (last !== undefined && !programs.test(last)) return last.replace(/^'/, "");
  }
  return undefined;
}

/** What stands behind an address that opens a line says that he wrote it. */
export const isOfSender = (rest: string): boolean => opened.test(rest);
const opened = new RegExp(`^${behind}`, "i");

/** Names of programs and of offices, which write notices and get none. */
export const programs = /^(?:mailer-daemon|postmaster|mail-daemon|abuse|noreply|no-reply|bounce)[\w.+-]{0,40}@/i;
