/** What the reader says of each line of the cases, and of the samples beside the patterns. */

import { Zone } from "../src/base/zone.ts";
import type { MailEvent } from "../src/events/event.ts";
import { detect, plainFormats } from "../src/reading/detect.ts";
import type { LogFormat, Understood } from "../src/reading/format.ts";
import { registry } from "../src/reading/formats/registry.gen.ts";
import { dateInName, type Input } from "../src/reading/input.ts";
import { Reading } from "../src/reading/read.ts";
import { type CaseFile, sectionOf } from "../test/case-file.ts";
import { sayingOf } from "./format-kinds.ts";

/** One line, and what became of it. */
export interface ToldLine {
  /** Behind what the container writes before it: stamp, host and program. */
  readonly text: string;
  readonly whole: string;
  /** Where it stands: the name of a case, or undefined for the sample of a pattern. */
  readonly from: CaseFile | undefined;
  /** It is of a case that does not say otherwise. */
  readonly isReal: boolean;
  readonly understood: Understood;
  readonly program: string | undefined;
  /** Name of the pattern that it fits. */
  readonly pattern: string | undefined;
  readonly events: readonly MailEvent[];
  /** It goes on with a line before it: their events are told there. */
  readonly isFurther: boolean;
}

type Told = { -readonly [K in keyof ToldLine]: ToldLine[K] } & { events: MailEvent[] };

const zone = new Zone("Europe/Rome");
const formats = plainFormats(registry);

/** Reads a log of a few lines. */
async function tell(name: string, log: string, from: CaseFile | undefined): Promise<readonly ToldLine[]> {
  const bytes = Buffer.from(`${log}\n`);
  const isReal = from !== undefined && !/\bnot real\b/i.test(from.story);
  const date = dateInName(name);
  const input: Input = {
    ...{ path: name, named: true, packed: false, bytes: bytes.length },
    ...(date !== undefined && { date }),
    chunks: async function* () {
      yield bytes;
    },
  };
  const lines = new Map<number, Told>();
  let emitted: MailEvent[] = [];
  /** An event is told where its first line stands, which may have been read before its pattern was known. */
  const put = (pattern?: string) => {
    for (const event of emitted) {
      const line = lines.get(event.source?.line ?? 0);
      if (!line) continue;
      line.pattern ??= pattern;
      line.events.push(event);
      for (const further of event.source?.also ?? []) {
        const other = lines.get(further.line);
        if (other) other.isFurther = true;
      }
    }
    emitted = [];
  };
  const reading = new Reading(
    {
      ...{ zone, now: 0 },
      understood: (line, understood, pattern) => {
        const { number, program } = line;
        const told = { text: line.text(), whole: line.raw(), from, isReal, understood, program, pattern };
        lines.set(number, { ...told, events: [], isFurther: false });
        put(pattern);
      },
    },
    (event) => void emitted.push(event),
  );
  await reading.file(await detect(input, formats, { zone }), zone);
  reading.close();
  put();
  return [...lines.values()];
}

/** The lines of a case. */
export function caseLines(file: CaseFile): Promise<readonly ToldLine[]> {
  const { words, text } = sectionOf(file, "log");
  return tell(words[2] ?? "case.log", text, file);
}

/**
 * The samples of one pattern, each read alone: as it stands in a file of the format, or behind syslog's part. Of which program
 * one is does not stand beside it: where that makes a difference nothing can be said of it.
 */
export async function sampleLines(
  format: LogFormat,
  { samples, programs }: { readonly samples: readonly string[]; readonly programs: readonly string[] },
): Promise<readonly ToldLine[]> {
  const [shape = "", ...below] = (format.programs?.[0] ?? "").replace("*", "").split("/");
  const names = programs[0] === "*" ? ["smtpd"] : programs;
  const writers = below.length > 0 ? names.map((name) => `${shape}/${name}`) : [shape];
  const wholes = (sample: string) =>
    format.container === "plain"
      ? [format.samples.find((text) => text.endsWith(sample)) ?? sample]
      : writers.map((writer) => `Nov 28 06:31:02 mx ${writer}[1]: ${sample}`);
  const told = await Promise.all(
    samples.map((sample) => Promise.all(wholes(sample).map((whole) => tell("sample.log", whole, undefined)))),
  );
  return told.flatMap((read) => (new Set(read.flat().map(sayingOf)).size === 1 ? (read[0] ?? []) : []));
}
