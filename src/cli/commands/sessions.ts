/** `postino sessions`: the sessions of a log or of the records, each with its transactions and its verdict. */
import type { JudgedSession } from "../../app/reader.ts";
import { UsageError } from "../../base/error.ts";
import { ask, declareList, declareQuestion, printList } from "../ask.ts";
import { defineCliCommand } from "../command.ts";
import { sessionLine, sessionsAsJson, transcript } from "../print-session.ts";

export const sessions = defineCliCommand({
  summary: "list sessions, with --transcript line by line",
  examples: [
    ["postino sessions s20261124-00.log --ip 198.51.100.9", "what that server said and did"],
    ["postino sessions --session 019F03A5E00010A7 --transcript", "one session, whole"],
  ],
  declare: (command) => {
    declareQuestion(command);
    command.option("--transcript", "with every line of the session").option("--follow", "not yet");
    declareList(command);
  },
  run: async (logs, options, io) => {
    if (options.follow) throw new UsageError("--follow is not there yet; postino log tail follows the log");
    const { question, reader, zone, paint } = await ask(logs, options, io, true);
    const found = await reader.sessionsFor(question);
    const withLines = options.transcript === true;
    const text = async ({ session, verdict }: JudgedSession) => {
      const line = sessionLine(session, verdict, zone, paint);
      return withLines ? `${line}\n${await transcript(session, reader, zone, paint)}` : line;
    };
    const texts = () => Promise.all(found.map(text));
    await printList(options, io, () => sessionsAsJson(found, reader, withLines), texts);
    return found.length > 0 ? 0 : 1;
  },
});
