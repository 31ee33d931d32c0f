/** `postino explain`: what a bounce or a reply means. */
import { existsSync, readFileSync } from "node:fs";
import { type Explanation, explain as explainText } from "../../app/explain.ts";
import { UsageError } from "../../base/error.ts";
import { formatReply } from "../../mail/reply.ts";
import { defineCliCommand } from "../command.ts";
import { inert } from "../print.ts";

/** A pasted bounce with its message; larger ones are cut before they are read. */
const maxInputBytes = 20 * 1024 * 1024;

export const explain = defineCliCommand({
  summary: "explain a bounce (RFC 3464) or a reply line: cause, who must act, what to do",
  examples: [
    ["postino explain bounce.eml", "a bounce that was saved to a file"],
    ['postino explain "550 5.1.1 <bob@example.com>: User unknown"', "a reply, as a log or a bounce quotes it"],
    ["postino explain - < bounce.eml", "from standard input"],
  ],
  declare: (command) => {
    command
      .argument("<what>", "a file, - for standard input, or the text itself")
      .option("--json", "one JSON document on standard output");
  },
  run: async ([what = ""], options, io) => {
    const explanation = explainText(readInput(what));
    if (options.json) io.print(JSON.stringify(explanation, null, 2));
    else io.print(asText(explanation));
    const sure =
      explanation.recipients.length > 0 && explanation.recipients.every(({ confidence }) => confidence >= 0.6);
    return sure ? 0 : 1;
  },
});

function readInput(what: string): string {
  if (what === "-") return readFileSync(0).subarray(0, maxInputBytes).toString();
  if (!existsSync(what)) {
    const looksLikePath = !/\s/.test(what) && /[/.]/.test(what);
    if (looksLikePath)
      throw new UsageError(`cannot read ${what}: no such file; name a file, or quote the text to explain`);
    return what;
  }
  try {
    return readFileSync(what).subarray(0, maxInputBytes).toString();
  } catch (error) {
    throw new UsageError(`cannot read ${what}: ${(error as Error).message}; name a readable file`);
  }
}

function asText({ kind, recipients, originalMessageId, reportingHost }: Explanation): string {
  if (kind === "unknown")
    return "This is neither a bounce (RFC 3464) nor a reply of a server; nothing in it could be explained.";
  const rows = recipients.flatMap(({ sentence, cause, party, reply, remedy }) => [
    inert(sentence),
    ...(reply ? [`  said       "${inert(formatReply(reply))}"`] : []),
    ...(cause ? [`  cause      ${cause}`, `  must act   ${party}`] : []),
    ...remedy.map((step, index) => `  ${index === 0 ? "what to do" : "          "} ${step}`),
  ]);
  if (originalMessageId) rows.push(`about the message ${inert(originalMessageId)}`);
  if (reportingHost) rows.push(`reported by ${inert(reportingHost)}`);
  return rows.join("\n");
}
