import { afterEach, expect, test } from "vitest";
import { timeText } from "../parts/time-text.ts";
import { changeSentence, valueText, whatText } from "./change-text.ts";
import { language } from "./t.ts";

afterEach(() => {
  language.value = "en";
});

const until = "2026-11-30T23:42:14.483Z";

test.each([
  [
    "account a@b.example quotaBytes",
    "null",
    "1000000",
    "most space of account a@b.example",
    "as the setting says",
    "976.6 kB",
  ],
  ["account a@b.example fullName", "", "Ada", "name of account a@b.example", "nothing", "Ada"],
  ["account a@b.example state", "enabled", "login-disabled", "state of account a@b.example", "open", "login closed"],
  [
    "account a@b.example forward",
    "",
    "c@d.example,e@f.example",
    "forwarding of account a@b.example",
    "nothing",
    "c@d.example, e@f.example",
  ],
  ["account a@b.example token monitoring", null, "read", "token monitoring of account a@b.example", "–", "read"],
  [
    "account a@b.example",
    null,
    "fullName=Carla Rosa role=user state=enabled keepCopy=true",
    "account a@b.example",
    "–",
    "name Carla Rosa, role User, state open, copy kept yes",
  ],
  [
    "domain b.example",
    null,
    "kind=local suspended=false",
    "domain b.example",
    "–",
    "kind of this server, suspended no",
  ],
  ["block 192.0.2.7", null, `until ${until}`, "block of 192.0.2.7", "–", `until ${timeText(until)}`],
  ["smtp.trustedNetworks", "10.0.0.0/8", "", "smtp.trustedNetworks", "10.0.0.0/8", "(empty)"],
  ["smtp.messageBytes", "1048576", "2097152", "smtp.messageBytes", "1048576 (1 MB)", "2097152 (2 MB)"],
  ["smtp.sessionTimeoutSeconds", "300", "120", "smtp.sessionTimeoutSeconds", "300 (5 minutes)", "120 (2 minutes)"],
  [
    "log.levels.smtp",
    "debug",
    `extended until ${until}, then debug`,
    "log.levels.smtp",
    "debug",
    `extended until ${timeText(until)}, then debug`,
  ],
])("the journal tells %s, from %j to %j, in words", (what, before, after, ...told) => {
  expect([whatText(what), valueText(what, before), valueText(what, after)]).toEqual(told);
});

test.each([
  [
    "2 minuti prima, root ha cambiato account a@b.example quotaBytes da null a 1000.",
    "2 minuti prima, root ha cambiato: spazio massimo dell'account a@b.example. Prima: come da impostazione; da allora: 1000 byte.",
  ],
  [
    "2 minuti prima, root ha cambiato account a@b.example fullName da  a Pietro Enà.",
    "2 minuti prima, root ha cambiato: nome dell'account a@b.example. Prima: nulla; da allora: Pietro Enà.",
  ],
  [
    "Subito prima, root ha impostato account a@b.example a role=user state=enabled keepCopy=true.",
    "Subito prima, root ha creato: account a@b.example (ruolo Utente, stato aperto, copia tenuta sì).",
  ],
  [
    "2 minuti prima, root ha cambiato smtp.trustedNetworks da 10.0.0.0/8 a .",
    "2 minuti prima, root ha cambiato: smtp.trustedNetworks. Prima: 10.0.0.0/8; da allora: (vuoto).",
  ],
])("%j is told as %j", (said, told) => {
  language.value = "it";
  expect(changeSentence(said)).toBe(told);
});

test("a block has its end in the reader's words, and another sentence stays as it is", () => {
  language.value = "it";
  expect(changeSentence(`5 minuti prima, root ha impostato block 192.0.2.7 a until ${until}.`)).toBe(
    `5 minuti prima, root ha bloccato 192.0.2.7 (fino al ${timeText(until)}).`,
  );
  const other = "Negli stessi minuti è passato 1 messaggio di altri mittenti.";
  expect(changeSentence(other)).toBe(other);
  language.value = "en";
  expect(changeSentence("Just before, root set block 192.0.2.7 to until it is removed.")).toBe(
    "Just before, root blocked 192.0.2.7 (until it is removed).",
  );
});
