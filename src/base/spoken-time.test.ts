import { describe, expect, test } from "vitest";
import { UsageError } from "./error.ts";
import { toldTime } from "./spoken-time.ts";
import { Zone } from "./zone.ts";

const rome = new Zone("Europe/Rome");
/** A Tuesday in winter: 10:30 in Rome, an hour ahead of UTC. */
const now = Date.UTC(2026, 10, 24, 9, 30);
const hours = (milliseconds: number | undefined) => (milliseconds === undefined ? undefined : milliseconds / 3_600_000);

describe("what people say", () => {
  test.each([
    ["yesterday 10:00", "2026-11-23T09:00", undefined],
    ["yesterday around 10", "2026-11-23T09:00", undefined],
    ["around ten yesterday", "2026-11-23T09:00", undefined],
    ["Yesterday at about 3pm", "2026-11-23T14:00", undefined],
    ["half past ten yesterday", "2026-11-23T09:30", undefined],
    ["last Friday at 3pm", "2026-11-20T14:00", undefined],
    ["Friday 15:10", "2026-11-20T14:10", undefined],
    ["Wednesday", "2026-11-18T11:00", 12],
    ["3 days ago at 9", "2026-11-21T08:00", undefined],
    ["2 hours ago", "2026-11-24T07:30", undefined],
    ["this morning", "2026-11-24T05:00", 4],
    ["yesterday afternoon", "2026-11-23T14:00", 4],
    ["last night", "2026-11-23T22:00", 4],
    ["last night at eleven", "2026-11-23T22:00", undefined],
    ["last night around 2", "2026-11-24T01:00", undefined],
    ["ieri notte alle 23:15", "2026-11-23T22:15", undefined],
    ["the day before yesterday at 9", "2026-11-22T08:00", undefined],
    ["l'altro ieri alle 15", "2026-11-22T14:00", undefined],
    ["about 10", "2026-11-24T09:00", undefined],
    ["verso le 9.15", "2026-11-24T08:15", undefined],
    ["10.30", "2026-11-24T09:30", undefined],
    ["ieri alle 10.30", "2026-11-23T09:30", undefined],
    ["yesterday morning at 9", "2026-11-23T08:00", undefined],
    ["1795510000", "2026-11-24T08:46", undefined],
    ["1795510000123", "2026-11-24T08:46", undefined],
    ["Nov 20 at noon", "2026-11-20T11:00", undefined],
    ["20 November", "2026-11-20T11:00", 12],
    ["oggi verso le 9:41", "2026-11-24T08:41", undefined],
    ["heute gegen 9:41", "2026-11-24T08:41", undefined],
    ["heute um 9:41 Uhr", "2026-11-24T08:41", undefined],
    ["gegen 10 Uhr", "2026-11-24T09:00", undefined],
    ["gestern gegen zehn", "2026-11-23T09:00", undefined],
    ["gestern um halb zehn", "2026-11-23T08:30", undefined],
    ["gestern Abend", "2026-11-23T17:00", 4],
    ["gestern", "2026-11-23T11:00", 12],
    ["vorgestern um 9", "2026-11-22T08:00", undefined],
    ["letzten Montag um 15 Uhr", "2026-11-23T14:00", undefined],
    ["yesterday", "2026-11-23T11:00", 12],
    ["2026-11-20", "2026-11-20T11:00", 12],
    ["ieri alle 10", "2026-11-23T09:00", undefined],
    ["ieri verso le dieci", "2026-11-23T09:00", undefined],
    ["ieri verso le sei e mezza di sera", "2026-11-23T17:30", undefined],
    ["ieri alle nove e un quarto", "2026-11-23T08:15", undefined],
    ["ieri alle dieci meno un quarto", "2026-11-23T08:45", undefined],
    ["ieri alle dieci e venti", "2026-11-23T09:20", undefined],
    ["quarter past ten yesterday", "2026-11-23T09:15", undefined],
    ["yesterday at a quarter to ten", "2026-11-23T08:45", undefined],
    ["yesterday at half past six in the evening", "2026-11-23T17:30", undefined],
    ["gestern um Viertel nach neun", "2026-11-23T08:15", undefined],
    ["gestern Abend um halb sieben", "2026-11-23T17:30", undefined],
    ["ayer a las seis y media de la tarde", "2026-11-23T17:30", undefined],
    ["hier à six heures et demie du soir", "2026-11-23T17:30", undefined],
    ["venerd\u00ec scorso alle 15", "2026-11-20T14:00", undefined],
    ["stamattina", "2026-11-24T05:00", 4],
    ["2 ore fa", "2026-11-24T07:30", undefined],
    ["10:30", "2026-11-24T09:30", undefined],
    ["oggi verso le 9.41", "2026-11-24T08:41", undefined],
    ["questa mattina verso le 9.41", "2026-11-24T08:41", undefined],
    ["lunedì mattina", "2026-11-23T05:00", 4],
    ["20 novembre alle 9.15", "2026-11-20T08:15", undefined],
    ["gestern gegen 8.44 Uhr", "2026-11-23T07:44", undefined],
    ["heute früh", "2026-11-24T05:00", 4],
    ["gestern früh", "2026-11-23T05:00", 4],
    ["heute ca. 9.41 Uhr", "2026-11-24T08:41", undefined],
    ["20.11. 8:49", "2026-11-20T07:49", undefined],
    ["am 20. November gegen 8:49 Uhr", "2026-11-20T07:49", undefined],
    ["20/11/2026 08:49", "2026-11-20T07:49", undefined],
    ["vor ein paar Stunden", "2026-11-24T05:30", 4],
    ["vor 2 Tagen", "2026-11-22T11:00", 12],
    ["hier", "2026-11-23T11:00", 12],
    ["ce matin", "2026-11-24T05:00", 4],
    ["ce matin vers 8h41", "2026-11-24T07:41", undefined],
    ["hier soir", "2026-11-23T19:00", 4],
    ["aujourd’hui à 8h47", "2026-11-24T07:47", undefined],
    ["lundi matin", "2026-11-23T05:00", 4],
    ["le 20 novembre à 8h47", "2026-11-20T07:47", undefined],
    ["vendredi dernier à 15h", "2026-11-20T14:00", undefined],
    ["il y a 2 heures", "2026-11-24T07:30", undefined],
    ["ayer", "2026-11-23T11:00", 12],
    ["ayer por la mañana", "2026-11-23T05:00", 4],
    ["esta mañana sobre las 8:48", "2026-11-24T07:48", undefined],
    ["el lunes a las 15:10", "2026-11-23T14:10", undefined],
    ["el 20 de noviembre a las 8:51", "2026-11-20T07:51", undefined],
    ["hace 2 horas", "2026-11-24T07:30", undefined],
  ])("%s", (text, instant, vague) => {
    const { at, vagueMilliseconds } = toldTime(text, rome, now);
    expect([new Date(at).toISOString().slice(0, 16), hours(vagueMilliseconds)]).toEqual([instant, vague]);
  });

  test("is an error where it is no time, lies in the future, or holds more than a time", () => {
    for (const wrong of [
      "",
      "tomorrow",
      "soon",
      "next Monday",
      "25:00",
      "mañana",
      "demain",
      "morgen um 9",
      "als die Heizung ausfiel",
      "yesterday from Mario",
      "the invoice",
    ])
      expect(() => toldTime(wrong, rome, now), wrong).toThrow(UsageError);
  });
});
