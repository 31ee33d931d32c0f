/** `postino log tail`: the end of our log, and what comes; or one session, whole. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { archivedSession, linesOfSession } from "../../../app/session-lines.ts";
import { tail as follow, serviceNamed, type TailOptions } from "../../../app/tail.ts";
import { UsageError } from "../../../base/error.ts";
import { machineZone, Zone } from "../../../base/zone.ts";
import { loadConfig } from "../../../config/load.ts";
import type { LogLines } from "../../../reading/follow.ts";
import { defineCliCommand, type Io } from "../../command.ts";
import { configPath } from "../../config-file.ts";
import { dataFolder } from "../../data-folder.ts";
import { paintLine } from "../../paint-line.ts";
import { inert, iso, painter } from "../../print.ts";

type Options = Readonly<Record<string, unknown>>;

/** Soon enough for a person who watches, and next to nothing for the machine. */
const pollMs = 250;

export const tail = defineCliCommand({
  summary: "show the end of the log and follow it, each line with date and offset; or one session, whole",
  examples: [
    ["postino log tail", "the last ten lines of the SMTP log, then each new one until Ctrl-C"],
    ["postino log tail --address 192.0.2.7", "what that host does, and what is said to it"],
    ["postino log tail --service system --lines 50", "errors of the program"],
    ["postino log tail --session 019B1C2D3E401000", "one session from its beginning to its end"],
  ],
  declare: (command) => {
    command
      .option("--lines <n>", "how many lines of what is there already (default 10)")
      .option("--service <name>", "smtp (default), system, journal …, or the letter of its log files")
      .option("--session <id>", "only this session, from its beginning; it ends when the session is closed")
      .option("--address <address>", "only lines with this IP or e-mail address")
      .option("--text <text>", "only lines with this text")
      .option("--json", "one JSON object a line, with all that the log says");
  },
  run: async (_args, options, io) => {
    const lines = Number(options.lines ?? 10);
    if (!Number.isInteger(lines) || lines < 0) throw new UsageError("--lines takes a whole number from 0");
    const { zone, folder } = settingsOf(options, io);
    const show = shower(options, io, zone);
    const optional = (name: string) => (options[name] === undefined ? {} : { [name]: String(options[name]) });
    const chosen: Pick<TailOptions, "session" | "address" | "text"> = {
      ...optional("session"),
      ...optional("address"),
      ...optional("text"),
    };
    if (chosen.session !== undefined && !/^[0-9a-f]{16}$/i.test(chosen.session))
      throw new UsageError(`--session ${chosen.session}: an id has 16 hex digits, as in 019B1C2D3E401000`);
    const kept = chosen.session && (await linesOfSession(dataFolder(options, io), chosen.session, zone));
    if (kept) {
      for (const found of kept) show(found);
      return 0;
    }
    const controller = new AbortController();
    const { signal } = controller;
    process.once("SIGINT", () => controller.abort());
    const isFound = await follow({
      ...{ folder, zone, lines, show, signal, ...chosen },
      service: serviceNamed(String(options.service ?? "smtp")),
      wait: () => setTimeout(pollMs, undefined, { signal }).catch(() => undefined),
    });
    if (isFound || chosen.session === undefined) return 0;
    const archived = await archivedSession([dataFolder(options, io), folder()], chosen.session, zone);
    for (const found of archived) show(found);
    if (archived.length === 0)
      io.warn(`postino: no session ${chosen.session} in records, log or archives; see postino sessions`);
    return archived.length > 0 ? 0 : 1;
  },
});

/** The zone of the log, and its folder, which is asked again when the configuration file has changed. */
function settingsOf(options: Options, io: Io): { readonly zone: Zone; readonly folder: () => string } {
  const file = configPath(options, io);
  const config = loadConfig(file);
  const { zone } = config.server;
  const changedAt = () => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  let [seenAt, current] = [changedAt(), config.log.folder];
  return {
    zone: zone === "" ? machineZone() : new Zone(zone),
    folder: () => {
      const at = changedAt();
      if (at !== undefined && at !== seenAt) {
        seenAt = at;
        try {
          current = loadConfig(file).log.folder;
        } catch (error) {
          // The server stays with what it has as well.
          io.warn(`postino: ${(error as Error).message}`);
        }
      }
      return resolve(dataFolder(options, io), current);
    },
  };
}

function shower({ json }: Options, io: Io, zone: Zone): (found: LogLines) => void {
  const paint = painter(io.terminal);
  return ({ event, lines }) => {
    if (json) io.print(JSON.stringify({ ...event, at: iso(event.at), lines }));
    else for (const line of lines) io.print(paintLine(inert(`${zone.iso(event.at)} ${line}`), paint));
  };
}
