/** What a person pastes, or a program saves, made into the text that it was: without marks of order, quoting and envelopes. */

/** Bytes as text: UTF-8 where it is that, else Latin-1, in which each byte is a letter. */
export function readableText(bytes: Uint8Array): string {
  try {
    return plainLetters(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return plainLetters(new TextDecoder("windows-1252").decode(bytes));
  }
}

/** Without what word processors and pages make of blanks and of marks of quotation, and without letters that nobody sees. */
export const plainLetters = (text: string): string =>
  text
    .replace(/[\u00a0\u2007\u202f]/g, " ")
    .replace(/[\u200b\u2060\ufeff]/g, "")
    .replace(/[\u2018\u2019\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201f]/g, '"');

/** UTF-16, as Windows programs save text, is known by its mark. */
function withoutUtf16(bytes: Uint8Array): Uint8Array {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (!little && !(bytes[0] === 0xfe && bytes[1] === 0xff)) return bytes;
  return Buffer.from(new TextDecoder(little ? "utf-16le" : "utf-16be").decode(bytes));
}

/**
 * The lines of what was pasted, a character a byte. Line ends are LF; byte order marks, the `From ` line of an mbox, and `>`
 * or `|` before all lines are gone, but not the `>>>` of a dialogue.
 */
export function plainLines(bytes: Uint8Array): string {
  const raw = withoutUtf16(bytes);
  const lines = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .replace(/\r\n?/g, "\n")
    .replace(/^\s{0,1000}\n/, "");
  const bare = isQuoted(lines) ? withoutQuotes(lines) : lines;
  return undoubled(withoutMarks(bare)).replace(/^From \S.*\n/, "");
}

/** What question-and-answer pages make of an address, `[a@b](mailto:a@b)`, and the fences that they put around a text. */
const withoutMarks = (lines: string): string =>
  lines
    .replace(/\[(<?[^\s[\]()]{1,320}>?)\]\((?:mailto:|https?:\/\/)[^\s()]{1,1000}\)/gi, "$1")
    .replace(/^[ \t]{0,3}`{3,}[\w-]{0,20}[ \t]*(?:\n|$)/gm, "");

/** Without the marks of a text that is quoted from its first line on. */
export const unquoted = (text: string): string =>
  /^\s{0,1000}[>|](?!>>)/.test(text) && isQuoted(text) ? withoutQuotes(text) : text;

const withoutQuotes = (lines: string): string => lines.replace(/^(?:[ \t]{0,3}[>|](?!>>)){1,10} ?/gm, "");

/** Line ends may be doubled on the way through pages and programs: then no two lines stand together. */
export function undoubled(lines: string): string {
  const head = lines.slice(0, 8000);
  const isDoubled = !/[^\n]\n[^\n]/.test(head) && (head.match(/[^\n]\n\n(?=[^\n])/g)?.length ?? 0) >= 6;
  return isDoubled ? lines.replace(/\n\n/g, "\n") : lines;
}

/** Quoted-printable whose header was not copied (RFC 2045 §6.7), known by the ends of its long lines; a character a byte. */
export function unencoded(lines: string): string {
  if (!/^[^\n]{50,75}=\n/m.test(lines)) return lines;
  return lines
    .replace(/=\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** What somebody quotes among words of his own, or sends on below a mark that says so; undefined where he does neither. */
export function passedOn(words: string): string | undefined {
  const quoted = words.split("\n").filter((line) => /^[ \t]{0,3}[>|](?!>>)/.test(line));
  if (quoted.length >= 3) return withoutQuotes(quoted.join("\n"));
  const mark = forwardMark.exec(words.slice(0, 64 * 1024));
  return mark ? asMessage(words.slice(mark.index + mark[0].length).replace(/^\s{1,100}/, "")) : undefined;
}

const forwardMark =
  /^[ \t]{0,9}(?:-{2,20} ?)?(?:begin forwarded message|forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht|anfang der weitergeleiteten nachricht|messaggio (?:inoltrato|originale)|inizio messaggio inoltrato|message (?:transféré|d'origine|original)|début du message (?:transféré|réexpédié)|mensaje (?:reenviado|original)|inicio del mensaje reenviado|doorgestuurd bericht|oorspronkelijk bericht|mensagem (?:encaminhada|original)|wiadomość (?:przekazana|oryginalna)|пересылаемое сообщение|исходное сообщение|přeposlaná zpráva|původní zpráva|vidarebefordrat meddelande|ursprungligt meddelande|转发(?:的)?邮件|原始邮件|転送(?:された)?メッセージ).{0,20}$/im;

/** The names of fields as mail programs show them. */
const shownNames: readonly (readonly [shown: RegExp, name: string])[] = [
  [
    /^(?:from|von|da|de|van|od|от|від|från|fra|lähettäjä|feladó|gönderen|από|发件人|寄件者|差出人|보낸 ?사람)$/i,
    "From",
  ],
  [
    /^(?:to|an|a|à|para|aan|do|komu|кому|till|til|vastaanottaja|címzett|kime|alıcı|προς|收件人|收件者|宛先|받는 ?사람)$/i,
    "To",
  ],
  [
    /^(?:subject|betreff|oggetto|objet|asunto|onderwerp|assunto|sujet|temat|předmět|predmet|тема|ämne|emne|aihe|tárgy|konu|θέμα|subiect|主题|主旨|件名|제목)$/i,
    "Subject",
  ],
  [
    /^(?:date|sent|datum|gesendet|data|inviato|envoyé|fecha|enviado|verzonden|wysłano|odesláno|дата|отправлено|skickat|sendt|日期|发送时间|日付|送信日時)$/i,
    "Date",
  ],
];

/** A message as a program shows it when it is sent on: its fields under the names of a language, then its words. */
function asMessage(shown: string): string {
  const found = shownFields(shown);
  return found.fields.length < 2 ? shown : withHeader(found);
}

/** A message that begins with its subject under the name of a language, perhaps with other fields; undefined where it does not. */
export function shownMessage(shown: string): string | undefined {
  const found = shownFields(shown);
  const isHeader = found.fields.some((field) => field.startsWith("Subject: ")) && found.rest.trim() !== "";
  return isHeader ? withHeader(found) : undefined;
}

interface Shown {
  readonly fields: readonly string[];
  /** What stands behind them. */
  readonly rest: string;
}

const withHeader = ({ fields, rest }: Shown): string => `${fields.join("\n")}\n\n${rest.replace(/^\s{1,100}/, "")}`;

function shownFields(shown: string): Shown {
  const fields: string[] = [];
  const lines = shown.split("\n");
  let at = 0;
  for (; at < Math.min(lines.length, 12); at++) {
    const [, label = "", value = ""] =
      /^[ \t*]{0,4}([^\s:：*][^:：*]{0,20})\*?[:：][ \t*]{0,4}(.{0,1000})$/.exec(lines[at] ?? "") ?? [];
    const name = shownNames.find(([words]) => words.test(label.trim()))?.[1];
    if (name === undefined && !(fields.length > 0 && /^[ \t]+\S/.test(lines[at] ?? ""))) break;
    if (name !== undefined) fields.push(`${name}: ${value.trim()}`);
  }
  return { fields, rest: lines.slice(at).join("\n") };
}

/** Nearly all of the first lines are quoted. A single one is a prompt, as in `>>> 550 …`. */
function isQuoted(text: string): boolean {
  const first = text
    .slice(0, 8000)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, 60);
  const quoted = first.filter((line) => /^\s{0,3}[>|](?!>>)/.test(line)).length;
  // A letter that quotes has a head of its own.
  const isLetter = /^[a-z-]{1,40}: /i.test(first[0] ?? "");
  return first.length >= 3 && !isLetter && quoted * 10 >= first.length * 7;
}
