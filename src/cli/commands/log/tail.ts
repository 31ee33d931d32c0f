/** `postino log tail`: the end of our log, and what comes; or one session, whole. */

import { iso } from "../../../app/evidence-lines.ts";
import { archivedSession, recordedSession } from "../../../app/session-lines.ts";
import { tail as follow, mostTailLines, serviceNamed, type TailOptions } from "../../../app/tail.ts";
import { UsageError } from "../../../base/error.ts";
import { inert } from "../../../base/inert.ts";
import type { Zone } from "../../../base/zone.ts";
import type { LogLines } from "../../../reading/follow.ts";
import { defineCliCommand, type Io } from "../../command.ts";
import { dataFolder } from "../../data-folder.ts";
import { ourLog, untilInterrupted } from "../../follow.ts";
import { emptyWriteCache } from "../../fresh-log.ts";
import { paintLine } from "../../paint-line.ts";
import { painter } from "../../print.ts";

type Options = Readonly<Record<string, unknown>>;

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
      .option(
        "--address <address>",
        "only lines with this IP or e-mail address; of what is there already, in the last 16 MB of a file (postino sessions looks through all)",
      )
      .option("--text <text>", "only lines with this text; as above")
      .option("--json", "one JSON object a line, with all that the log says");
  },
  run: async (_args, options, io) => {
    await emptyWriteCache(options, io);
    const lines = Number(options.lines ?? 10);
    if (!Number.isInteger(lines) || lines < 0 || lines > mostTailLines)
      throw new UsageError(`--lines takes a whole number from 0 to ${mostTailLines}`);
    const { zone, folder, archive } = ourLog(options, io);
    const data = dataFolder(options, io);
    const show = shower(options, io, zone);
    const showAll = (all: readonly LogLines[]) => {
      for (const found of all) show(found);
      return 0 as const;
    };
    const optional = (name: string) => (options[name] === undefined ? {} : { [name]: String(options[name]) });
    const chosen: Pick<TailOptions, "session" | "address" | "text"> = {
      ...optional("session"),
      ...optional("address"),
      ...optional("text"),
    };
    if (chosen.session !== undefined && !/^[0-9a-f]{16}$/i.test(chosen.session))
      throw new UsageError(`--session ${chosen.session}: an id has 16 hex digits, as in 019B1C2D3E401000`);
    const kept = chosen.session === undefined ? undefined : await recordedSession(data, chosen.session, zone);
    if (kept?.omitted === 0) return showAll(kept.lines);
    const isFound = await follow({
      ...{ folder, zone, lines, show, ...chosen },
      // What is in the records is closed, also where its end is not in the log.
      ...untilInterrupted({ once: kept !== undefined }),
      service: serviceNamed(String(options.service ?? "smtp")),
    });
    if (isFound || chosen.session === undefined) return 0;
    const archived = await archivedSession(archive(), chosen.session, zone);
    if (archived.length > 0) return showAll(archived);
    const why = kept
      ? `the log of session ${chosen.session} is gone, and ${kept.omitted} of its lines were not kept; see records.transcripts`
      : `no session ${chosen.session} in records, log or archives; see postino sessions`;
    io.warn(`postino: ${why}`);
    return kept ? showAll(kept.lines) : 1;
  },
});

function shower({ json }: Options, io: Io, zone: Zone): (found: LogLines) => void {
  const paint = painter(io.terminal);
  return ({ event: { source, ...said }, lines }) => {
    if (json) io.print(JSON.stringify({ ...said, at: iso(said.at), file: source?.file ?? null, lines }));
    else for (const line of lines) io.print(paintLine(inert(`${zone.iso(said.at)} ${line}`), paint));
  };
}
