/** `postino import`: brings logs of other servers into the records of a data folder, so that questions are answered at once. */

import { type ImportedSoFar, type ImportSum, importLogs } from "../../app/import.ts";
import { UsageError } from "../../base/error.ts";
import { inert } from "../../base/inert.ts";
import { sizeText } from "../../base/size.ts";
import { declareLogOptions, logOptionsFrom } from "../ask.ts";
import { defineCliCommand, type Io } from "../command.ts";
import { dataFolder } from "../data-folder.ts";
import { untilInterrupted } from "../follow.ts";

type Options = Readonly<Record<string, unknown>>;

const importCommand = defineCliCommand({
  summary: "bring logs into the records of a data folder: each line once, also after rotation",
  examples: [
    ["postino import /var/log/mail.log*", "all that is there; again tomorrow, only what is new"],
    ["postino import /var/log/mail.log --follow", "and on as it grows, until Ctrl-C or SIGTERM"],
    [
      "postino import /var/log/exim4 --data mail",
      "into a folder of its own: postino why --to bob@example.org --data mail",
    ],
  ],
  declare: (command) => {
    command
      .argument("[log...]", "log files or folders")
      .option("--follow", "go on as the last file grows, is rotated or replaced")
      .option("--keep-days <days>", "forget what began more days ago; again each day with --follow")
      .option("--json", "what it came to as one JSON document");
    declareLogOptions(command);
  },
  run: async (logs, options, io) => {
    const keepDays = keepDaysFrom(options);
    if (logs.length === 0 && keepDays === undefined) throw new UsageError("no log; name a file or a folder");
    const { stdin: _stdin, ...how } = logOptionsFrom(options);
    const bar = progressBar(io);
    const sum = await importLogs({
      ...how,
      logs,
      data: dataFolder(options, io),
      now: io.now,
      ...(keepDays !== undefined && { keepDays }),
      warn: (text) => io.warn(`postino: ${text}`),
      ...(bar && { progress: bar.show }),
      ...(options.follow === true && { follow: untilInterrupted() }),
    });
    bar?.clear();
    if (options.json) io.print(JSON.stringify(sum, null, 2));
    else for (const line of told(sum)) io.print(inert(line));
    return sum.damaged.length + sum.skipped.length === 0 ? 0 : 1;
  },
});

// The name is a word of the language.
export { importCommand as import };

function keepDaysFrom({ keepDays }: Options): number | undefined {
  if (keepDays === undefined) return undefined;
  const days = Number(keepDays);
  if (Number.isInteger(days) && days > 0) return days;
  throw new UsageError(`--keep-days ${keepDays}: write a number of days`);
}

function told({
  files,
  known,
  lines,
  unread,
  sessions,
  open,
  forgotten,
  skipped,
  damaged,
}: ImportSum): readonly string[] {
  return [
    files === 0
      ? known === 0 && forgotten === null
        ? "nothing to import: there is no line of a log"
        : `nothing new (${known} files known)`
      : `${lines} lines of ${files} files imported: ${sessions} sessions, ${open} still open; ${unread} lines not understood; ${known} files known before`,
    ...(forgotten === null ? [] : [`what began before ${new Date(forgotten).toISOString().slice(0, 10)} is forgotten`]),
    ...damaged.map(({ file, why }) => `${file}: left out, ${why}`),
    ...skipped.map(({ file, why }) => `${file}: skipped, ${why}`),
  ];
}

const clearLine = "\r\u001b[K";

/** On a terminal only; undefined elsewhere. */
function progressBar(io: Io) {
  if (!process.stderr.isTTY) return undefined;
  const begun = io.now();
  const write = (text: string) => void process.stderr.write(`${clearLine}${text}`);
  return {
    show: (at: ImportedSoFar) => write(progressText(at, (io.now() - begun) / 1000)),
    clear: () => write(""),
  };
}

/** "512 MB of 1 GB, 51%, 410,000 lines/s, 12 s left". */
export function progressText({ bytes, totalBytes, lines }: ImportedSoFar, seconds: number): string {
  const share = totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
  const left = share === 0 ? "?" : Math.ceil((seconds / share) * (1 - share));
  const perSecond = Math.round(lines / Math.max(seconds, 0.001)).toLocaleString("en");
  return `${sizeText(bytes)} of ${sizeText(totalBytes)}, ${Math.floor(share * 100)}%, ${perSecond} lines/s, ${left} s left`;
}
