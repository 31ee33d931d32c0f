/** Logs that cannot show whether a message came: nothing follows where nothing is found in them. */
import { say, type Text } from "../base/saying.ts";
import { logLetter } from "../events/catalogue.ts";
import type { Coverage } from "../sessions/source.ts";
import { haveServer } from "./products.ts";
import { forAdmin } from "./step.ts";

type Searched = Pick<Coverage, "formats" | "files">;

/**
 * Of programs that take no mail from other hosts, of other services than SMTP, of failures alone, in which a message that was taken has
 * no line, or of a program that does not name the recipients.
 */
type Lack = "other-programs" | "other-services" | "failures" | "recipients";

/** Formats of logs that have a file for each service, known by its letter; at level none that of SMTP has none. */
const byLetters: ReadonlySet<string> = new Set(["postino", "icewarp"]);
const letterOf = (file: string): string => /(?:^|[\\/])([a-z])[^\\/]*\d{8}-\d{2,}\.\w+$/.exec(file)?.[1] ?? "";
const otherLetters: ReadonlySet<string> = new Set(Object.values(logLetter).filter((each) => each !== logLetter.smtp));

/** Exim's, and what Debian's syslog writes beside mail.log. */
const ofFailures = /(?:^|[\\/])(?:[^\\/]*(?:reject|panic)_?log|mail\.(?:err|warn))(?=[^\\/a-z][^\\/]*$|$)/i;

export function lackOf({ formats, files }: Searched): Lack | undefined {
  if (formats.length === 0) return undefined;
  if (!haveServer(formats)) return "other-programs";
  if (formats.every((format) => byLetters.has(format)) && files.every((file) => otherLetters.has(letterOf(file))))
    return "other-services";
  if (formats.every((format) => format === "ssmtp")) return "recipients";
  return files.every((file) => ofFailures.test(file)) ? "failures" : undefined;
}

const others = say`What was read is the log of other services: that of SMTP is not there, so whether the message came cannot be told.`;

const sentences: Readonly<Record<Lack, Text>> = {
  "other-programs": others,
  "other-services": others,
  failures: say`What was read is a log of failures alone: a message that was taken has no line in it, so whether this one came cannot be told.`,
  recipients: say`What was read is a log that names hardly anybody: of a message that it sent sSMTP writes no recipient, so whether this one was among them cannot be told.`,
};

/** Why nothing can be told; nothing where it can. */
export const lackWords = (searched: Searched): Text | undefined => {
  const lack = lackOf(searched);
  return lack && sentences[lack];
};

/** What would have told; empty where the log is there. */
export function missingFor(searched: Searched): readonly Text[] {
  const { formats } = searched;
  switch (lackOf(searched)) {
    case "other-programs":
      return [
        say`the log of the server that takes mail from other hosts (Postfix's or sendmail's mail.log, Exim's mainlog): what was read is of programs beside it (${formats.join(", ")})`,
      ];
    case "other-services":
      return formats.includes("icewarp")
        ? [say`the log of SMTP, whose files begin with s`]
        : [
            forAdmin(
              say`the log of smtp, whose files begin with s: where there is none, its level is none; for the next two days: postino log levels smtp=debug --for 48h, or the page Logs, Levels`,
            ),
          ];
    case "failures":
      return [say`the log in which all mail is: Exim's mainlog, or mail.log`];
    case "recipients":
      return [say`the time at which it was sent, or the log of the smart host`];
    default:
      return [];
  }
}
