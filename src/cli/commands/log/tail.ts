/** `postino log tail`: the end of our log, and what comes. */
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { tail as follow } from "../../../app/tail.ts";
import { UsageError } from "../../../base/error.ts";
import { machineZone, Zone } from "../../../base/zone.ts";
import { defineCliCommand } from "../../command.ts";
import { configFrom } from "../../config-file.ts";
import { dataFolder } from "../../data-folder.ts";

/** Soon enough for a person who watches, and next to nothing for the machine. */
const pollMs = 250;

export const tail = defineCliCommand({
  summary: "show the end of the SMTP log and follow it, each line with date and offset",
  examples: [
    ["postino log tail", "the last ten lines, then each new one until Ctrl-C"],
    ["postino log tail --address 192.0.2.7", "what that host does, and what is said to it"],
    ["postino log tail --session 019B1C2D3E401000", "one session from its beginning"],
  ],
  declare: (command) => {
    command
      .option("--lines <n>", "how many lines of what is there already (default 10)")
      .option("--session <id>", "only this session, from its beginning")
      .option("--address <address>", "only lines with this IP or e-mail address")
      .option("--text <text>", "only lines with this text");
  },
  run: async (_args, options, io) => {
    const { log, server } = configFrom(options, io);
    const lines = Number(options.lines ?? 10);
    if (!Number.isInteger(lines) || lines < 0) throw new UsageError("--lines takes a whole number from 0");
    const controller = new AbortController();
    const { signal } = controller;
    process.once("SIGINT", () => controller.abort());
    const optional = (name: string) => (options[name] === undefined ? {} : { [name]: String(options[name]) });
    await follow({
      folder: resolve(dataFolder(options, io), log.folder),
      service: "smtp",
      zone: server.zone === "" ? machineZone() : new Zone(server.zone),
      lines,
      ...optional("session"),
      ...optional("address"),
      ...optional("text"),
      print: io.print,
      wait: () => setTimeout(pollMs, undefined, { signal }).catch(() => undefined),
      signal,
    });
    return 0;
  },
});
