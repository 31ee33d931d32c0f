/** Cases that ask: their logs as files, their questions as they are typed, and answers in a line. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Command } from "commander";
import { declareQuestion, questionFrom } from "../src/cli/ask.ts";
import type { Io } from "../src/cli/command.ts";
import type { Answer } from "../src/diagnosis/answer.ts";
import type { CaseFile } from "./case-file.ts";

/** Words as a shell parts them: `--to bob@example.test --about "yesterday 10:00"`. */
export const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

/** A question as it is typed; `why` asks for somebody's mail, lists may be of all. */
export function questionOf(words: readonly string[], now: number, ofAll = false) {
  const io: Io = { print: () => {}, warn: () => {}, terminal: false, now: () => now, env: {} };
  const command = new Command().exitOverride();
  declareQuestion(command);
  command.parse(words, { from: "user" });
  return questionFrom({ zone: "UTC", ...command.opts() }, io, ofAll);
}

/** Writes the case's logs below a folder; their names, made one where the case gives none. */
export function writeLogs({ sections, path }: CaseFile, folder: string): readonly string[] {
  const logs = sections.filter(({ words }) => words[0] === "log");
  if (logs.length === 0) throw new Error(`${path}: no section "-- log --"`);
  return logs.map(({ words, text }, index) => {
    const file = join(folder, words[2] ?? `log-${index}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${text}\n`);
    return file;
  });
}

export const told = ({ recipient, outcome, cause, party, confidence, decidedBy }: Answer): string =>
  `${recipient || "-"} ${outcome} ${cause} ${party} ${confidence.toFixed(2)}${decidedBy ? ` decided by ${decidedBy}` : ""}`;
