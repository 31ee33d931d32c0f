/** The reference pages of all log formats: docs/reference/formats/. */
import { readFileSync } from "node:fs";
import type { LogFormat } from "../src/reading/format.ts";
import { registry } from "../src/reading/formats/registry.gen.ts";
import { type CaseFile, readCases, sectionOf } from "../test/case-file.ts";
import { kindsOf } from "./format-kinds.ts";
import { caseLines, sampleLines } from "./format-lines.ts";
import { casesFolder, linesInCases, page, type Subject, unreadOf } from "./format-page.ts";
import { usualPlaces } from "./format-places.ts";
import { code, table } from "./markdown.ts";

/** Where the pages stand. */
export const pagesFolder = "docs/reference/formats";

/** The first sentence of a format's file. */
const purposeOf = (id: string): string =>
  /^\/\*\* (.+?) \*\/$/m.exec(readFileSync(`src/reading/formats/${id}.ts`, "utf8"))?.[1] ?? "";

async function subjectOf(format: LogFormat, cases: readonly CaseFile[]): Promise<Subject> {
  const read = [...cases.map(caseLines), ...(format.patterns ?? []).map((pattern) => sampleLines(format, pattern))];
  const lines = (await Promise.all(read)).flat();
  const wasRun = readFileSync("docs/reference/releases.md", "utf8").includes(`| ${format.title} `);
  const about = { purpose: purposeOf(format.id), place: usualPlaces[format.id] ?? "", wasRun };
  return { format, ...about, cases, lines, kinds: kindsOf(format, lines) };
}

const indexPage = (subjects: readonly Subject[]): string =>
  [
    "# Log formats",
    "",
    "Made by `npm run gen`; do not edit. What the reader makes of the lines of each program: a page a format, with a line of each kind and",
    "what is read out of it. A kind is a pattern in `src/reading`, or the kind of its events where a format has no patterns.",
    "",
    ...table(
      [
        "format",
        "its programs in syslog",
        "cases",
        "lines",
        "kinds that are read",
        "of them in no case",
        "unread lines",
      ],
      subjects.map((subject) => [
        `[${subject.format.title}](${subject.format.id}.md)`,
        (subject.format.programs ?? []).map(code).join(" "),
        subject.cases.length,
        linesInCases(subject).length,
        subject.kinds.length,
        subject.kinds.filter(({ isSeen }) => !isSeen).length,
        unreadOf(subject).length,
      ]),
    ),
    "",
  ].join("\n");

/** Logs of somebody's own, which git ignores. */
const isPrivate = ({ path }: CaseFile): boolean => path.replaceAll("\\", "/").startsWith(`${casesFolder}/private/`);

/** Each page by its file's name. The same tree gives the same texts. */
export async function formatPages(): Promise<ReadonlyMap<string, string>> {
  const published = readCases(casesFolder).filter((file) => !isPrivate(file));
  const cases = Map.groupBy(published, (file) => sectionOf(file, "log").words[1]);
  const subjects = await Promise.all(
    Object.values(registry).map((format) => subjectOf(format, cases.get(format.id) ?? [])),
  );
  return new Map([
    ["README.md", indexPage(subjects)],
    ...subjects.map((subject) => [`${subject.format.id}.md`, page(subject)] as const),
  ]);
}
