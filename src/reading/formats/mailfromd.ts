/** Mailfromd, a milter with a language for its filters: what keeps it from working. What it refuses, the mail server says. */
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of mailfromd 8.15 of Debian 12. */
export const mailfromdPatterns: readonly SinglePattern[] = withChatter(
  [
    trouble(/^((?:error|panic|fatal|cannot|INTERNAL ERROR|Local configuration error)\b.{0,500})/s, [
      // After its texts.
      "cannot open `/etc/mailfromd.mf': No such file or directory",
      "Local configuration error; please try again later",
    ]),
  ],
  ["mailfromd started", "mailfromd terminating", "warning: program started without full file name"],
);

export const mailfromd = singleFormat({
  id: "mailfromd",
  title: "mailfromd",
  docs: "https://www.gnu.org.ua/software/mailfromd/manual/, and what mailfromd 8.15 wrote",
  programs: ["mailfromd"],
  service: "antispam",
  patterns: mailfromdPatterns,
});
