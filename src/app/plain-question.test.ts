import { expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import { plainQuestion } from "./plain-question.ts";

const now = Date.parse("2026-11-24T12:00:00Z");
const asked = (text: string) => plainQuestion(text, new Zone("Europe/Rome"), now);

test.each([
  ["Bob", ["Bob"]],
  ["bob verdi", ["bob verdi"]],
  ["Offerta novembre", ["Offerta novembre"]],
  ["mario.bianci", ["mario.bianci"]],
  ["Maria De Rossi", ["Maria De Rossi"]],
  ["Bob, Anna Rossi", ["Bob", "Anna Rossi"]],
])("%s is a name", (text, to) => {
  expect(asked(text)).toEqual({ isName: true, to });
});

test.each([
  ["Perché Bob non ha ricevuto la mail di Alice delle dieci?", ["Bob"], "Alice", "delle dieci"],
  ["perché bob non riceve le mail di alice?", ["bob"], "alice", undefined],
  [
    "Alice Neri ha scritto a Bob Verdi ieri alle 10 e non è arrivato nulla",
    ["Bob Verdi"],
    "Alice Neri",
    "ieri alle 10",
  ],
  ["Why did Bob not get Alice's mail of ten?", ["Bob"], "Alice", "of ten"],
  [
    "why did bob@firma.example get nothing from alice.neri@cliente.example yesterday around ten",
    ["bob@firma.example"],
    "alice.neri@cliente.example",
    "yesterday around ten",
  ],
  ["mario.bianci non riceve da stamattina", ["mario.bianci"], undefined, "da stamattina"],
  ["La posta non arriva da ieri", [], undefined, "da ieri"],
  ["Non arriva la posta per Carla", ["Carla"], undefined, undefined],
  ["mario rossi ieri", ["mario rossi"], undefined, "ieri"],
  ["ieri", [], undefined, "ieri"],
  ["the invoice from Acme to Bob Verdi sent yesterday", ["Bob Verdi"], "Acme", "yesterday"],
  ["Perchè bob@firma.example non riceve", ["bob@firma.example"], undefined, undefined],
  ["mail from @client.example yesterday", [], "@client.example", "yesterday"],
  ["Bob's mail", [], "Bob", undefined],
  ["il messaggio non è arrivato", [], undefined, undefined],
] as const)("%s names whom and when", (text, to, from, about) => {
  const found = asked(text);
  expect(found).toMatchObject({ isName: false, to });
  expect(found?.from).toBe(from);
  expect(found?.about).toBe(about);
});

test.each(["5.7.1", "%%%", "a\nb c\nd", "longer ".repeat(50)])("%j is no words that somebody asks in", (text) => {
  expect(asked(text)).toBeUndefined();
});
