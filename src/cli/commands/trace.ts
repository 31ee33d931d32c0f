/** `postino trace`: every attempt that left the system, reached a mailbox or was refused. */
import { attemptsAsJson } from "../../app/attempt-document.ts";
import type { TracedAttempt } from "../../app/trace.ts";
import { ask, declareList, declareQuestion, endOfList, printList } from "../ask.ts";
import { defineCliCommand } from "../command.ts";
import { attemptLine } from "../print.ts";

export const trace = defineCliCommand({
  summary: "list every delivery attempt and refusal",
  examples: [
    ["postino trace /var/log/mail.log", "all attempts in a log, oldest first"],
    ["postino trace --to bob@example.test --jsonl", "Bob's, one JSON object a line"],
  ],
  declare: (command) => {
    declareQuestion(command);
    declareList(command);
  },
  run: async (logs, options, io) => {
    const { question, reader, zone, paint } = await ask(logs, options, io, true);
    const texts = async (part: readonly TracedAttempt[]) => part.map((attempt) => attemptLine(attempt, zone, paint));
    let unfinished = 0;
    const parts = (async function* () {
      for await (const part of reader.traceInParts(question)) {
        unfinished += part.unfinished;
        yield part.traced;
      }
    })();
    const count = await printList(options, io, parts, (part) => attemptsAsJson(part, reader), texts);
    if (unfinished > 0)
      io.warn(`${unfinished} more broke off before a final reply; see postino sessions or postino why`);
    return endOfList(count, options, io);
  },
});
