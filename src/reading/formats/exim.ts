/** Exim's main, reject and panic log, as files of its own or through syslog. */
import { freeWords } from "../exim/free-words.ts";
import { EximReader, eximPatterns } from "../exim/reader.ts";
import type { EximPattern } from "../exim/scene.ts";
import { EximSkimmer } from "../exim/skim.ts";
import { defineFormat } from "../format.ts";

/** Those that are not about Exim itself, whose words may stand anywhere. */
const telling = eximPatterns.filter(({ name }) => name !== "system");

const stamp = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{3})? (?:[+-]\d{4} )?(?:\[\d{1,8}\] )?/;
/** What fills a panic log, where nothing else may stand: troubles that name parts of Exim. */
const panic =
  /^(?:unable to set gid=-?\d{1,10} or uid=-?\d{1,10} |internal problem in \S{1,60} (?:router|transport) |Error in \S{1,60} (?:router|transport): |Cannot open (?:main|reject|panic) log file |queue run: process \d{1,10} crashed with signal )/;
const id = /^\w{6}-(?:\w{6}-\w{2}|\w{11}-\w{4})(?: |$)/;

/** Behind the stamp an id, or words that no syslog has for a host's name. */
function isOurs(text: string, patterns: readonly EximPattern[]): boolean {
  const found = stamp.exec(text);
  if (!found) return false;
  const rest = text.slice(found[0].length, 1000);
  return id.test(rest) || panic.test(rest) || patterns.some(({ queued, line }) => !queued && line.test(rest));
}

export const exim = defineFormat({
  id: "exim",
  title: "Exim",
  docs: "https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html, the sources, and what Exim 4.82, 4.94.2, 4.96 and 4.98.2 wrote under test/servers/exim.test.ts",
  programs: ["exim", "exim4", "exim-*", "exim4-*"],
  container: "plain",
  patterns: [...eximPatterns, ...freeWords],
  samples: eximPatterns.flatMap(({ samples }) => samples.map((text) => `2026-11-28 06:31:02 ${text}`)),
  looksLike: (text) => isOurs(text, eximPatterns),
  // Headers of refused messages fill a reject log, so that its own lines are few.
  owns: (text) => isOurs(text, telling),
  open: (context) => new EximReader(context),
  skim: (context, places) => new EximSkimmer(context, places),
});
