import { describe, expect, test } from "vitest";
import { parseReply } from "../../mail/reply.ts";
import { foreignGistOf, gistOf } from "./gist.ts";
import { causeOfWords, recogniseReply } from "./recognise.ts";

describe("what a refusal speaks of, and what it says of that", () => {
  test.each([
    ["The person whom you write to left, her inbox has never been opened", "rcpt.disabled"],
    ["inbox overdrawn", "rcpt.quota"],
    ["This mail drop is not among the assigned addresses", "rcpt.user-unknown"],
    ["cipher trouble, try to encrypt in another way", "tls.handshake"],
    ["Please fetch your mail, and write after that", "submission.auth-required"],
    ["outbound traffic of yours was suspended", "submission.account-blocked"],
    ["the number of rcpts exceeds ours", "rcpt.too-many"],
    ["the customer's mail server is unreachable", "rcpt.temp-unverified"],
    ["ldap is down", "rcpt.directory-down"],
    ["technical difficulties", "greeting.busy"],
    ["this isn't in my list of recipients", "rcpt.user-unknown"],
    ["The message does not comply with what we ask for", "eod.malformed"],
    ["black listed url host", "eod.url-listed"],
    ["the spool is full", "eod.system-full"],
    ["HTML parts are badly formed", "eod.malformed"],
  ] as const)("%s: %s", (text, cause) => expect(gistOf(text, 5)).toBe(cause));

  test("of two things the one that stands nearest to the complaint is meant", () => {
    expect(gistOf("Mail of this user is welcome, your network is barred", 5)).toBe("greeting.reputation");
    expect(gistOf("Your network is welcome, this user has been terminated", 5)).toBe("rcpt.disabled");
  });

  test("what is said for good, and what for now", () => {
    expect([gistOf("unable to validate this addressee", 5), gistOf("unable to validate this addressee", 4)]).toEqual([
      "rcpt.user-unknown",
      "rcpt.temp-unverified",
    ]);
    expect([gistOf("the inbox is offline", 5), gistOf("the inbox is offline", 4)]).toEqual([
      "rcpt.user-unknown",
      "rcpt.disabled",
    ]);
  });

  test.each([
    "",
    "hm",
    "we wish you a good day",
    "user",
    "unknown",
    "see https://mailbox-full.example/blocked?user=unknown",
    `the user ${"whom you know so well ".repeat(6)} is unknown`,
  ])("nothing is named, or nothing is said of it: %s", (text) => expect(gistOf(text, 5)).toBeUndefined());
});

describe("how much it counts", () => {
  test("more than a code that is given for anything, less than known words", () => {
    const reply = { code: 550, enhanced: "5.7.1", text: "outbound traffic of yours was suspended" };
    expect(recogniseReply(reply, "rcpt")).toEqual({ cause: "submission.account-blocked", confidence: 0.6 });
    expect(recogniseReply({ ...reply, text: `${reply.text}: User unknown` }, "rcpt")).toEqual({
      cause: "rcpt.user-unknown",
    });
  });

  test("nobody who is not there is told to come again", () => {
    const text = "This mail drop is not among the assigned addresses";
    expect(recogniseReply({ code: 550, text }, "rcpt")?.cause).toBe("rcpt.user-unknown");
    expect(recogniseReply({ code: 450, text }, "rcpt")?.cause).toBe("rcpt.greylist");
  });
});

describe("a reply in a language that only the tables of notices speak", () => {
  test.each([
    ["550 adressaten finns inte: okänd mottagare", "rcpt.user-unknown"],
    ["552 Mottagarens brevlåda är full", "rcpt.quota"],
    ["554 Caixa do destinatário lotada: caixa lotada", "rcpt.quota"],
    ["550 Сообщение отклонено как спам", "eod.spam"],
    ["550 Nie ma takiego użytkownika", "rcpt.user-unknown"],
  ] as const)("%s: %s", (said, cause) => {
    const reply = parseReply(said);
    expect(reply && recogniseReply(reply, said.includes("спам") ? "eod" : "rcpt")?.cause).toBe(cause);
  });
  test.each(["550 kontakt os", "554 mottagaren hälsar", "550 een adres", "554 адрес сервера"])(
    "%s: nothing but its code",
    (said) => {
      const reply = parseReply(said);
      expect(reply && causeOfWords(reply.text, 5)).toBeUndefined();
    },
  );
});

describe("the gist in other languages", () => {
  test.each([
    ["Diese Anlage wird von uns nicht angenommen", "eod.attachment"],
    ["I file allegati sono vietati da noi", "eod.attachment"],
    ["Plus de courriers : l'expéditeur est interdit ici", "mail.sender-blocked"],
    ["De afzender is bij ons onbekend", "mail.sender-domain-unresolvable"],
    ["Grupa jest zamknięta, tylko dla nas: lista dyskusyjna tylko dla członków", "rcpt.restricted"],
    ["Nie znaleziono: odbiorcy nie znaleziono w bazie", "rcpt.user-unknown"],
    ["Non c'è posto, questo account è pieno", "rcpt.quota"],
    ["La cuenta fue cerrada por su dueño", "rcpt.disabled"],
    ["Zbyt wiele połączeń na raz", "connect.too-many"],
    ["O sistema está em manutenção", "greeting.busy"],
    ["Le domaine n'est pas desservi ici", "rcpt.relay-denied"],
    ["Diese Nachricht ist größer als erlaubt", "mail.size-declared"],
    ["Sie schicken zu viele Nachrichten", "mail.rate-limit"],
  ] as const)("%s: %s", (text, cause) => expect(foreignGistOf(text, 5)).toBe(cause));

  test("of two things the one that stands nearest to the complaint is meant", () => {
    expect(foreignGistOf("Die Nachricht ist für den Empfänger gut, aber ihre Anlage ist verboten", 5)).toBe(
      "eod.attachment",
    );
    expect(foreignGistOf("Die Anlage ist gut, nur: das Konto, zu dem sie soll, ist geschlossen", 5)).toBe(
      "rcpt.disabled",
    );
  });
  test.each([
    "User unknown in our table, the message is rejected",
    "no conta here",
    "Wir grüßen Sie und Ihre Nachricht",
    "Il destinatario vi saluta, non serve altro",
    "Uw bericht is bij ons goed ontvangen",
  ])("no word of it: %s", (text) => expect(foreignGistOf(text, 5)).toBeUndefined());
});
