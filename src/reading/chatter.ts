/** What a program says beside what is read of it: known, and without interest. */
import type { SinglePattern } from "./single.ts";

/** The patterns, and one for all lines that none of them reads: programs of which little says what went wrong. Their expressions have no flag but `s`. */
export function withChatter(patterns: readonly SinglePattern[], samples: readonly string[]): readonly SinglePattern[] {
  const known = patterns.map(({ line }) => `(?:${line.source.slice(1)})`);
  return [
    ...patterns,
    { name: "chatter", programs: ["*"], queued: false, samples, line: new RegExp(`^(?!${known.join("|")})`, "s") },
  ];
}

/** Lines that tell of trouble; what they say stands in the first group of the expression. */
export const trouble = (line: RegExp, samples: readonly string[]): SinglePattern => ({
  name: "trouble",
  programs: ["*"],
  queued: false,
  samples,
  line,
  events: ([, text = ""], { program, emit }) => emit({ kind: "program.warned", program, text }),
});
