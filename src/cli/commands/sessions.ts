/** `postino sessions`: the sessions of a log or of the records, each with its transactions and its verdict. */
import { existsSync } from "node:fs";
import { followSessions } from "../../app/follow-sessions.ts";
import type { JudgedSession } from "../../app/lists.ts";
import { type Reader, repliesFor } from "../../app/reader.ts";
import { sessionsAsJson } from "../../app/session-document.ts";
import { logFiles } from "../../app/tail.ts";
import { UsageError } from "../../base/error.ts";
import {
  ask,
  declareList,
  declareQuestion,
  endOfList,
  logOptionsFrom,
  printList,
  questionFrom,
  zoneOf,
} from "../ask.ts";
import { defineCliCommand, type Io } from "../command.ts";
import { dataFolder } from "../data-folder.ts";
import { ourLog, untilInterrupted } from "../follow.ts";
import { painter } from "../print.ts";
import { sessionLine, transcript } from "../print-session.ts";

type Options = Readonly<Record<string, unknown>>;

/** What is open in a log began within so much of its end. */
const backBytes = 1 << 26;

export const sessions = defineCliCommand({
  summary: "list sessions, with --transcript line by line",
  examples: [
    ["postino sessions s20261124-00.log --ip 198.51.100.9", "what that server said and did"],
    ["postino sessions --session 019F03A5E00010A7 --transcript", "one session, whole"],
    ["postino sessions --follow", "each session of the running server when it is closed, until Ctrl-C"],
    [
      "postino sessions /var/log/mail.log --follow --to bob@example.org",
      "the same of another server's log, for one recipient",
    ],
  ],
  declare: (command) => {
    declareQuestion(command);
    command
      .option("--transcript", "with every line of the session")
      .option("--follow", "each session when it is closed, of our running server or of one log file that grows");
    declareList(command);
  },
  run: async (logs, options, io) => {
    if (options.follow) return follow(logs, options, io);
    const { question, reader, zone, paint } = await ask(logs, options, io, true);
    const withLines = options.transcript === true;
    const texts = (part: readonly JudgedSession[]) =>
      Promise.all(part.map((one) => textOf(one, reader, { withLines, zone, paint })));
    const parts = reader.sessionsInParts(question);
    const count = await printList(options, io, parts, (part) => sessionsAsJson(part, reader, withLines), texts);
    return endOfList(count, options, io);
  },
});

interface Look {
  readonly withLines: boolean;
  readonly zone: ReturnType<typeof zoneOf>;
  readonly paint: ReturnType<typeof painter>;
}

async function textOf(
  { session, verdict }: JudgedSession,
  lines: Pick<Reader, "rawLines">,
  { withLines, zone, paint }: Look,
) {
  const line = sessionLine(session, verdict, zone, paint);
  return withLines ? `${line}\n${await transcript(session, lines, zone, paint)}` : line;
}

async function follow(logs: readonly string[], options: Options, io: Io): Promise<0> {
  const [log, ...more] = logs;
  if (more.length > 0 || log === "-")
    throw new UsageError("--follow takes one log file that grows, or none: our own log");
  if (log !== undefined && !existsSync(log))
    throw new UsageError(`cannot read ${log}: no such file or folder; check the path`);
  if (options.json) throw new UsageError("--json is one document, which --follow never ends; write --jsonl");
  const question = questionFrom(options, io, true);
  const look = {
    withLines: options.transcript === true,
    zone: zoneOf(options.zone, "--zone"),
    paint: painter(io.terminal),
  };
  const { folder, zone } = log === undefined ? ourLog(options, io) : { folder: undefined, zone: undefined };
  await followSessions({
    ...logOptionsFrom(options),
    ...(zone && { zone }),
    ...untilInterrupted(),
    question,
    site: await repliesFor({
      logs,
      data: dataFolder(options, io),
      ...(options.replies !== undefined && { replies: String(options.replies) }),
    }),
    files: () => (folder ? logFiles(folder(), "smtp") : log === undefined ? [] : [log]),
    lastFiles: 2,
    backBytes,
    show: async (found, lines) => {
      await printList(
        options,
        io,
        [[found]],
        (one) => sessionsAsJson(one, lines, look.withLines),
        (one) => Promise.all(one.map((each) => textOf(each, lines, look))),
      );
    },
  });
  return 0;
}
