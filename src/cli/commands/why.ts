/** `postino why`: why was this message not received? */

import { answersAsJson } from "../../app/answer-document.ts";
import { inert } from "../../base/inert.ts";
import { say, told } from "../../base/saying.ts";
import { ask, declareQuestion } from "../ask.ts";
import { defineCliCommand } from "../command.ts";
import { answersAsText } from "../print.ts";

export const why = defineCliCommand({
  summary: "say why a message was not received, with the lines that prove it",
  examples: [
    [
      "postino why /var/log/mail.log --to bob@example.com --about 10:00",
      "what happened to Bob's mail of ten o'clock, from a Postfix log",
    ],
    ["postino why --to bob@example.test --from alice@example.org", "the same from this server's own records"],
    ["postino why logs/ --ip 198.51.100.9 --json", "everything that server tried, as one JSON document"],
  ],
  declare: (command) => {
    declareQuestion(command);
    command.option("--json", "one JSON document on standard output");
  },
  run: async (logs, options, io) => {
    const { question, bounce, ...shown } = await ask(logs, options, io);
    const { reader, catalogue } = shown;
    const answers = await reader.why(question);
    if (options.json) io.print(JSON.stringify(await answersAsJson(question, answers, reader), null, 2));
    else {
      if (bounce) io.print(`${inert(told(say`The sender was told: ${bounce.sentence}`, catalogue))}\n`);
      io.print(await answersAsText(answers, Math.max(1, question.to.length), shown));
    }
    return answers.answered ? 0 : 1;
  },
});
