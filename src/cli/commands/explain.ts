/** `postino explain`: what a bounce, a reply, a header or a piece of a log means. */
import { accessSync, existsSync, readFileSync } from "node:fs";
import { explainPaste } from "../../app/explain.ts";
import { usualReplies } from "../../app/reader.ts";
import { UsageError } from "../../base/error.ts";
import { machineZone } from "../../base/zone.ts";
import { catalogueFor, declareLanguage } from "../ask.ts";
import { collect, defineCliCommand } from "../command.ts";
import { dataFolder } from "../data-folder.ts";
import { explanationAsText } from "../explanation-text.ts";
import { painter } from "../print.ts";

/** A pasted bounce with its message; larger ones are cut before they are read. */
const maxInputBytes = 20 * 1024 * 1024;
/** The answer is sure enough. */
const enough = 0.6;

export const explain = defineCliCommand({
  summary: "explain what is pasted (a bounce, reply, header, log lines): cause, who must act, what to do",
  examples: [
    ["postino explain bounce.eml", "a bounce that was saved to a file, of any server, with or without its parts"],
    ['postino explain "550 5.1.1 <bob@example.com>: User unknown"', "a reply, as a log or a bounce quotes it"],
    ["postino explain - < headers.txt", "a header from standard input: the way of the message, and where it waited"],
    [
      "postino explain bounce.eml --ours example.com",
      "also says whether the bounce is about mail of example.com at all",
    ],
  ],
  declare: (command) => {
    command
      .argument("<what>", "a file, - for standard input, or the text itself")
      .option("--ours <domain>", "a domain of ours; may be repeated", collect)
      .option("--replies <file>", "your own table of what replies mean (YAML); else that of the data folder")
      .option("--json", "one JSON document on standard output");
    declareLanguage(command);
  },
  run: async ([what = ""], options, io) => {
    const ours = ((options.ours as readonly string[] | undefined) ?? []).map((domain) => domain.toLowerCase());
    const catalogue = await catalogueFor(options.lang);
    const replies = options.replies === undefined ? usualReplies(dataFolder(options, io)) : String(options.replies);
    const knows = { ours, replies, zone: machineZone(), now: io.now(), catalogue };
    const explanation = await explainPaste(readInput(what), knows);
    if (options.json) io.print(JSON.stringify(explanation, null, 2));
    else io.print(explanationAsText(explanation, { zone: machineZone(), paint: painter(io.terminal), catalogue }));
    const sure = explanation.recipients.every(({ cause, confidence }) => cause !== null && confidence >= enough);
    return sure && explanation.kind !== "unknown" ? 0 : 1;
  },
});

/** Is it in a folder that may not be looked into? */
function isForbidden(path: string): boolean {
  try {
    accessSync(path);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EACCES";
  }
}

function readInput(what: string): Uint8Array {
  if (what === "-") return readFileSync(0).subarray(0, maxInputBytes);
  if (!existsSync(what)) {
    const looksLikePath = !/\s/.test(what) && /[/.]/.test(what);
    if (looksLikePath)
      throw new UsageError(
        `cannot read ${what}: ${isForbidden(what) ? "permission denied" : "no such file"}; name a file, or quote the text to explain`,
      );
    return Buffer.from(what);
  }
  try {
    return readFileSync(what).subarray(0, maxInputBytes);
  } catch (error) {
    throw new UsageError(`cannot read ${what}: ${(error as Error).message}; name a readable file`);
  }
}
