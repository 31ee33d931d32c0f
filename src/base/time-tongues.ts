/** Words for time in Italian, German, French and Spanish, as English has them: whoever calls a help desk uses his own. */
import { once } from "./once.ts";
import { cityNames } from "./time-zones.ts";

/** What each word of the time-reader's English is called; a word may stand in one row only. */
const rows: Readonly<Record<string, string>> = {
  today: "heute oggi aujourd'hui hoy",
  yesterday: "gestern ieri hier ayer",
  ereyesterday: "vorgestern altroieri avantieri avant-hier avanthier anteayer antier",
  tomorrow: "domani dopodomani demain après-demain übermorgen uebermorgen",
  now: "adesso jetzt maintenant ahora",
  recently: "vorhin neulich recentemente récemment recientemente eben",
  morning: "früh frueh morgen morgens frühmorgens mattina mattino mattinata matin matinée mañana",
  forenoon: "vormittag vormittags mid-morning",
  afternoon: "nachmittag nachmittags pomeriggio après-midi après-midis tarde",
  evening: "sera serata soir soirée eve",
  abend: "abends",
  night: "nacht notte nottata nuit noche",
  nights: "nachts",
  smallhours: "madrugada",
  noon: "midday mittag mittags mezzogiorno midi mediodía mediodia",
  midnight: "mitternacht mezzanotte minuit medianoche",
  weekend: "week-end weekends wochenende finesettimana",
  monday: "mon montag montags lunedì lunedi lun lundi lunes",
  tuesday: "tue tues dienstag martedì martedi mardi martes",
  wednesday: "wed weds mittwoch mercoledì mercoledi mer mercredi miércoles miercoles mié mie",
  thursday: "thu thur thurs donnerstag giovedì giovedi gio jeudi jeu jueves jue",
  friday: "fri freitag venerdì venerdi ven vendredi viernes vie",
  saturday: "sat samstag sonnabend sabato sab samedi sam sábado sabado sáb",
  sunday: "sun sonntag domenica dom dimanche dim domingo",
  january: "jan januar jänner jän gennaio gen janvier janv enero ene",
  february: "feb februar febbraio février fevrier févr fév fevr febrero",
  march: "mar märz maerz mär mrz marzo mars",
  april: "apr aprile avril avr abril abr",
  may: "mai maggio mag mayo",
  june: "jun juni giugno giu juin junio",
  july: "jul juli luglio lug juillet juil julio",
  august: "aug agosto août aout",
  september: "sep sept settembre set septembre septiembre",
  october: "oct okt oktober ottobre ott octobre octubre",
  november: "nov novembre noviembre",
  december: "dec dez dic déc dezember dicembre décembre decembre diciembre",
  seconds: "second sec secs sekunde sekunden secondo secondi seconde secondes segundo segundos",
  minutes: "minute min mins minuten minuto minuti minutos",
  hours: "hour hr hrs hs std stunde stunden ora ore orette hora horas",
  heures: "heure",
  days: "day tag tage tagen giorno giorni jour jours día días dia dias",
  weeks: "week woche wochen settimana settimane semaine semaines semana semanas",
  months: "month monat monate monaten mese mesi mois mes meses",
  last: "letzten letzte letzter letztes letztem vergangenen vergangene vergangener scorso scorsa ultimo dernier dernière pasado pasada último",
  this: "questo questa sta diese dieser diesen dieses diesem ce cet cette este esta",
  next: "coming nächste nächsten nächster nächstes kommenden kommende prossimo prossima prochain prochaine próximo próxima proximo",
  ago: "fa",
  before: "vor hace",
  after: "nach",
  to: "till until til bis hasta",
  minus: "less meno moins menos",
  and: "e y et und ed",
  between: "tra fra zwischen entre",
  from: "von dalle desde dès",
  half: "mezza mezzo mezz halbe halben halber demi demie media medio",
  quarter: "quarters quarto quarti quart quarts cuarto cuartos viertel",
  couple: "paio",
  few: "some several qualche alcune alcuni quelques unas unos algunas algunos einige einigen mehrere mehreren",
  "o'clock": "oclock uhr",
  late: "tardi tardo tarda tard spät spaet späten",
  early: "frühen presto tôt temprano",
  // Words that only say that an hour follows, and how exact it is.
  at: "about around approximately approx herum circa ca roughly exactly sharp um gegen etwa ungefähr ungefaehr genau so verso intorno alle alla all delle ai vers à a environ autour pile sobre hacia aproximadamente las sul punto punkt sometime zirka",
  // Words that say that a day follows.
  on: "the am il al den dem vom lo du el",
  // Words that say nothing of their own.
  of: "earlier in im dans dentro over during durante während aller nel nella nello nell della dell dei di da la de d des l les los del por en der das die al' zu",
};

const units = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen";
/** From one on, by language; a dash where the word has another meaning that is commoner. */
// biome-ignore format: one row a line
const counted = [
  `${units} seventeen eighteen nineteen twenty twenty-one twenty-two twenty-three twenty-four twenty-five`,
  "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti ventuno ventidue ventitré ventiquattro venticinque",
  "un deux trois quatre cinq six - huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq",
  "una dos tres cuatro cinco seis siete ocho nueve diez - doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco",
  "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig fünfundzwanzig",
  "une zwo - - fuenf - - - - - - zwoelf",
  "- - third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first",
  ..."first primo premier primero ersten erster eins eine einer einem einen".split(" "),
];
const tens = {
  30: "thirty trenta trente treinta dreißig dreissig",
  35: "trentacinque trente-cinq thirty-five",
  40: "forty quaranta quarante cuarenta vierzig",
  45: "quarantacinque quarante-cinq forty-five",
  50: "fifty cinquanta cinquante cincuenta fünfzig",
  55: "cinquantacinque cinquante-cinq fifty-five",
  "1,5": "anderthalb eineinhalb",
  "2,5": "zweieinhalb",
};

const english = once((): ReadonlyMap<string, string> => {
  const words = new Map<string, string>([
    ...Object.keys(rows).map((word) => [word, word] as const),
    ...Object.entries({ ...rows, ...tens }).flatMap(([word, others]) =>
      others.split(" ").map((other) => [other, word] as const),
    ),
    ...counted.flatMap((said) => said.split(" ").map((word, index) => [word, String(index + 1)] as const)),
  ]);
  words.delete("-");
  return words;
});

/** What is said with more than one word, or means one thing here and another there; in this order. */
// biome-ignore format: one row a line
const phrases: readonly (readonly [RegExp, string])[] = [
  // Headings, as mail programs write them above a time.
  [/^(?:date|sent|datum|gesendet|data|inviato|envoyé|fecha|enviado)\s?: ?/, ""],
  // "5 p.m." is "5 p-m"; behind an hour "am" may be German: "10 am Montag".
  [/\b([ap])\. ?m\b\.?/g, "$1m"],
  [/(?<=\d ?)am(?= (?:\d|\p{L}{2,7}tag\b|mittwoch))/gu, " on"],
  [/(?<=\d ?)([ap])m(?!\p{L})/gu, " $1-m"],
  [/(?<=\d)(z|utc|gmt)(?!\p{L})/gu, " $1"],
  // Zones: "ora di Roma", "London time", "ET"; "cet" is a French word, too.
  [new RegExp(`\\b(?:ora|orario|heure|hora) (?:locale? )?(?:di |de |d'|del |dell')?(${cityNames})(?!\\p{L})`, "gu"), "zone=$1"],
  [new RegExp(`(?<!\\p{L})(${cityNames}) (?:(?:standard |daylight |summer )?time|ortszeit|zeit)\\b`, "gu"), "zone=$1"],
  [/\b(?:local time|ora locale|heure locale|hora local|ortszeit)\b/g, ""],
  [/(?<=\d(?: [ap]-m)? )et$/, "america/new_york"],
  [/\bcet\b(?! après)/g, "mez"],
  // Hours by "h": "8h47", "17 h", "h 17,40", "ore 17,40"; "2h fa" is a span.
  [/(?<![\d.])(\d{1,3}) ?h ?(\d{1,2}) ?m(?:in)?(?= (?:ago|fa)\b)/g, "$1 hours $2 minutes"],
  [/(?<![\d.])(\d{1,3}) ?h(?= (?:ago|fa)\b)/g, "$1 hours"],
  [/(?<=\b(?:vor|il y a|hace) )(\d{1,3}) ?h\b/g, "$1 hours"],
  [/(?<![\d.])(\d{1,2}) ?h ?(\d\d)(?!\d)/g, "$1:$2"],
  [/(?<![\d.:])([0-2]\d)([0-5]\d) ?(?:hrs?|hours|h|uhr)(?!\p{L})/gu, "$1:$2"],
  [/(?<![\d.])(\d{1,2}) ?h(?![\p{L}\d])/gu, "$1:00"],
  [/(?<!\d )\b(?:h|hora|time|heure)[.:]? ?(?=\d)/g, "at "],
  [/\bor[ae]:? (?=\d{1,2}(?![\d/-]| ?(?:min|fa\b)))/g, "at "],
  // Weekdays by two letters stand before a date; "mar" is one where a month is told behind it, else March.
  [/^mo\.?,? (?=\d)/, "monday "],
  [/^di\.?,? (?=\d)/, "tuesday "],
  [/^mi\.?,? (?=\d)/, "wednesday "],
  [/^do\.?,? (?=\d)/, "thursday "],
  [/^fr\.?,? (?=\d)/, "friday "],
  [/^sa\.?,? (?=\d)/, "saturday "],
  [/^so\.?,? (?=\d)/, "sunday "],
  [/^mar\.?,? (?=\d{1,2}(?:[./-]\d|\.? (?:de )?(?:jan|f[eé]|mar|a[vbp]r|ma[igy]|ju|gi?u|lu|ao|ago|se|o[ct]|no|d[eéi]c)))/, "tuesday "],
  // "Ago" is August behind a day's number; "once" is eleven, "sept" seven where an hour is told.
  [/(?<=(?<!\d)\d{1,2}[ ./-])ago(?![\p{L}])/gu, "august"],
  [/\b(las|sobre las) once\b/g, "$1 11"],
  [/(?<=(?<!\p{L})(?:à|vers) )sept\b|(?<![\p{L}-])sept(?= heures?\b)/gu, "7"],
  // Days.
  [/\bthe second\b/g, "the 2"],
  [/\b(?:the )?day before yesterday\b|\bl'altro ?ieri\b|\bieri l'altro\b|\baltro ieri\b|\bantes de ayer\b/g, "ereyesterday"],
  [/^mañana\b(?! pasada)|\bpasado mañana\b/g, "tomorrow"],
  // "Morgen" is tomorrow, but behind a day or an article.
  [/(?<!\b(?:heute|gestern|vorgestern|am|\p{L}{3,7}tag|mittwoch|sonnabend|diesen|jeden|frühen|späten) )\bmorgen\b/gu, "tomorrow"],
  [/\bque viene\b/g, "next"],
  [/\bfin(?:e)? (?:de |di )?(?:semana|settimana)\b/g, "weekend"],
  [/\b(\p{L}{3,7}tag|mittwoch)(abend|morgen|vormittag|mittag|nachmittag|nacht)\b/gu, "$1 $2"],
  // Parts of a day that are one with it.
  [/\b(?:stamattina|stamani|stamane)\b/g, "this morning"],
  [/\bprim[oa] mattin[oa]\b/g, "early morning"],
  [/\bspätabends\b/g, "late abend"],
  [/\bstasera\b/g, "this evening"],
  [/\banoche\b/g, "last night"],
  [/\b(?:stanotte|heute nacht|questa notte|cette nuit|esta noche|this night)\b/g, "overnight"],
  [/\btonight\b/g, "this evening"],
  [/\b(?:por|de|en) la noche tarde\b|\bnoche tarde\b/g, "late evening"],
  [/\b(?:por|de|en) la noche\b/g, "evening"],
  [/\b(?:small|early) hours\b/g, "smallhours"],
  // How exact it is: "shortly after 5", "poco prima delle 5" are near enough to it.
  [/\b(?:some time|more or less|più o meno|plus ou moins|más o menos|mas o menos|aux? alentours|en punto|in punto)\b/g, "at"],
  [/\b(?:(?:shortly|just|a bit|a little|kurz|poco|peu|un po'|un poco) )(?:after|before|nach|vor|dopo|prima|après|avant|después|antes)\b(?! yesterday)/gu, "at"],
  // How long ago.
  [/(?<!\p{L})(?:il y a|ça fait)\b/gu, "before"],
  [/(?<!\p{L})(?:just now|right now|a moment ago|proprio ora|or ora|un attimo fa|gerade eben|eben gerade|gerade|soeben|à l'instant|ahora mismo|hace un momento)(?!\p{L})|^ora$/gu, "now"],
  [/\b(?:a (?:little|short) while ago|poco fa|da poco|poco tempo fa|vor kurzem|tout à l'heure|il y a peu|before peu|hace poco)\b/g, "recently"],
  [/\bmezz'? ?ora\b|\b(?:halbe[nr]?|media) (?:stunde|hora)\b|\bdemi-heure\b/g, "half hours"],
  [/\b(?:a|1) fortnight\b/g, "2 weeks"],
  [/\bdreiviertelstunde\b/g, "3 quarter hours"],
  [/\bviertelstunde\b/g, "quarter hours"],
  [/\bein paar\b|\ba few\b|\bun par de\b/g, "few"],
  [/\ban?(?= (?:hour|minute|day|week|month|quarter|half|couple|second)s?\b)/g, "1"],
  // Hours told by what is still to go.
  [/\bdreiviertel (?=[\p{L}\d])/gu, "quarter to "],
  [/\bvor halb (?=[\p{L}\d])/gu, "beforehalf "],
  [/\bnach halb (?=[\p{L}\d])/gu, "afterhalf "],
];

/** A word with what hangs on it: "avant-hier", "aujourd'hui", "all'una", "nov.". */
const word = /(?<!\p{L})\p{L}+(?:[-'](?=\p{L})\p{L}+)*'?(?:\.(?!\d))?/gu;

/** The same time in English, as far as its words are known; the others stay as they are. */
export function inEnglish(text: string): string {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[’‘´`]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
  const said = phrases.reduce((rest, [phrase, as]) => rest.replace(phrase, as), plain);
  return said.replace(word, wordInEnglish).replace(/\s+/g, " ").trim();
}

function wordInEnglish(said: string): string {
  const bare = said.replace(/['.]+$/, "");
  const known = english().get(bare);
  if (known !== undefined) return said.endsWith("'") ? `${known} ` : known;
  const parts = bare.split(/['-]/);
  return parts.length > 1 && parts.every((part) => english().has(part))
    ? parts.map((part) => english().get(part)).join(" ")
    : said;
}
