/** What programs that nobody reads say of a message is shown beside its answer, and nothing else is. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import { composeReader } from "./reader.ts";

const zone = new Zone("UTC");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-unread-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (second: number) => `2026-11-24T10:00:${String(second).padStart(2, "0")}.000000+00:00 mx`;

/** A message from Ann for Bob that a program of the postmaster's own takes, between two others of the same pair and minute. */
const taken = (id: string, second: number) => [
  `${at(second)} postfix/smtpd[10]: ${id}: client=out.example.org[198.51.100.7]`,
  `${at(second)} postfix/cleanup[11]: ${id}: message-id=<${id}@example.org>`,
  `${at(second)} postfix/qmgr[12]: ${id}: from=<ann@example.org>, size=600, nrcpt=1 (queue active)`,
  `${at(second + 1)} postfix/pipe[13]: ${id}: to=<bob@example.test>, relay=ownfilter, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (delivered via ownfilter service)`,
  `${at(second + 1)} postfix/qmgr[12]: ${id}: removed`,
];

async function shown(files: Readonly<Record<string, readonly string[]>>, id: string): Promise<readonly string[]> {
  const logs = Object.entries(files).map(([name, lines]) => {
    const path = join(folder, name);
    writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
    return path;
  });
  const question = { to: ["bob@example.test"], queueId: id, facts: {}, limit: 5 };
  const reader = await composeReader({ logs, data: folder, zone, askerZone: zone, about: question });
  const { answers } = await reader.why(question);
  const [answer] = answers;
  if (!answer) throw new Error("no answer");
  const lines = await reader.rawLines(await reader.unreadAbout(answer));
  return lines.map((line) => line ?? "gone");
}

test("by its id, wherever it stands in the line, and not as a part of another", async () => {
  const own = [
    `${at(3)} ownfilter: [4AAAAA1] nothing to do with 4AAAAA11 either`,
    `${at(3)} ownfilter: score 21.4 for 4AAAAA1: thrown away`,
    `${at(3)} ownfilter: score 0.1 for 4AAAAA2: kept`,
  ];
  const log = [...taken("4AAAAA1", 1), ...own, ...taken("4AAAAA2", 5)];
  expect(await shown({ "mail.log": log }, "4AAAAA1")).toEqual([own[0], own[1]]);
  expect(await shown({ "mail.log": log }, "4AAAAA2")).toEqual([own[2]]);
});

test("by both addresses in one line", async () => {
  const own = [
    `${at(3)} ownfilter: mail of <Ann@example.org> for <bob@example.test>: thrown away`,
    `${at(3)} ownfilter: mail of <carl@example.org> for <bob@example.test>: kept`,
  ];
  expect(await shown({ "mail.log": [...taken("4AAAAA1", 1), ...own] }, "4AAAAA1")).toEqual([own[0]]);
});

test("by its Message-ID in a file that nothing reads, where that was named", async () => {
  const own = ["24.11.26 11.00 <4AAAAA1@example.org> into the bin", "24.11.26 11.00 <4AAAAA2@example.org> kept"];
  const files = { "mail.log": taken("4AAAAA1", 1), "own.txt": own };
  expect(await shown(files, "4AAAAA1")).toEqual([own[0]]);
});

test("lines of programs that are read are no news, nor are those of messages that none proves", async () => {
  const other = taken("4AAAAA2", 5);
  expect(await shown({ "mail.log": [...taken("4AAAAA1", 1), ...other] }, "4AAAAA1")).toEqual([]);
});
