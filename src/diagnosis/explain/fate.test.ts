import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";

const sentenceOf = async (text: string) => (await explain(text)).recipients[0]?.sentence;
const notice = (reason: string) =>
  `Ceci est un message automatique du système de messagerie.\n\nVotre message n'a pas pu être remis à un ou plusieurs destinataires.\n\n<bob@example.com>: ${reason}\n`;

describe("a message that nobody refused", () => {
  test.each([
    notice("délai d'attente dépassé lors de la connexion à mx.example.com[203.0.113.5]:25"),
    notice("Host or domain name not found. Name service error for name=example.com type=MX: Host not found"),
    "Status code: 550 5.4.316 Message expired, connection refused(Socket error code 10061)",
    "Diese Nachricht wurde automatisch erstellt.\n\nIhre Nachricht konnte nicht zugestellt werden:\n\n  bob@example.com\n    Postfach des Empfängers ist voll\n",
  ])("could not be delivered: %j", async (text) => {
    expect(await sentenceOf(text)).toMatch(/^The message for \S+(?: recipient)? could not be delivered/);
  });
  test("where the words say that the other side refused it, it did", async () => {
    const text =
      "Échec de la remise pour ces destinataires ou groupes :\nbob@example.com\nLe serveur de messagerie du destinataire a refusé votre message : trop volumineux.\n";
    expect(await sentenceOf(text)).toMatch(/ was refused for good: Message larger/);
    expect((await explain(text)).madeBy?.opinion).toBe("unknown");
  });
  test("nor one that was refused for a while, until its sender gave up", async () => {
    const text = notice("host mx.example.com[203.0.113.5] said: 450 4.2.0 Greylisted (in reply to RCPT TO command)");
    expect(await sentenceOf(text)).toMatch(/ could not be delivered to mx\.example\.com: Greylisted/);
  });
});

describe("what a piece of a log says of a try counts more than the number of the reply", () => {
  test.each([
    [
      "status=deferred (host mx.example.com[203.0.113.5] refused to talk to me: 554 5.7.1 Reverse DNS check failed)",
      "is delayed by mx.example.com and is tried again",
    ],
    [
      "status=bounced (host mx.example.com[203.0.113.5] said: 550 5.1.1 no such user)",
      "was refused for good by mx.example.com",
    ],
    [
      "status=bounced (host mx.example.com[203.0.113.5] said: 450 4.7.1 come again)",
      "could not be delivered to mx.example.com",
    ],
    ["stat=Deferred: 554 5.7.1 Reverse DNS check failed", "is delayed and is tried again"],
  ])("%s", async (text, words) => {
    expect(await sentenceOf(text)).toContain(words);
  });
});
