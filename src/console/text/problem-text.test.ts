import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { toldTime } from "../../base/spoken-time.ts";
import { Zone } from "../../base/zone.ts";
import { changeText } from "../../config/change.ts";
import { settingNamed } from "../../config/named.ts";
import { inUnitOf } from "../../config/units.ts";
import { en } from "./en.ts";
import { problemText } from "./problem-text.ts";
import { language, type TextId, t, type Values } from "./t.ts";

afterEach(() => {
  language.value = "en";
});

const name = "mail.log.gz";
const zip = "cannot read mail.log.gz: ";
const diary = '"a\nb" ';
/** What the server says: text, where it is made, the words before it and those that stand there, and the values. */
const said: readonly [TextId, string, string, string, Values?][] = [
  ["wrong.time", "base/spoken-time.ts", diary, "is no time that has passed; ", { text: "a\nb" }],
  [
    "wrong.noSuchTime",
    "base/spoken-time.ts",
    '"25:00" ',
    "names a day or an hour that does not exist; ",
    { text: "25:00" },
  ],
  ["wrong.future", "base/spoken-time.ts", '"tomorrow" ', "has not come yet, and ", { text: "tomorrow" }],
  ["wrong.windowAlone", "app/asked.ts", "a window of 3d", " needs a time; "],
  ["wrong.span", "base/span.ts", '"soon', '" is no span of time; ', { text: "soon" }],
  ["wrong.size", "base/size.ts", '"big', '" is no size; ', { text: "big" }],
  ["wrong.address", "app/asked.ts", '"a@', '" is no address; write ', { text: "a@" }],
  ["wrong.address", "accounts/name.ts", '"a@', '" is no address; write ', { text: "a@" }],
  ["wrong.network", "base/network.ts", '"x', '" is no address or network; ', { text: "x" }],
  ["wrong.messageId", "app/asked.ts", '"two words', '" is no Message-ID, ', { text: "two words" }],
  ["wrong.queueId", "app/asked.ts", '"x', '" has no queue id in it, ', { text: "x" }],
  ["wrong.ip", "app/asked.ts", '"999.1.1.1', '" is no IP address; ', { text: "999.1.1.1" }],
  ["wrong.zone", "api/schemas/parts.ts", "why.zone: ", "no such time zone; "],
  ["ask.missing", "api/questions/jobs.ts", "", "whose mail? "],
  ["wrong.notForUsers", "api/own-mail.ts", "queueId", " is for the help desk; "],
  ["wrong.notForUsers", "api/own-mail.ts", "an address of a server", " is for the help desk"],
  ["wrong.othersMail", "api/own-mail.ts", "", "you may ask about mail to or from your own addresses; "],
  [
    "wrong.group",
    "api/own-mail.ts",
    "all@example.org",
    " is a group; ask by your own address ",
    { address: "all@example.org" },
  ],
  ["wrong.role", "api/run-operation.ts", "blocks-add is for the role admin", "; ask an administrator"],
  ["wrong.session", "api/questions/jobs.ts", "there is no session AB", " in the records; ", { id: "AB" }],
  ["wrong.logGone", "api/questions/ground.ts", "", "that log is not here any more; "],
  ["wrong.logGone", "app/uploads.ts", "", "that log is not here any more"],
  ["wrong.logGone", "app/uploads.ts", "zzz", ": a log has an id of 16 hex digits"],
  ["wrong.logTooLarge", "app/uploads.ts", "the log is larger than 4000", " bytes; ", { n: 4000 }],
  ["wrong.logTorn", "app/uploads.ts", "", "the log did not come whole: "],
  ["wrong.noLogs", "api/operations/log-upload.ts", "", "no log may be brought here; "],
  ["wrong.damaged", "reading/input.ts", zip, "the packed file is damaged (", { name }],
  ["wrong.unpacked", "reading/unpack.ts", zip, "it unpacks to more than ", { name }],
  ["wrong.program", "reading/unpack.ts", `${zip}the program xz`, " is not there; ", { name, program: "xz" }],
  ["wrong.notBlocked", "api/operations/blocks-show.ts", "192.0.2.1", " is not blocked", { who: "192.0.2.1" }],
  ["wrong.notBlocked", "app/block-desk.ts", "192.0.2.1 is not blocked", "; postino blocks list", { who: "192.0.2.1" }],
  ["wrong.ourselves", "app/block-desk.ts", "192.0.2.0/24", " has this machine itself in it ", { who: "192.0.2.0/24" }],
  ["wrong.service", "app/tail.ts", "fax", ": no such service; ", { text: "fax" }],
  ["wrong.code", "access/desk.ts", "", "that code is wrong or over; "],
  ["wrong.factorInUse", "access/desk.ts", "", "a second factor is in use already; "],
  ["wrong.tokenThere", "access/desk.ts", 'there is a token "x', '" already; ', { name: "x" }],
  ["wrong.tokens", "access/desk.ts", "20", " tokens are the most; ", { n: 20 }],
  ["wrong.stops", "api/questions/questions.ts", "", "the server stops; "],
  ["wrong.tooLarge", "api/http/problem.ts", "what was sent has more than 4000", " bytes; ", { n: 4000 }],
  ["wrong.ours", "api/http/server.ts", "", "it is no fault of yours; "],
];

test.each(said)("%s is known by the words of %s", (id, file, before, words, values) => {
  expect(readFileSync(`src/${file}`, "utf8")).toContain(words);
  const detail = `${before}${words}`;
  for (const one of ["en", "it"] as const) {
    language.value = one;
    expect([problemText(detail), problemText(`${detail}…`)]).toContain(t(id, values));
  }
});

test.each([
  ["en", "10:00|yesterday around ten|last Monday at 3pm|20m ago|2026-11-24 10:00"],
  ["it", "10:00|ieri verso le dieci|lunedì scorso alle 15|20 minuti fa|2026-11-24 10:00"],
] as const)("the times that are proposed are understood: %s", (one, times) => {
  language.value = one;
  for (const time of times.split("|")) {
    expect(t("wrong.time")).toContain(time);
    expect(toldTime(time, new Zone("Europe/Rome"), Date.UTC(2026, 10, 30, 17)).at).toBeLessThan(
      Date.UTC(2026, 10, 30, 17),
    );
  }
});

const refusal = (setting: string, value: unknown): string => {
  try {
    return changeText("", settingNamed(setting), value);
  } catch (error) {
    return (error as Error).message;
  }
};

test.each([
  ["wrong.number", "never", {}],
  ["wrong.most", 1e9, { most: "86400" }],
  ["wrong.least", -1, { least: "0.05" }],
] satisfies [TextId, unknown, Values][])("%s: a setting refuses %j", (id, value, limit) => {
  const path = "smtp.sessionTimeoutSeconds";
  expect(problemText(refusal(path, value))).toBe(t(id, { name: path, ...limit }));
});

test("where a setting is of time or of bytes, a word is none", () => {
  const words = (path: string) => {
    try {
      inUnitOf(path, "never");
    } catch (error) {
      return problemText((error as Error).message);
    }
    return undefined;
  };
  expect(words("smtp.sessionTimeoutSeconds")).toBe(t("wrong.span", { text: "never" }));
  expect(words("smtp.messageBytes")).toBe(t("wrong.size", { text: "never" }));
});

test("a text that is too long is none of these", () => {
  expect(problemText("why.subject: has more than 1000 characters")).toBe(t("wrong.long"));
});

test("every such text is asked for above; what is not known stays as it is said", () => {
  const asked = new Set<string>([...said.map(([id]) => id), "wrong.number", "wrong.most", "wrong.least", "wrong.long"]);
  expect(Object.keys(en).filter((id) => id.startsWith("wrong.") && !asked.has(id))).toEqual([]);
  expect(problemText("the moon is full")).toBe("the moon is full");
});
