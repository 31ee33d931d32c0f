import { expect, test } from "vitest";
import { Zone } from "../../base/zone.ts";
import { toldMessage } from "./told-message.ts";

const options = { ours: [], zone: new Zone("Europe/Rome"), now: Date.parse("2026-12-01T00:00:00Z") };
const alice = "alice@sender.example";
const at = "2026-11-30T09:02:00.000Z";

test.each([
  [
    "Mittente: alice@sender.example\nDestinatario: bob@example.com\nOggetto: Offerta\nMotivo: Spam",
    alice,
    "Offerta",
    null,
  ],
  [
    'il messaggio inviato da alice@sender.example in data 30/11/2026 10:02 con oggetto "Offerta" e destinato a bob@example.com',
    alice,
    "Offerta",
    at,
  ],
  ["A: bob@example.com\n  Oggetto: Offerta\n  Inviato: 30/11/2026 10:02", null, "Offerta", at],
  ["From: Alice <alice@sender.example>\nSent: Monday, November 30, 2026 10:02 AM\nSubject: Offer", alice, "Offer", at],
  ["Absender: alice@sender.example\nGesendet: 30.11.2026 10:02\nBetreff: Angebot", alice, "Angebot", at],
  ['Ihre Nachricht mit dem Betreff "Angebot" vom 30.11.2026 um 10:02', null, "Angebot", at],
  ["Date: Mon, 30 Nov 2026 10:02:00 +0100", null, null, at],
])("%j", (words, sender, subject, sentAt) => {
  expect(toldMessage(words, options)).toEqual({ sender, subject, sentAt });
});

test("a notice's own subject is not the message's, and a day alone or one of two is no time", () => {
  const words = "Oggetto: Mancata consegna\nData: 05/11/2026 10:02";
  expect(toldMessage(words, options)).toEqual({ sender: null, subject: null, sentAt: null });
  expect(toldMessage("Data: 30/11/2026", options).sentAt).toBeNull();
});
