/** `postino trace`: every attempt that left the system, reached a mailbox or was refused. */
import { declareQuestion, questionFrom, readerFrom, zoneOf } from "../ask.ts";
import { defineCliCommand } from "../command.ts";
import { attemptLine, attemptsAsJson, painter } from "../print.ts";

export const trace = defineCliCommand({
  summary: "list every delivery attempt and refusal",
  examples: [
    ["postino trace /var/log/mail.log", "all attempts in a log, oldest first"],
    ["postino trace --to bob@example.test --jsonl", "Bob's, one JSON object a line"],
  ],
  declare: (command) => {
    declareQuestion(command);
    command.option("--json", "one JSON array on standard output").option("--jsonl", "one JSON object a line");
  },
  run: async (logs, options, io) => {
    const question = questionFrom(options, io, true);
    const reader = await readerFrom(logs, options, io);
    const { traced, unfinished } = reader.trace(question);
    if (options.json) io.print(JSON.stringify(await attemptsAsJson(traced, reader), null, 2));
    else if (options.jsonl) for (const row of await attemptsAsJson(traced, reader)) io.print(JSON.stringify(row));
    else {
      const zone = zoneOf(options.zone, "--zone");
      for (const attempt of traced) io.print(attemptLine(attempt, zone, painter(io.terminal)));
    }
    if (unfinished > 0)
      io.warn(`${unfinished} more broke off before a final reply; see postino sessions or postino why`);
    return traced.length > 0 ? 0 : 1;
  },
});
