import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UsageError } from "./error.ts";
import { toldTime } from "./spoken-time.ts";
import { Zone } from "./zone.ts";

const rome = new Zone("Europe/Rome");
/** A Tuesday in winter: 20:30 in Rome, an hour ahead of UTC. */
const now = Date.UTC(2026, 10, 24, 19, 30);
const clocksDiffer = 5 * 60_000;

/** What it is told as, in Rome, how far off in hours, and what else it may mean. */
function told(text: string) {
  const { at, vagueMilliseconds, doubt } = toldTime(text, rome, now);
  return [rome.shown(at), vagueMilliseconds && vagueMilliseconds / 3_600_000, doubt && rome.shown(doubt).slice(0, 10)];
}
const second = (wall: string) => (wall.length === 16 ? `${wall}:00` : wall);

type Row = readonly [text: string, wall: string, vagueHours?: number | undefined, doubt?: string];

const daysByNumbers: readonly Row[] = [
  ["05/11/2026", "2026-11-05 12:00", 12, "2026-05-11"],
  ["05/11", "2026-11-05 12:00", 12, "2026-05-11"],
  ["05-11-2026", "2026-11-05 12:00", 12, "2026-05-11"],
  ["1/2/2026", "2026-02-01 12:00", 12, "2026-01-02"],
  ["03.04.2026", "2026-04-03 12:00", 12],
  ["3.4.2026", "2026-04-03 12:00", 12],
  ["3.4", "2026-04-03 12:00", 12],
  ["1.12.2025", "2025-12-01 12:00", 12],
  ["5.11.", "2026-11-05 12:00", 12],
  ["24. 11. 2026", "2026-11-24 10:15", 10.25],
  ["24.11", "2026-11-24 10:15", 10.25],
  ["24.11.26 17:40", "2026-11-24 17:40"],
  // In America's order where the day is none so, or where that day is still to come.
  ["11/24/2026", "2026-11-24 10:15", 10.25],
  ["11/24/2026 5:40 PM", "2026-11-24 17:40"],
  ["05/12/2026", "2026-05-12 12:00", 12, "2026-12-05"],
  ["12/05/2026", "2026-05-12 12:00", 12],
  ["Thu 05/11/2026", "2026-11-05 12:00", 12],
  ["Mon 05/11/2026", "2026-05-11 12:00", 12],
  ["Mo 23.11. 10 Uhr", "2026-11-23 10:00"],
  ["Mo 23.11.", "2026-11-23 12:00", 12],
  ["Di, 24.11.2026 um 17.40 Uhr", "2026-11-24 17:40"],
  ["mar 24/11 alle 17", "2026-11-24 17:00"],
  ["18/11/2026 ore 9.05", "2026-11-18 09:05"],
  ["il 18/11 alle 9,05", "2026-11-18 09:05"],
  ["17.40 del 24/11", "2026-11-24 17:40"],
  ["24.11.2026 17.40.52", "2026-11-24 17:40:52"],
  ["10.11", "2026-11-24 10:11", undefined, "2026-11-10"],
  ["10.11 alle 9", "2026-11-10 09:00"],
  ["ieri alle 10.11", "2026-11-23 10:11"],
  ["December 1", "2025-12-01 12:00", 12],
  ["1 dicembre", "2025-12-01 12:00", 12],
  ["1. Dezember", "2025-12-01 12:00", 12],
  ["29 Feb", "2024-02-29 12:00", 12],
  ["20261124", "2026-11-24 10:15", 10.25],
  ["20261124T1740", "2026-11-24 17:40"],
  ["20261124174052", "2026-11-24 17:40:52"],
  ["il 24", "2026-11-24 10:15", 10.25],
  ["the 23rd at noon", "2026-11-23 12:00"],
  ["le 23 à 10h", "2026-11-23 10:00"],
  ["le 17", "2026-11-24 17:00", undefined, "2026-11-17"],
  ["am 31.", "2026-10-31 12:00", 12],
  ["lunedì 23 ore 10", "2026-11-23 10:00"],
  ["Friday 13", "2026-11-13 12:00", 12, "2026-11-20"],
  ["l'11 novembre", "2026-11-11 12:00", 12],
  ["1er novembre à 9h", "2026-11-01 09:00"],
  ["il primo novembre", "2026-11-01 12:00", 12],
  ["24 nov 26", "2026-11-24 10:15", 10.25],
  ["the twenty-second of November", "2026-11-22 12:00", 12],
  ["November the second, at ten", "2026-11-02 10:00"],
  ["the thirty-first of October at half past nine", "2026-10-31 09:30"],
  ["on the third around noon", "2026-11-03 12:00"],
  ["Monday the twenty-third", "2026-11-23 12:00", 12],
];

const zones: readonly Row[] = [
  ["24 Nov 2026 09:40:52 -0800", "2026-11-24 18:40:52"],
  ["Tue, 24 Nov 2026 17:40:52 +0100 (CET)", "2026-11-24 17:40:52"],
  ["Date: Tue, 24 Nov 2026 08:40:52 -0800 (PST)", "2026-11-24 17:40:52"],
  ["10:00 PST", "2026-11-24 19:00"],
  ["10:00 CET", "2026-11-24 10:00"],
  ["10:00 GMT+2", "2026-11-24 09:00"],
  ["10:00 UTC", "2026-11-24 11:00"],
  ["10:00z", "2026-11-24 11:00"],
  ["10:00 -0330", "2026-11-24 14:30"],
  ["2026-11-24 17:40 CET", "2026-11-24 17:40"],
  ["2026-11-18 09:05:31 UTC", "2026-11-18 10:05:31"],
  ["2026-11-24 10:00 Europe/London", "2026-11-24 11:00"],
  ["yesterday at 5 pm EST", "2026-11-23 23:00"],
  ["17:40 ora di Roma", "2026-11-24 17:40"],
  ["5pm London time", "2026-11-24 18:00"],
  ["9h05 heure de Paris", "2026-11-24 09:05"],
  ["9 Uhr MEZ", "2026-11-24 09:00"],
];

const stamps: readonly Row[] = [
  ["Nov 24 17:40:52", "2026-11-24 17:40:52"],
  ["Nov  8 09:05:31", "2026-11-08 09:05:31"],
  ["2026 Nov 24 17:40", "2026-11-24 17:40"],
  ["24/Nov/2026:17:40:52 +0100", "2026-11-24 17:40:52"],
  ["[24/Nov/2026:17:40:52 +0100]", "2026-11-24 17:40:52"],
  ["24-Nov-2026 17:40:52", "2026-11-24 17:40:52"],
  ["Tue Nov 24 17:40:52 CET 2026", "2026-11-24 17:40:52"],
  ["Tue Nov 24 2026 17:40:52 GMT+0100 (Central European Standard Time)", "2026-11-24 17:40:52"],
  ["2026/11/24 17:40:52", "2026-11-24 17:40:52"],
  ["2026-11-24T17:40:52.123456+01:00", "2026-11-24 17:40:52"],
  ["1795542052", "2026-11-24 18:40:52"],
  ["1795542052123", "2026-11-24 18:40:52"],
  ["Sent: Tuesday, November 24, 2026 5:40 PM", "2026-11-24 17:40"],
  ["Gesendet: Dienstag, 24. November 2026 17:40", "2026-11-24 17:40"],
  ["Inviato: martedì 24 novembre 2026 17:40", "2026-11-24 17:40"],
  ["Envoyé : mardi 24 novembre 2026 17:40", "2026-11-24 17:40"],
  ["Enviado: martes, 24 de noviembre de 2026 17:40", "2026-11-24 17:40"],
];

const hours: readonly Row[] = [
  ["17.40", "2026-11-24 17:40"],
  ["17h40", "2026-11-24 17:40"],
  ["à 17h", "2026-11-24 17:00"],
  ["17 heures 30", "2026-11-24 17:30"],
  ["hier à dix-sept heures trente", "2026-11-23 17:30"],
  ["24 nov. h 17,40", "2026-11-24 17:40"],
  ["24 nov h 17", "2026-11-24 17:00"],
  ["ore 17,40", "2026-11-24 17:40"],
  ["alle 17 e 40", "2026-11-24 17:40"],
  ["le 17:40 di ieri", "2026-11-23 17:40"],
  ["ieri alle diciassette e trenta", "2026-11-23 17:30"],
  ["ieri a mezzogiorno e mezza", "2026-11-23 12:30"],
  ["ieri a mezzanotte", "2026-11-24 00:00", undefined, "2026-11-23"],
  ["gestern 17 Uhr 30", "2026-11-23 17:30"],
  ["gestern um halb sechs", "2026-11-23 05:30"],
  ["gestern um fünf vor halb sechs", "2026-11-23 05:25"],
  ["gestern dreiviertel sechs", "2026-11-23 05:45"],
  ["um 10 am Montag", "2026-11-23 10:00"],
  ["1740 Uhr", "2026-11-24 17:40"],
  ["yesterday at twenty past five", "2026-11-23 05:20"],
  ["yesterday at 5 to 6 pm", "2026-11-23 17:55"],
  ["5:40 p.m.", "2026-11-24 17:40"],
  ["shortly after 5 pm", "2026-11-24 17:00"],
  ["poco prima delle 17", "2026-11-24 17:00"],
  ["20:34", "2026-11-24 20:34"],
  ["20:36", "2026-11-23 20:36"],
  ["hier à six heures moins le quart", "2026-11-23 05:45"],
  ["ayer a las seis menos cuarto", "2026-11-23 05:45"],
  ["ayer a las 11 de la noche", "2026-11-23 23:00"],
  ["between 17:00 and 18:00", "2026-11-24 17:30", 0.5],
  ["tra le 17 e le 18", "2026-11-24 17:30", 0.5],
  ["zwischen 17 und 18 Uhr", "2026-11-24 17:30", 0.5],
  ["entre 17h et 18h", "2026-11-24 17:30", 0.5],
  ["ayer entre las 9 y las 10", "2026-11-23 09:30", 0.5],
  ["ieri dalle 17 alle 18", "2026-11-23 17:30", 0.5],
  ["von 17 bis 18 Uhr", "2026-11-24 17:30", 0.5],
  ["de 9h à 10h hier", "2026-11-23 09:30", 0.5],
  ["17:00-18:00", "2026-11-24 17:30", 0.5],
  ["between 11 and 1 pm", "2026-11-24 12:00", 1],
  ["zwischen 23 und 1 Uhr", "2026-11-24 00:00", 1],
  ["gestern zwischen 9 und halb zehn", "2026-11-23 09:15", 0.25],
];

const agoAndParts: readonly Row[] = [
  ["mezz'ora fa", "2026-11-24 20:00"],
  ["half an hour ago", "2026-11-24 20:00"],
  ["vor einer halben Stunde", "2026-11-24 20:00"],
  ["il y a une demi-heure", "2026-11-24 20:00"],
  ["hace media hora", "2026-11-24 20:00"],
  ["tre quarti d'ora fa", "2026-11-24 19:45"],
  ["three quarters of an hour ago", "2026-11-24 19:45"],
  ["un'ora e mezza fa", "2026-11-24 19:00"],
  ["vor anderthalb Stunden", "2026-11-24 19:00"],
  ["two and a half hours ago", "2026-11-24 18:00"],
  ["un paio d'ore fa", "2026-11-24 18:30"],
  ["1h30m ago", "2026-11-24 19:00"],
  ["vor 2 h", "2026-11-24 18:30"],
  ["due settimane fa", "2026-11-10 12:00", 84],
  ["just now", "2026-11-24 20:30"],
  ["gerade eben", "2026-11-24 20:30"],
  ["poco fa", "2026-11-24 20:00", 0.5],
  ["stanotte", "2026-11-24 02:00", 4],
  ["stanotte alle 23", "2026-11-23 23:00"],
  ["heute nacht um 2", "2026-11-24 02:00"],
  ["nella notte", "2026-11-24 02:00", 4],
  ["last night", "2026-11-23 23:00", 4],
  ["anoche a las once", "2026-11-23 23:00"],
  ["sunday night at 2", "2026-11-23 02:00"],
  ["ieri alle 2 di notte", "2026-11-23 02:00"],
  ["ieri sera tardi", "2026-11-23 22:00", 2],
  ["spät gestern Abend", "2026-11-23 22:00", 2],
  ["early this morning", "2026-11-24 06:00", 2],
  ["vorgestern abend", "2026-11-22 18:00", 4],
  ["avant-hier soir", "2026-11-22 20:00", 4],
  ["anteayer por la tarde", "2026-11-22 15:00", 4],
  ["esta madrugada a las 4", "2026-11-24 04:00"],
  ["lunedì scorso", "2026-11-23 12:00", 12],
  ["last Monday morning", "2026-11-23 06:00", 4],
  ["Montag morgen um 8", "2026-11-23 08:00"],
  ["Freitagnachmittag gegen 3", "2026-11-20 15:00"],
  ["last Tuesday", "2026-11-17 12:00", 12],
  ["Tuesday 22:00", "2026-11-17 22:00"],
  ["lunedì della settimana scorsa", "2026-11-16 12:00", 12],
  ["la semaine dernière", "2026-11-19 12:00", 84],
  ["am Wochenende", "2026-11-22 00:00", 24],
  ["stasera", "2026-11-24 18:15", 2.25],
  ["today", "2026-11-24 10:15", 10.25],
];

describe("a time is understood", () => {
  const rows = { daysByNumbers, zones, stamps, hours, agoAndParts };
  for (const [name, list] of Object.entries(rows))
    for (const [text, wall, vague, doubt] of list)
      test(`${name}: ${text}`, () => {
        expect(told(text)).toEqual([second(wall), vague, doubt]);
      });

  test("without a year as last year's, unless it is tomorrow's, which has not come", () => {
    const on30November = Date.UTC(2026, 10, 30, 9);
    expect(() => toldTime("1 dicembre", rome, on30November)).toThrow("has not come yet");
    expect(rome.shown(toldTime("2 dicembre", rome, on30November).at)).toBe("2025-12-02 12:00:00");
    expect(() => toldTime("1 gennaio", rome, Date.UTC(2026, 11, 31, 9))).toThrow("has not come yet");
    expect(rome.shown(toldTime("31/12", rome, Date.UTC(2027, 0, 2, 9)).at)).toBe("2026-12-31 12:00:00");
  });
});

describe("what is no time is refused with its reason", () => {
  const refusal = (text: string) => {
    try {
      return told(text);
    } catch (error) {
      return error instanceof UsageError ? error.message : error;
    }
  };
  test.each([
    ["2026-13-01", "25:00", "32.11.2026", "30 February", "2026-02-30 10:00", "31/02/2026", "11.24.2026", "10:75"],
    ["ieri alle 25", "the 32nd", "Tue 23.11.", "this morning at 3pm", "24:30"],
  ])("%s … as a day or an hour that does not exist", (...texts) => {
    for (const text of texts) expect(refusal(text)).toContain(`"${text}" names a day or an hour that does not exist;`);
  });
  test.each([
    ["tomorrow", "domani alle 9", "morgen um 9", "mañana por la mañana", "demain", "next Monday", "lunedì prossimo"],
    ["in 2 hours", "fra 2 ore", "in zwei Stunden", "dans 2 heures", "heute um 23 Uhr", "1.12.2026", "25 novembre"],
    ["Thursday 26 Nov 10:00", "today 23:00"],
  ])("%s … as still to come", (...texts) => {
    for (const text of texts) expect(refusal(text)).toContain(`"${text}" has not come yet,`);
  });
  test.each([
    ["24 nov 2026 foo 77", "yesterday 10:00 invoice 4711", "ieri alle 10 fattura 9", "10:00 11:00", "yesterday today"],
    ["24.11.2026 25.11.2026", "24.11.2026 2025", "192.0.2.1", "550 5.1.1", "4711", "24", "may", "hello"],
    [
      "10:00 IST",
      "10:00 +2500",
      "after 5pm",
      "prima delle 10",
      "vor 10 Uhr",
      "yesterday from london",
      "midnight 10:00",
    ],
    ["10:00 7", "2 hours", "9 11 13", "17:40 30"],
    ["", "ago", "at", "10:00 ".repeat(30)],
  ] as string[][])("%s … as no time", (...texts) => {
    for (const text of texts) expect(refusal(text)).toContain(" is no time that has passed; write ");
  });

  test("whatever words stand together, and never as a time to come", () => {
    const rows = [...daysByNumbers, ...zones, ...stamps, ...hours, ...agoAndParts];
    const words = [...new Set(rows.flatMap(([text]) => text.split(" ")))];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 6 }), (some) => {
        try {
          const { at, vagueMilliseconds = 0 } = toldTime(some.join(" "), rome, now);
          expect(at - vagueMilliseconds).toBeLessThanOrEqual(now + clocksDiffer);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test("a time that is written out whole is taken as it stands, also ahead of the clock", () => {
  expect(toldTime("2026-12-24", rome, now).at).toBe(rome.toEpoch(Date.UTC(2026, 11, 24, 12)));
  expect(toldTime("1895542052", rome, now).at).toBe(1_895_542_052_000);
});
