/** `postino sessions`: the sessions of a log or of the records, each with its transactions and its verdict. */
import { UsageError } from "../../base/error.ts";
import { declareQuestion, questionFrom, readerFrom, zoneOf } from "../ask.ts";
import { defineCliCommand } from "../command.ts";
import { painter } from "../print.ts";
import { sessionLine, sessionsAsJson, transcript } from "../print-session.ts";

export const sessions = defineCliCommand({
  summary: "list sessions, with --transcript line by line",
  examples: [
    ["postino sessions s20261124-00.log --ip 198.51.100.9", "what that server said and did"],
    ["postino sessions --session 019F03A5E00010A7 --transcript", "one session, whole"],
  ],
  declare: (command) => {
    declareQuestion(command);
    command
      .option("--transcript", "with every line of the session")
      .option("--follow", "not yet")
      .option("--json", "one JSON array on standard output")
      .option("--jsonl", "one JSON object a line");
  },
  run: async (logs, options, io) => {
    if (options.follow) throw new UsageError("--follow is not there yet; postino log tail follows the log");
    const question = questionFrom(options, io, true);
    const reader = await readerFrom(logs, options, io);
    const found = reader.sessionsFor(question);
    const withLines = options.transcript === true;
    if (options.json) io.print(JSON.stringify(await sessionsAsJson(found, reader, withLines), null, 2));
    else if (options.jsonl)
      for (const row of await sessionsAsJson(found, reader, withLines)) io.print(JSON.stringify(row));
    else {
      const zone = zoneOf(options.zone, "--zone");
      for (const { session, verdict } of found) {
        io.print(sessionLine(session, verdict, zone, painter(io.terminal)));
        if (withLines) io.print(await transcript(session, reader, zone));
      }
    }
    return found.length > 0 ? 0 : 1;
  },
});
