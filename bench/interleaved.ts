/** Logs of a busy server for the rows of reading: generated visits, two hundred at a time, in the words of each format. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Zone } from "../src/base/zone.ts";
import type { MailEvent } from "../src/events/event.ts";
import { render } from "../src/reading/formats/postino.ts";
import { postfixLines } from "./postfix-lines.ts";
import { traffic, type Visit } from "./traffic.ts";

const zone = new Zone("UTC");
const start = Date.UTC(2026, 10, 24);
const concurrent = 200;
/** A busy day: the log's size does not change how long it lasts. */
const linesASecond = 120;
const flushBytes = 1 << 22;

type Line = (event: MailEvent, slot: number) => readonly string[];

const clockTime = (at: number) => zone.timeOfDay(at).slice(0, 8);

/** IceWarp's lines at level debug, after the samples of its format. */
const icewarpLines: Line = (event, slot) => {
  const thread = (0x1000 + slot * 4).toString(16).toUpperCase();
  const head = `${(event.peer ?? "SYSTEM").padEnd(15)} [${thread}] ${clockTime(event.at)} `;
  return textsOf(event).map((text) => head + text);
};

function textsOf(event: MailEvent): readonly string[] {
  switch (event.kind) {
    case "session.opened":
      return ["Connected, local IP=192.0.2.25"];
    case "smtp.command":
      return [`<<< ${event.verb}${event.argument && ` ${event.argument}`}`];
    case "smtp.reply": {
      const lines = event.text.split("\n");
      const status = event.enhanced ? `${event.enhanced} ` : "";
      return lines.map((text, n) => `>>> ${event.code}${n < lines.length - 1 ? "-" : " "}${status}${text}`);
    }
    case "data.ended":
      return ["<<< 4100 bytes (overall data transfer speed=400000 B/s)", "Start of mail processing"];
    case "transaction.ended": {
      const recipients = event.recipients.map((address) => `<${address}>`).join(",");
      const id = `${event.id?.slice(0, 3).replace(/\d/g, "K")}${Number.parseInt(event.id?.slice(-5) ?? "", 16) % 90_000}`;
      return [
        `*** <${event.sender}> ${recipients} ${event.count} ${event.sizeBytes} 00:00:01 ${event.status} ${id.padEnd(8, "1")}`,
      ];
    }
    case "session.closed":
      return ["Disconnected"];
    default:
      return [];
  }
}

const ourLines: Line = (event) => render(event, zone);

const formats = {
  icewarp: { line: icewarpLines, name: "s20261124-00.log" },
  postino: { line: ourLines, name: "s20261124-00.log" },
  postfix: { line: postfixLines, name: "mail.log-20261124" },
} as const satisfies Readonly<Record<string, { readonly line: Line; readonly name: string }>>;

/** Writes a log of that size; gives an address that has mail in its middle. */
function writeLog(path: string, bytes: number, line: Line, opening: string): string {
  const file = openSync(path, "w");
  const visits = traffic({
    from: start,
    sessions: Number.POSITIVE_INFINITY,
    perSecond: 4,
    recipients: 3,
    people: 20_000,
  });
  const next = (): { visit: Visit; at: number } => ({ visit: visits.next().value as Visit, at: 0 });
  const open = Array.from({ length: concurrent }, next);
  let [text, written, lines, state, somebody] = [opening, 0, 0, 1, ""];
  while (written + text.length < bytes) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const slot = Math.floor((state / 2 ** 32) * concurrent);
    const one = open[slot] ?? next();
    // A command stands beside its answer: what parts lines of a session is the way to the peer.
    for (let said = 0; said < 2 && one.at < one.visit.events.length; said++, one.at++) {
      const event = one.visit.events[one.at] as MailEvent;
      for (const each of line({ ...event, at: start + Math.floor((lines * 1000) / linesASecond) }, slot)) {
        text += `${each}\n`;
        lines += 1;
      }
    }
    if (one.at >= one.visit.events.length) {
      if (written < bytes / 2) somebody = one.visit.recipients[0] ?? "";
      open[slot] = next();
    }
    if (text.length >= flushBytes) {
      written += writeSync(file, text);
      text = "";
    }
  }
  writeSync(file, text);
  closeSync(file);
  return somebody;
}

export interface BenchLog {
  readonly path: string;
  readonly somebody: string;
  readonly format: keyof typeof formats;
}

/** One log in a folder of its own, which `done` deletes. */
export function interleavedLog(format: BenchLog["format"], bytes: number): BenchLog & { readonly done: () => void } {
  const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "postino-bench-reading-"));
  const { line, name } = formats[format];
  const path = join(folder, name);
  const opened = { at: start, atPrecisionSeconds: 0.001, node: "1", service: "smtp", kind: "log.opened" } as const;
  const opening =
    format === "postino" ? `${render({ ...opened, zone: "UTC", level: "debug", version: "bench" }, zone)}\n` : "";
  const somebody = writeLog(path, bytes, line, opening);
  return { path, somebody, format, done: () => rmSync(folder, { recursive: true }) };
}
