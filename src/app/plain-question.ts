/** A question in a sentence of plain words ("Why did Bob not get Alice's mail of ten?"): whom and what time it names, for the fields of the page. */
import { UsageError } from "../base/error.ts";
import { toldTime } from "../base/spoken-time.ts";
import type { Zone } from "../base/zone.ts";

export interface PlainQuestion {
  /** It is a name and nothing else, so that no more need be asked. */
  readonly isName: boolean;
  readonly to: readonly string[];
  readonly from?: string;
  /** The words for the time, as they stand there. */
  readonly about?: string;
}

/** A longer text is no question that somebody types. */
const longestText = 300;
/** "Around ten in the morning of the day before yesterday". */
const mostTimeWords = 9;
/** Of a name alone; "Maria De Rossi" has three. */
const mostNameWords = 3;

const address = /^[^\s<>@,;:"()]{0,64}@[\p{L}\p{N}.-]{1,253}$/u;
const nameWord = /^\p{L}[\p{L}\p{M}\p{N}.'’_-]{0,63}$/u;
const capital = /^\p{Lu}/u;

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
/** What stands before whoever sent it, and before whoever should have got it; Italian and English. */
const beforeSender = words("da dal dalla dallo dall di del della dello dell from by of");
const beforeRecipient = words("a ad al alla allo all per to for");
/** Whoever stands before one of them sent it; "non ha ricevuto" and "did not get" are the recipient's. */
const sends = words(
  "scritto mandato inviato spedito scrive manda invia spedisce sent wrote written mailed sends writes",
);
const helps = words("ha mi ci gli le has have had says dice che srl spa snc inc ltd gmbh");
/** Words of such sentences that are nobody's name. */
const noNames = words(
  "perché perchè perche come mai quando dove chi che cosa è e o ma se non né il lo la i gli le un uno una l mi ti ci vi si ha ho hanno abbiamo avete hai " +
    "sono sta stato stata era mail email e-mail posta messaggio messaggi lettera mancata arrivato arrivata arrivano arriva arrivare ricevuto ricevuta riceve " +
    "ricevono ricevere ricevo spedito inviato mandato scritto scrive manda invia parte ancora più mai niente nulla nessuna nessuno buongiorno " +
    "buonasera ciao salve aiuto grazie collega cliente clienti utente casella indirizzo server suo sua suoi mio mia nostro nostra vostro vostra te me sé tutti tutte " +
    "questa questo quella quello con su nel nella sul sulla tra fra dice lui lei noi voi loro " +
    "why how come when where who what is are was were did does do don't doesn't didn't hasn't haven't has have had not no never nothing the an " +
    "and or but if mail e-mails emails message messages letter arrived arrive arrives received receive receives get gets got getting sent sends send " +
    "wrote writes write my his her our their your its all any some this that these those hello hi please help thanks user mailbox address " +
    "customer colleague yet still anymore with in on at i we you he she it they me us him them says say",
);

/** In a sentence they are what was sent; alone they may be the name of an office. */
const things = words("oggetto allegato fattura offerta ordine preventivo subject attachment invoice offer order quote");

interface Word {
  /** Without the signs around it. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

/** Undefined for what is no words at all. Never throws. */
export function plainQuestion(text: string, zone: Zone, now: number): PlainQuestion | undefined {
  const said = text.trim().replace(/\s+/g, " ");
  if (said.length > longestText || /[\r\n]/.test(text.trim()) || !/\p{L}{2}/u.test(said)) return undefined;
  const names = said.split(/[,;]/).map((part) => part.trim());
  const time = timeIn(said, zone, now);
  // "Sunday" and "last Monday" look like names, too.
  const isTime = time !== undefined && time.end - time.at === said.length;
  if (!isTime && names.every(isName)) return { isName: true, to: names };
  const rest = time ? said.slice(0, time.at) + " ".repeat(time.end - time.at) + said.slice(time.end) : said;
  const people = peopleIn(wordsOf(rest));
  const isNobody = people.to.length === 0 && people.from === undefined;
  const whom = isNobody && isName(rest.trim()) ? { to: [rest.trim()] } : people;
  return { isName: false, ...whom, ...(time && { about: said.slice(time.at, time.end) }) };
}

/** One or two words, or some more with capitals, none of which is one of a sentence's own. */
function isName(text: string): boolean {
  const parts = text.split(" ");
  const isAllCapital = parts.every((part) => capital.test(part));
  return (
    parts.every((part) => nameWord.test(part)) &&
    parts.length <= (isAllCapital ? mostNameWords : 2) &&
    !parts.some((part) => part.length > 1 && noNames.has(part.toLowerCase()) && !isAllCapital)
  );
}

/** Words with their places; "l'Anna" is two. */
const wordsOf = (text: string): readonly Word[] =>
  [...text.matchAll(/\p{L}+['’](?=\p{Lu})|[^\s,;:?!"“”«»()<>]+/gu)].map(({ 0: found, index }) => {
    const bare = found.replace(/[.'’]+$/, "");
    return { text: bare, at: index, end: index + bare.length };
  });

/** The longest run of words that is a time; a short word alone may be anything. */
function timeIn(text: string, zone: Zone, now: number): { readonly at: number; readonly end: number } | undefined {
  const all = [...text.matchAll(/[^\s?!]+/g)].map(({ 0: found, index }) => {
    const bare = found.replace(/[.,;:]+$/, "");
    return { text: bare, at: index, end: index + bare.length };
  });
  for (let length = Math.min(mostTimeWords, all.length); length > 0; length--)
    for (let first = 0; first + length <= all.length; first++) {
      const [begin, last] = [all[first], all[first + length - 1]];
      if (!begin || !last) continue;
      const run = text.slice(begin.at, last.end);
      const isLong = length > 1 || run.length > 3 || /\d:\d/.test(run);
      if (isLong && isTime(run, zone, now)) return { at: begin.at, end: last.end };
    }
  return undefined;
}

function isTime(text: string, zone: Zone, now: number): boolean {
  try {
    toldTime(text, zone, now);
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

interface Person {
  readonly name: string;
  readonly part: "from" | "to" | undefined;
}

/** By the word before a name, or the verb behind it; who has neither should have got it, and a second one sent it. */
function peopleIn(said: readonly Word[]): Pick<PlainQuestion, "to" | "from"> {
  const people = personsOf(said);
  let from = people.find(({ part }) => part === "from")?.name;
  const to = people.filter(({ part }) => part === "to").map(({ name }) => name);
  for (const { name } of people.filter(({ part }) => part === undefined))
    if (to.length === 0) to.push(name);
    else from ??= name;
  return { to: [...new Set(to)], ...(from !== undefined && { from }) };
}

function personsOf(said: readonly Word[]): readonly Person[] {
  const found: Person[] = [];
  for (let at = 0; at < said.length; at++) {
    const length = nameAt(said, at);
    if (length === 0) continue;
    const parts = said.slice(at, at + length).map(({ text }) => text);
    const name = parts.join(" ").replace(/['’]s$/, "");
    const before = (said[at - 1]?.text ?? "").toLowerCase().replace(/['’]$/, "");
    const verb = said.slice(at + length).find(({ text }) => !helps.has(text.toLowerCase()))?.text ?? "";
    const isFrom = beforeSender.has(before) || /['’]s$/.test(parts.at(-1) ?? "") || sends.has(verb.toLowerCase());
    found.push({ name, part: beforeRecipient.has(before) ? "to" : isFrom ? "from" : undefined });
    at += length - 1;
  }
  return found;
}

/** How many words are a name there: an address is one; else those with capitals, or one behind a word that leads to it. */
function nameAt(said: readonly Word[], at: number): number {
  const first = said[at]?.text ?? "";
  if (address.test(first)) return 1;
  if (!isNameWord(first)) return 0;
  let length = 0;
  while (capital.test(said[at + length]?.text ?? "") && isNameWord(said[at + length]?.text ?? "")) length++;
  if (length > 0) return length;
  const [before, next] = [said[at - 1]?.text.toLowerCase() ?? "", said[at + 1]?.text.toLowerCase() ?? ""];
  const isLed = beforeSender.has(before) || beforeRecipient.has(before) || /\.\p{L}/u.test(first);
  return isLed || isDoing.has(next) ? 1 : 0;
}

/** What stands behind whoever a lower-case question is about. */
const isDoing = words("non ha riceve scrive manda hasn't didn't doesn't has not get receive");

function isNameWord(text: string): boolean {
  const bare = text.toLowerCase().replace(/['’]s$/, "");
  return text.length > 1 && nameWord.test(text) && !noNames.has(bare) && !things.has(bare);
}
