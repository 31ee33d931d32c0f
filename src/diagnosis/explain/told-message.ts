/** What a notice says in its own words of the message that it is about: from whom it was, when it was sent, its subject. */
import { toldTime } from "../../base/spoken-time.ts";
import { parseMailDate } from "../../mail/mail-date.ts";
import type { ExplainOptions } from "./explanation.ts";
import { senderIn } from "./sender-words.ts";

export interface ToldMessage {
  readonly sender: string | null;
  readonly subject: string | null;
  /** ISO 8601 in UTC. */
  readonly sentAt: string | null;
}

/** Behind so much stands the message itself. */
const maxLooked = 20_000;

/** A line of its own with the name of a field, as programs list what they tell of a message. */
const lineOf = (names: string): RegExp =>
  new RegExp(`^[ \\t>*|]{0,10}(?:${names})[ \\t]{0,2}[:：][ \\t]{0,20}(\\S.{0,500})$`, "im");

const subjectLine = lineOf(
  "subject|betreff|oggetto|objet|sujet|asunto|onderwerp|assunto|temat|předmět|predmet|тема|ämne|emne|aihe|tárgy|konu|θέμα|subiect|主题|主旨|件名|제목",
);
const dateLine = lineOf(
  "date|sent|data(?: (?:e ora|di invio))?|inviato(?: il)?|datum|gesendet(?: am)?|envoyé(?: le)?|fecha|enviado(?: el| em)?|verzonden(?: op)?|wysłano|odesláno|дата|отправлено|skickat|sendt|日期|发送时间|日付|送信日時",
);
/** In a sentence, in quotes. */
const subjectTold =
  /(?:(?:con|avente) (?:l')?(?:oggetto|(?:el )?asunto)|with (?:the )?subject|mit (?:dem )?betreff|avec (?:pour )?(?:l')?objet|com (?:o )?assunto|met (?:als )?onderwerp|o temacie|с темой)[ :]{1,3}["'«„]([^"«»„\n]{1,500})["'»]/i;
const dateTold =
  /(?:in data|inviat[oa] il|sent (?:on|at)|gesendet am|vom|envoyé le|du|enviad[oa] (?:el|em)|verzonden op|wysłan\S{1,2}) ((?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d),?(?: (?:alle(?: ore)?|at|um|à|a las|às|om|o))? \d{1,2}[:.]\d\d(?::\d\d)?(?: [ap]m)?)/i;

/** The subject of a notice is none of the message. */
const ofNotice =
  /undeliver|deliver|mail ?er-?daemon|failure|unzustellbar|zustell|mancat[ao]|recapit|non remis|échec|no se pudo|entreg|bezorg/i;

export function toldMessage(words: string, options: ExplainOptions): ToldMessage {
  const text = words.slice(0, maxLooked);
  const subject = [subjectTold, subjectLine].map((form) => form.exec(text)?.[1]?.trim()).find((found) => found);
  const date = [dateTold, dateLine].map((form) => form.exec(text)?.[1]?.trim()).find((found) => found);
  return {
    sender: senderIn(text) ?? null,
    subject: subject === undefined || ofNotice.test(subject) ? null : subject,
    sentAt: date === undefined ? null : instant(date, options),
  };
}

/** Null for a day alone, and for what may mean two days: a question of that time would look at the wrong one. */
function instant(date: string, { zone, now }: ExplainOptions): string | null {
  const exact = parseMailDate(date);
  if (exact !== undefined) return new Date(exact).toISOString();
  if (zone === undefined || now === undefined) return null;
  try {
    const { at, vagueMilliseconds, doubt } = toldTime(date, zone, now);
    return vagueMilliseconds === undefined && doubt === undefined ? new Date(at).toISOString() : null;
  } catch {
    return null;
  }
}
