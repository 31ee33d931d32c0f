/** Words for time in Italian, German, French and Spanish, as English has them: whoever calls a help desk uses his own. */

/** Some hours ago, nobody knows how many. */
export const fewHours =
  /\b(?:vor ein paar stunden|vor einigen stunden|qualche ora fa|alcune ore fa|il y a quelques heures|hace unas horas|hace algunas horas|(?:a few|some) hours ago)\b/gi;

/** What is said with more than one word, or in digits, first. */
const phrases: readonly (readonly [RegExp, string])[] = [
  // Numbers: "8h47", "8.47", "8:47 Uhr", "h 8.47".
  [/(?<![\d.])(\d{1,2})\s?h\s?(\d\d)\b/g, "$1:$2"],
  [/(?<![\d.])(\d{1,2})\s?h\b/g, "$1:00"],
  [/(?<![\d.])(\d{1,2})\.(\d\d)(?![\d.])(?=\s*(?:uhr|ore|$|\p{L}))/gu, "$1:$2"],
  [/(?<![\d.:])(\d{1,2})\.\s?(\d{1,2})\.(\d{4})(?=\s|$)/g, "$2/$1/$3"],
  [/(?<![\d.:])(\d{1,2})\.\s?(\d{1,2})\.(?=\s|$)/g, "$2/$1"],
  [/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, "$2/$1/$3"],
  // "Once" is an English word, and September's short name is "Sept".
  [/\blas once\b/g, "las 11"],
  [/(?<=\b(?:à|vers) )sept\b|\bsept(?= heures?\b)/g, "7"],
  // Hours and days ago.
  [fewHours, "4 hours ago"],
  [/\b(?:vor|il y a|hace) (?:einer|einem|un[ae]?)\b/g, "vor 1"],
  [/\b(?:vor|il y a|hace) (?:etwa |circa |environ |unas )?(\d+) (\p{L}+)/gu, "$1 $2 ago"],
  [/\bun'?\s?or[ae] fa\b/g, "1 hour ago"],
  [/\b(\d+) (\p{L}+) fa\b/gu, "$1 $2 ago"],
  [/\b(?:vorgestern|l'?altro ?ieri|altroieri|avantieri|avant-hier|anteayer|antes de ayer)\b/g, "2 days ago"],
  // Parts of a day that are one with it.
  [
    /\b(?:stamattina|stamani|stamane|(?:questa|sta) mattina|ce matin|esta mañana|hoy (?:por|en) la mañana)\b/g,
    "this morning",
  ],
  [/\bheute (?:früh|morgen|vormittag|in der früh)\b/g, "this morning"],
  [/\b(?:oggi|questo) pomeriggio\b|\bcet après-midi\b|\besta tarde\b|\bheute nachmittag\b/g, "this afternoon"],
  [/\b(?:stasera|questa sera|ce soir|heute abend)\b/g, "this evening"],
  [/\b(?:stanotte|questa notte|cette nuit|esta noche)\b/g, "last night"],
  [/\bgestern (?:früh|morgen|vormittag|in der früh)\b/g, "yesterday morning"],
  [
    /\b(?:por|de|en) la mañana\b|\b(?:di|della|al|nella) mattin[ao]\b|\bdu matin\b|\b(?:in der früh|am (?:vormittag|morgen))\b/g,
    "morning",
  ],
  [/\b(?:por|de|en) la (?:tarde)\b|\b(?:di|del|nel) pomeriggio\b|\bde l'?après-midi\b|\bam nachmittag\b/g, "afternoon"],
  [/\b(?:por|de|en) la noche\b|\b(?:di|della) sera\b|\bdu soir\b|\bam abend\b/g, "evening"],
  [/\b(?:a mezzogiorno|midi|al? mediodía|mittags?)\b/g, "at noon"],
];

const words: Readonly<Record<string, string>> = {
  today: "heute oggi aujourd'hui hoy",
  yesterday: "gestern ieri hier ayer",
  morning: "früh vormittag vormittags morgens mattina mattino matin matinée mañana",
  afternoon: "nachmittag nachmittags pomeriggio après-midi tarde",
  evening: "abend abends sera serata soir soirée",
  night: "nacht nachts notte nuit noche",
  Monday: "montag lunedì lunedi lundi lunes",
  Tuesday: "dienstag martedì martedi mardi martes",
  Wednesday: "mittwoch mercoledì mercoledi mercredi miércoles miercoles",
  Thursday: "donnerstag giovedì giovedi jeudi jueves",
  Friday: "freitag venerdì venerdi vendredi viernes",
  Saturday: "samstag sonnabend sabato samedi sábado sabado",
  Sunday: "sonntag domenica dimanche domingo",
  January: "januar jänner gennaio janvier enero",
  February: "februar febbraio février fevrier febrero",
  March: "märz marzo mars",
  April: "april aprile avril abril",
  May: "mai maggio mayo",
  June: "juni giugno juin junio",
  July: "juli luglio juillet julio",
  August: "august agosto août aout",
  September: "september settembre septembre septiembre",
  October: "oktober ottobre octobre octubre",
  November: "november novembre noviembre",
  December: "dezember dicembre décembre decembre diciembre",
  hours: "stunde stunden ora ore heure heures hora horas",
  minutes: "minute minuten minuto minuti minutes minutos",
  days: "tag tagen giorno giorni jour jours día días dia dias",
  weeks: "woche wochen settimana settimane semaine semaines semana semanas",
  last: "letzten letzte letzter vergangenen scorso scorsa dernier dernière pasado pasada",
};

/** Words that only say that it is not exact, or that a time follows. */
const empty = new Set(
  "um gegen ca circa etwa ungefähr am den der uhr verso alle alla all le la il di del intorno ore vers à a environ autour de les el las los sobre hacia eso al en on h".split(
    " ",
  ),
);

const english = new Map(
  Object.entries(words).flatMap(([word, others]) => others.split(" ").map((other) => [other, word])),
);

/** The same time in English, as far as its words are known; the others stay as they are. */
export function inEnglish(text: string): string {
  const said = phrases.reduce(
    (rest, [phrase, as]) => rest.replace(phrase, as),
    text.toLowerCase().normalize("NFC").replaceAll("’", "'").trim(),
  );
  return said
    .split(/[\s,]+/)
    .map((word) => word.replace(/^(?:l|all|dell|d)'(?=\p{L})|\.$/gu, ""))
    .flatMap((word) => english.get(word) ?? (empty.has(word) ? [] : word))
    .join(" ")
    .replace(/\b(\w+day) last\b/g, "last $1");
}
