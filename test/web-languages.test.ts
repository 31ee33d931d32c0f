import { expect, test } from "vitest";
import { greeted, patience, useDataFolder } from "./running.ts";
import { WebClient } from "./web-client.ts";

const { serve, operate } = useDataFolder();
const account = { address: "alice@example.test", password: "correct horse battery" };

test("the API answers in the language that it is asked in, with the same ids", patience, async () => {
  const program = serve();
  const page = await program.page();
  await operate("account-password", account);
  const client = await greeted(await program.port());
  for (const line of ["EHLO a.example.org", "MAIL FROM:<carol@example.org>", "RCPT TO:<nobody@example.test>", "QUIT"])
    await client.ask(line);
  const alice = new WebClient(page);
  expect(await alice.signIn(account.address, account.password)).toMatchObject({ status: 200 });
  const asked = "GET /why?to=nobody@example.test";
  const [english, italian] = [await alice.ask(asked), await alice.ask(`${asked}&lang=it`)];
  expect(english.body.answers[0]).toMatchObject({ cause: "rcpt.user-unknown", title: "Mailbox does not exist" });
  expect(italian.body.answers[0]).toMatchObject({
    ...{ cause: "rcpt.user-unknown", title: "La casella non esiste" },
    sentence: expect.stringContaining("il nostro server lo ha rifiutato definitivamente"),
    remedy: expect.arrayContaining(["Controllare con il mittente come è scritto l'indirizzo"]),
  });
  expect((await alice.ask(`${asked}&lang=fr`)).status).toBe(400);
  const explained = await alice.ask("POST /explain", { text: "550 5.1.1 User unknown", lang: "it" });
  expect(explained.body.recipients[0].sentence).toMatch(/^Il messaggio per il destinatario è stato rifiutato/);
});
