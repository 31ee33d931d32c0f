/** A log writer in a folder of its own, with a stand-in for the format; for tests. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { AppendDisk, Trouble } from "../base/append-file.ts";
import { Zone } from "../base/zone.ts";
import type { LevelName } from "../events/catalogue.ts";
import type { MailEvent } from "../events/event.ts";
import { createLogWriter, type LogSettings, type LogWriter } from "./writer.ts";

const zone = new Zone("Europe/Rome");
export const noon = Date.parse("2026-11-24T12:00:00+01:00");
/** Of this test; made before each. */
export let folder = "";
/** Each test of the file that calls it has a folder of its own. */
export function useOwnFolder(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "postino-log-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
}

/** A stand-in for the format: the kind and what tells events apart. */
const textsOf = (event: MailEvent): readonly string[] =>
  event.kind === "smtp.reply"
    ? event.text.split("\n").map((text) => `${event.code} ${text}`)
    : [
        [
          event.kind,
          "text" in event ? event.text : "",
          "level" in event ? event.level : "",
          "because" in event ? event.because : "",
          "stepSeconds" in event ? event.stepSeconds : "",
          "continues" in event ? event.continues : "",
          "lostLines" in event ? event.lostLines : "",
        ]
          .filter((part) => part !== "")
          .join(" "),
      ];

interface Given {
  level?: () => LevelName;
  now?: () => number;
  monotonic?: () => number;
  disk?: AppendDisk;
  settings?: Partial<LogSettings>;
  trouble?: (trouble: Trouble) => void;
}

export const setUp = ({ level, now = () => noon, monotonic = () => 0, disk, settings, trouble }: Given = {}) =>
  createLogWriter({
    folder,
    node: "1",
    zone,
    now,
    monotonic,
    levelOf: level ?? (() => "debug"),
    settings: () => ({ rotateBytes: 0, cacheBytes: 0, cacheSeconds: 1, fsync: "never", stallSeconds: 5, ...settings }),
    render: (event) => ({ texts: textsOf(event), isAscii: false }),
    version: "1.0.0",
    heartbeatSeconds: 60,
    ...(disk && { disk }),
    ...(trouble && { trouble }),
  });

export const flushed = (log: LogWriter, forced = false) => new Promise<void>((done) => log.flush(done, forced));

export const base = { atPrecisionSeconds: 0.001, node: "1", service: "smtp" } as const;
export const reply = (text: string, at = noon, code = 250): MailEvent => ({
  ...base,
  at,
  kind: "smtp.reply",
  code,
  text,
});
export const note = (text: string, at = noon): MailEvent => ({ ...base, at, kind: "system.noted", text });
export const linesOf = (name: string): readonly string[] =>
  readFileSync(join(folder, name), "utf8").split("\n").slice(0, -1);
export const today = "s20261124-00.log";
