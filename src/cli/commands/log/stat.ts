/** `postino log stat`: what of a log is understood, what is passed over, and what is not read, with samples. */

import { iso } from "../../../app/evidence-lines.ts";
import { readStat } from "../../../app/reading.ts";
import { UsageError } from "../../../base/error.ts";
import { inert } from "../../../base/inert.ts";
import type { FileStat, ReadStat } from "../../../reading/stat.ts";
import { declareLogOptions, logOptionsFrom } from "../../ask.ts";
import { defineCliCommand } from "../../command.ts";

/** The document of `--json`: times as ISO 8601. */
const asJson = ({ files, unread, skipped, damaged }: ReadStat) => ({
  files: files.map((file) => ({ ...file, from: timeOf(file.from), to: timeOf(file.to) })),
  unread,
  skipped,
  damaged,
});

const timeOf = (at: number | null): string | null => (at === null ? null : iso(at));

const columns = ["file", "format", "lines", "read", "ignored", "unread", "from", "to"] as const;
const cell = (file: FileStat, column: (typeof columns)[number]): string =>
  column === "from" || column === "to" ? (timeOf(file[column]) ?? "-") : String(file[column] ?? "-");

/** A table with aligned columns: words to the left, numbers to the right. */
function table(files: readonly FileStat[]): readonly string[] {
  const rows = [[...columns] as string[], ...files.map((file) => columns.map((column) => cell(file, column)))];
  const widths = columns.map((_, n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, n) => (n >= 2 && n <= 5 ? text.padStart(widths[n] ?? 0) : text.padEnd(widths[n] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}

const details = ({ file, unreadByProgram, copied }: FileStat): readonly string[] => [
  ...(copied > 0 ? ["", `${file}: ${copied} of the ignored lines stand in a file above, too`] : []),
  ...unreadByProgram.flatMap(({ program, claimed, count, samples }) => {
    const what = claimed ? "lines not understood" : "lines of another program";
    return ["", `${file}: ${count} ${what}${program ? ` (${program})` : ""}`, ...samples.map((text) => `  ${text}`)];
  }),
];

export const stat = defineCliCommand({
  summary: "account for every line of a log: read, ignored, unread",
  examples: [["postino log stat /var/log/mail.log", "how much of the log is understood"]],
  declare: (command) => {
    command.argument("<log...>", "log files or folders, - for standard input").option("--json", "one JSON document");
    declareLogOptions(command);
  },
  run: async (logs, options, io) => {
    if (logs.length === 0) throw new UsageError("no log; name a file, a folder, or - for standard input");
    const found = await readStat({ logs, ...logOptionsFrom(options) });
    if (options.json) io.print(JSON.stringify(asJson(found), null, 2));
    else {
      for (const line of [...table(found.files), ...found.files.flatMap(details)]) io.print(inert(line));
      for (const { file, why } of found.damaged)
        if (!found.skipped.some((one) => one.file === file)) io.print(inert(`${file}: read to a point, ${why}`));
      for (const { file, why } of found.skipped) io.print(inert(`${file}: skipped, ${why}`));
    }
    return found.files.length > 0 ? 0 : 1;
  },
});
