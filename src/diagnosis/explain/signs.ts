/** By what a message is known to be a bounce, a warning, or an answer of a machine: fields and words, in several languages. */
import type { HeaderField } from "../../mail/header-block.ts";
import { fieldNamed } from "../../mail/message-parts.ts";
import {
  bounceTongues,
  delayTongues,
  failedAlone,
  goneTongues,
  lateAlone,
  plainDelay,
  plainFailed,
} from "./notice-tongues.ts";
import {
  awayTongues,
  heldTongues,
  isAcknowledged,
  receiptLines,
  receiptSubject,
  shownWords,
  successWords,
  takenWords,
  unreadWords,
} from "./receipt-words.ts";
import { oneLine, saidIn } from "./said.ts";

/** Of a message that could not be brought. */
const bounceSubject =
  /undeliver|deliver(?:y|ed)? (?:status|fail|problem|error|incomplete|report)|delivery has failed|mail delivery (?:failed|failure|system|subsystem)|failure notice|returned (?:mail|to sender|message)|returning message|mail (?:failure|failed|error|could not|system error)|failed mail|non[ -]?delivery|could not be delivered|message (?:undeliverable|status|blocked|not delivered|frozen|you sent (?:was )?blocked)|mail ?er-?daemon|unzustellbar|nicht zugestellt|zustell(?:ung|fehler)|mancat[oa] (?:recapito|consegna)|mancata|non recapitabil|impossibile recapitare|non (?:consegnat|recapitat)|non remis|non distribu|échec|no se (?:ha podido|pudo) entregar|no entregado|niet bezorgd|kan niet worden bezorgd|olevererbart|undelivered|DELIVERY.FAILURE|recapito non riuscito|errore (?:di|nella) consegna|unsolicited bulk e-?mail.{0,20}from you|(?:virus|banned contents?|bad header).{0,80}from you/i;
const englishBounce =
  /could ?n[o']t be delivered|\b(?:your|this|the)\b.{0,20}\b(?:message|mail|e-?mail)\b.{0,60}\b(?:was|has|could|were)(?: not|n't) (?:been |be )?sent\b|wasn't delivered|was not delivered|(?:has|have) not been delivered|has been blocked|was blocked by|not be delivered|unable to deliver|undeliverable|delivery (?:to the following|has failed|failed|failure)|did not reach|failed (?:permanently|to deliver)|permanent (?:fatal )?error|permanent failure|returned to (?:you|sender)|could not deliver|this is the qmail|this is the (?:mailer-daemon|mail system|postfix)|an error (?:has )?occurred while (?:trying|attempting) to deliver|diagnostic information for administrators|generating server|rejected by the recipient|was automatically rejected|-{3} ?(?:failed|undeliverable|bad) (?:recipients|addresses)\b|mail has been returned because|e-?mail sent to \S{1,320} cannot be (?:accepted|processed)|your (?:e-?mail )?(?:message|mail)\b.{0,200}(?:was|has been) (?:rejected|refused)|delivery of the e-?mail was stopped|(?:e-?mail|message) (?:that )?you sent\b.{0,200}(?:infected|was (?:blocked|deleted|rejected)|triggered)|following (?:e-?)?mail was (?:rejected|blocked)/i;
const englishDelay =
  /warning message only|do(?:es)? not need to re-?send|(?:delivery|message|mail).{0,80}(?:delayed|has been delayed|is delayed|not yet been delivered|will (?:be retried|keep trying|continue to (?:try|be)))|still (?:being retried|undelivered|trying)|will be retried for|delivery attempts will continue|will continue to be (?:made|attempted)|could not send message for (?:the )?past|delivery incomplete/i;
const eitherOf = (one: RegExp, other: RegExp): RegExp => new RegExp(`${one.source}|${other.source}`, "i");
const bounceWords = eitherOf(englishBounce, failedAlone);
const delayWords = eitherOf(englishDelay, lateAlone);
const delaySubject = /^warning|delay|still being retried|verzögert|verzögerung|ritard|retard|incomplete/i;
const goneWords =
  /permanent(?:ly)? (?:fail|error|fatal)|will not be retried|giving up|gave up|not going to try again|in the queue too long|deleted from (?:the )?queue|failed permanently/i;

/** Nobody tries it again. */
export const isGivenUp = (text: string): boolean => goneWords.test(text) || goneTongues.test(text);

const isFailure = (text: string): boolean => bounceWords.test(text) || bounceTongues.test(text);
const isDelay = (text: string): boolean => delayWords.test(text) || delayTongues.test(text);

const daemonSender =
  /mailer-daemon|post_?master|mail delivery (?:system|subsystem)|microsoftexchange|mail-?daemon|system administrator|<>|mdaemon|mail ?system|posta-certificata@|\b(?:spam ?firewall|spamfilter|content-?filter|mailscanner|mailsweeper|mailmarshal|nospamproxy|mail gateway)\b/i;

/** Certified mail says what it is in a field (RFC 6109 §3.1.2); programs send under such names, or with the null sender; a newsletter, which one can leave, may have none either. */
export const isDaemon = (fields: readonly HeaderField[]): boolean =>
  fieldNamed(fields, "x-ricevuta") !== undefined ||
  daemonSender.test(fieldNamed(fields, "from") ?? "") ||
  (fieldNamed(fields, "list-unsubscribe") === undefined && hasNoSender(fields));

const hasNoSender = (fields: readonly HeaderField[]): boolean =>
  /^<(?:mailer-daemon@[^<>]{1,255})?>$/i.test(fieldNamed(fields, "return-path")?.trim() ?? "");

export function looksLikeBounce(fields: readonly HeaderField[], words: string): boolean {
  const subject = fieldNamed(fields, "subject") ?? "";
  if (fieldNamed(fields, "x-failed-recipients")) return true;
  const head = oneLine(words.slice(0, 20_000));
  const daemon = isDaemon(fields);
  const quotes = (saidIn(words.slice(0, 20_000)).reply?.code ?? 0) >= 400;
  if (daemon && quotes) return true;
  if (!daemon && !quotes && parcels.test(`${subject} ${head}`)) return false;
  // A line or two of a header that somebody copied tell no more than none, unless they name a person.
  const isCopied = fields.every(({ name }) => copiedFields.test(name));
  const isAlone = fields.length === 0 || (isCopied && (daemon || fieldNamed(fields, "from") === undefined));
  if (isAlone) {
    const isLate = isDelay(head) && (delaySubject.test(subject) || delayTongues.test(subject));
    if (isFailure(head) || delayWords.test(head) || isLate || plainDelay.test(`${subject} ${head}`)) return true;
  }
  // Of other languages people and shops use the same words: there a daemon must speak.
  const isNamed = [bounceSubject, delaySubject, ...(daemon ? [bounceTongues, delayTongues] : [])];
  const told =
    (isNamed.some((form) => form.test(subject)) ? 1 : 0) +
    ((daemon ? isFailure(head) : bounceWords.test(head)) ? 1 : 0) +
    ((daemon ? isDelay(head) : delayWords.test(head)) ? 1 : 0);
  return told + (daemon ? 1 : 0) >= 2;
}

/** What people copy with the text of a mail. */
const copiedFields = /^(?:from|to|cc|subject|date|content-type|mime-version)$/;

/** What is brought by carriers, who say of it what servers say of mail. */
const parcels =
  /\b(?:parcels?|your (?:package|shipment)|pakete?|pakket(?:je)?|colis|pacco|paquetes?|encomenda)\b|przesyłk|paczk|zásilk|balík|посылк|包裹|荷物/i;

/** What programs say of themselves and their work; a person who tells of it says less. */
export const machineWords =
  /this is the (?:mail system|qmail|postfix|mailer)|mail delivery|delivery (?:status|has failed|failed|incomplete|notification)|mailer-?daemon|postmaster|created automatically|automatically generated|diagnostic|permanent(?:ly)? (?:fatal )?(?:error|failure|failed)|following (?:address|recipient)|undeliver|remote (?:server|host)|transcript of session|generating server|address not found|unzustellbar|onbestelbaar/i;

/** In words that only a notice has; those of other languages people write of themselves, too. */
export const saysPlainly = (words: string): boolean => {
  const head = oneLine(words.slice(0, 20_000));
  return [bounceWords, delayWords, plainDelay, plainFailed].some((plain) => plain.test(head));
};

/** A warning by its subject alone (MDaemon) that no try will mend. */
const nobodyThere = /\b(?:user unknown|unknown (?:user|recipient)|no such (?:user|mailbox|address|recipient))\b/i;

/** It is tried again, and nothing says that it is over. */
export const looksLikeDelay = (fields: readonly HeaderField[], words: string): boolean => {
  const subject = fieldNamed(fields, "subject") ?? "";
  const head = oneLine(words.slice(0, 20_000));
  const warns =
    (/warning/i.test(subject) && !nobodyThere.test(`${subject} ${head}`)) ||
    /delay|still being retried|verzögert|ritard|retard|incomplete/i.test(subject) ||
    delayTongues.test(subject) ||
    plainDelay.test(head) ||
    isDelay(head);
  return warns && !isGivenUp(head);
};

/** What a mailbox is said to hold back, or to need. */
const promised =
  /\b(?:release|validat|verif|confirm|upgrad|recover|retriev|restor|keep|re-?activat|rilasci|convalid|verific|conferm|aggiorn|freigeb|bestätig|verifizier)\w{0,6}\b.{0,60}\b(?:messages?|mail(?:box)?s?|e-?mails?|account|storage|passwords?|messagg\w{1,2}|casella|posta|nachrichten|postfach|konto)\b/i;
/** A warning says "within 48 hours", too, and never a password. */
const threatened =
  /\bpassword\b.{0,40}\b(?:expire|enter|scad|inser|läuft)|\b(?:enter|inserisc\w{1,4}|geben sie) .{0,20}(?:passwor[dt]|credential)/i;
const followed = /https?:\/\//i;

/** Does it ask for a click and a password (`source`: with its links), as no server does that gives a message back? */
export const isLure = (words: string, source: string): boolean => {
  const line = oneLine(words.slice(0, 20_000));
  return followed.test(source.slice(0, 64 * 1024)) && promised.test(line) && threatened.test(line);
};

export type Notice = "vacation" | "read-receipt" | "unread" | "success" | "taken" | "challenge" | "automatic";

/** Subjects that programs write; and words that people write, too, where another sign must be. */
const awaySubject =
  /out of (?:the )?office|auto(?:matic)?[ -]?(?:reply|response)|automatische antwort|abwesenheits(?:notiz|meldung)|risposta automatica|fuori (?:ufficio|sede)|réponse automatique|absent du bureau|respuesta automática|fuera de (?:la )?oficina|autosvar|automatisch antwoord|afwezigheid|automatyczna odpowiedź|autoodpowiedź|resposta automática|automatická odpověď|automati(?:skt|sk) svar|автоответ|автоматический ответ|otomatik yanıt|自动回复|自動回覆|自動返信|自動応答/i;
const awayHint = /abwesen|assen(?:te|za)|absence|ausencia|afwezig|on (?:vacation|holiday|leave)|i am away/i;
const awayWords =
  /(?:i am|i'm|i will be|ich bin|sono|sarò|je suis|je serai|estoy|estaré).{0,80}(?:out of (?:the )?office|away|on (?:vacation|holiday|leave)|nicht im büro|im urlaub|abwesend|fuori (?:ufficio|sede)|in ferie|assente|en (?:congés?|vacances)|absente?|de vacaciones|ausente|fuera de)/i;
const challengeWords =
  /(?:added to|on) (?:the recipient's|my|his|her|their) (?:allowed|approved|accepted|safe|white) ?(?:senders? )?list|confirm (?:that )?(?:you|your) (?:are|message|e-?mail|sent|address|delivery)|click (?:on )?(?:the |this )?link (?:below )?to (?:confirm|deliver|verify)|(?:sender|delivery) (?:verification|confirmation) (?:required|request)|challenge.{0,3}response|prove that you are human|boxbe|spam ?arrest|conferma(?:re)? (?:il|la|che)/i;

/** Who signs up somewhere is asked to confirm his address, and sent nothing that could be held. */
const signUp =
  /\b(?:subscri\w{1,8}|newsletters?|sign(?:ed|ing)?[- ]?up|(?:your|an?|new) (?:\w{1,12} )?account|registr\w{1,8}|opt-?in)\b/i;
const ofMessage =
  /\b(?:your|the|this|a) (?:message|mail|e-?mail(?! address))\b.{0,120}\b(?:held|hold|deliver\w{0,3}|queued?|quarantin\w{1,3}|waiting|pending)\b/i;
const isSignUp = (head: string): boolean => signUp.test(head) && !ofMessage.test(head);

/** What only a machine says that holds a message until its sender shows himself. */
const protectedWords =
  /(?:click|follow|visit|use) .{0,80}link .{0,200}(?:added to (?:the recipient's|my|his|her|their) .{0,20}list|to (?:ensure|complete|allow) (?:the )?delivery of your (?:e-?mail|message))/i;

/** It comes from a person, and what becomes of it shall be reported to nobody: he did not send it himself. */
const isNobodys = (fields: readonly HeaderField[]): boolean =>
  fieldNamed(fields, "return-path")?.trim() === "<>" &&
  /^(?:bulk|junk)\b/i.test(fieldNamed(fields, "precedence")?.trim() ?? "") &&
  !daemonSender.test(fieldNamed(fields, "from") ?? "");

/** A machine wrote it without being written to, and nobody shall answer. */
const isGenerated = (fields: readonly HeaderField[]): boolean =>
  hasNoSender(fields) &&
  /^auto-generated/i.test(fieldNamed(fields, "auto-submitted")?.trim() ?? "") &&
  !daemonSender.test(fieldNamed(fields, "from") ?? "");

/** Of one message, and what became of it; nothing failed. */
function receiptOf(subject: string, head: string): Notice | undefined {
  if (takenWords.test(head)) return "taken";
  if (unreadWords.test(head)) return "unread";
  const isBySubject = receiptSubject.test(subject) && head.length < maxReceipt && receiptLines.test(` ${head}`);
  return shownWords.test(head) || isBySubject ? "read-receipt" : undefined;
}

/** Whose provider certifies what he does needs no daemon's name. */
const isCertified = /ricevuta di (?:breve |sintetica )?avvenuta consegna/i;
/** A notice that somebody copied without its header: it begins with that. */
const isAllSaid = (fields: readonly HeaderField[], head: string): boolean =>
  fields.length === 0 && head.length < maxReceipt && head.search(successWords) < "your ".length + 4;
/** More than a program says of one message that was shown. */
const maxReceipt = 600;

/** Which answer of a machine it is; undefined where a person seems to have written it. */
export function noticeOf(fields: readonly HeaderField[], words: string): Notice | undefined {
  const subject = fieldNamed(fields, "subject") ?? "";
  const automatic =
    /^auto-replied/i.test(fieldNamed(fields, "auto-submitted") ?? "") ||
    /auto[-_]?reply|vacation/i.test(fieldNamed(fields, "precedence") ?? "") ||
    isNobodys(fields) ||
    ["x-autoreply", "x-autorespond", "x-autoreply-from", "x-auto-response", "x-vacation", "x-mail-autoreply"].some(
      (name) => fieldNamed(fields, name) !== undefined,
    );
  const head = oneLine(words.slice(0, 20_000));
  const receipt = isFailure(head) ? undefined : receiptOf(subject, head);
  if (receipt) return receipt;
  if (successWords.test(head) && (isDaemon(fields) || isCertified.test(head) || isAllSaid(fields, head)))
    return "success";
  const isAsked =
    challengeWords.test(head) &&
    !isSignUp(`${subject} ${head}`) &&
    (automatic || /confirm|verif|challenge|conferma/i.test(subject));
  const isHeld =
    heldTongues.test(head) && /https?:\/\/|reply|repond|antwort|rispond|respond|answer|e-?mail to/i.test(words);
  if (isAsked || isHeld || protectedWords.test(head)) return "challenge";
  const isAway = awaySubject.test(subject) || awayTongues.test(subject);
  if (isAway || awayWords.test(head) || (automatic && awayHint.test(subject))) return "vacation";
  if ((automatic && fields.length > 0) || isGenerated(fields) || isAcknowledged(head)) return "automatic";
  return undefined;
}
