/** A main log of Exim of any length: the real lines of `exim-default.case`, said over and over under new ids, clients, senders and stamps. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const recorded = new URL("../src/reading/cases/exim-default.case", import.meta.url);
const flushBytes = 1 << 22;
const start = Date.UTC(2026, 10, 24);
/** A round of the recorded messages takes a minute and a half; this many of them are told at a time. */
const together = 20;
const idShape = /\b\w{6}-\w{6}-\w\w\b/;
const idShapes = new RegExp(idShape, "g");

/** Six characters that no other number of the same place has. */
const digits = (n: number): string => n.toString(36).toUpperCase().padStart(6, "0");

/** The recorded lines without their stamps, and their distance from the first in seconds. */
function rounds(): readonly (readonly [seconds: number, text: string])[] {
  const [, log = ""] = /-- log exim mainlog --\n(.*?)\n-- events --/s.exec(readFileSync(recorded, "utf8")) ?? [];
  const lines = log.split("\n").filter((line) => idShape.test(line) || / H=/.test(line));
  const at = (line: string) => Date.parse(`${line.slice(0, 10)}T${line.slice(11, 19)}Z`);
  const [first = ""] = lines;
  return lines.map((line) => [(at(line) - at(first)) / 1000, line.slice(20)] as const);
}

/** Writes one of that size; gives a recipient that has mail in its middle. */
export function eximLog(bytes: number): {
  readonly path: string;
  readonly somebody: string;
  readonly done: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), "postino-bench-exim-"));
  const path = join(folder, "mainlog");
  const file = openSync(path, "w");
  const lines = rounds();
  let [written, pending, round, somebody] = [0, "", 0, ""];
  while (written < bytes) {
    // Lines of many rounds stand side by side, as on a busy server.
    const begin = start + round * 100;
    for (const [seconds, text] of lines) {
      const stamp = new Date(begin + seconds * 100).toISOString().slice(0, 19).replace("T", " ");
      for (let slot = 0; slot < together; slot++) {
        const number = round + slot;
        const own = text
          .replace(idShapes, (id) => `${id.slice(0, 7)}${digits(number)}${id.slice(-3)}`)
          .replaceAll("@sender.example", `.${number}@sender.example`)
          .replaceAll(".1@takes.test", `.${number}@takes.test`)
          .replace(/ (id=\S+)@/, ` $1.${number}@`)
          .replace(/queued as \w+/, `$&X${number}`)
          .replaceAll("[127.0.0.1]", `[127.${(number >> 8) & 255}.${number & 255}.1]`);
        const line = `${stamp} ${own}\n`;
        pending += line;
        written += line.length;
      }
    }
    round += together;
    if (somebody === "" && written > bytes / 2) somebody = `later-1.${round}@takes.test`;
    if (pending.length > flushBytes || written >= bytes) {
      writeSync(file, pending);
      pending = "";
    }
  }
  closeSync(file);
  return { path, somebody, done: () => rmSync(folder, { recursive: true }) };
}
