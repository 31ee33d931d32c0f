import { afterEach, expect, test } from "vitest";
import type { Change } from "../documents.ts";
import { timeText } from "../parts/time-text.ts";
import { changeText, valueText, whatText } from "./change-text.ts";
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

const change = (what: string, before: string | null, after: string | null, secondsBefore = 120): Change => ({
  ...{ at: "2026-11-30T20:42:14.483Z", secondsBefore, by: "root" },
  ...{ what, before, after },
});

test.each([
  [
    change("account a@b.example quotaBytes", "null", "1000"),
    "2 minuti prima, root ha cambiato: spazio massimo dell'account a@b.example. Prima: come da impostazione; da allora: 1000 byte.",
  ],
  [
    change("account a@b.example fullName", "", "Pietro Enà"),
    "2 minuti prima, root ha cambiato: nome dell'account a@b.example. Prima: nulla; da allora: Pietro Enà.",
  ],
  [
    change("account a@b.example", null, "role=user state=enabled keepCopy=true", 0),
    "Subito prima, root ha creato: account a@b.example (ruolo Utente, stato aperto, copia tenuta sì).",
  ],
  [
    change("smtp.trustedNetworks", "10.0.0.0/8", "", 130),
    "2 minuti prima, root ha cambiato: smtp.trustedNetworks. Prima: 10.0.0.0/8; da allora: (vuoto).",
  ],
  [
    change("alias all@b.example", "targets=a@b.example", null, 12),
    "12 secondi prima, root ha cambiato: alias all@b.example. Prima: destinazioni a@b.example; da allora: nulla.",
  ],
  [
    change("account a@b.example token monitoring", null, "read", 300),
    "5 minuti prima, root ha impostato: token monitoring dell'account a@b.example. Da allora: read.",
  ],
])("%j is told as %j", (made, told) => {
  language.value = "it";
  expect(changeText(made)).toBe(told);
});

test("a block has its end in the reader's words", () => {
  language.value = "it";
  expect(changeText(change("block 192.0.2.7", null, `until ${until}`, 300))).toBe(
    `5 minuti prima, root ha bloccato 192.0.2.7 (fino al ${timeText(until)}).`,
  );
  language.value = "en";
  expect(changeText(change("block 192.0.2.7", null, "until it is removed", 0))).toBe(
    "Just before, root blocked 192.0.2.7 (until it is removed).",
  );
});
