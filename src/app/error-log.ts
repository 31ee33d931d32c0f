/** Errors of the program in its own log: where each came from, and the same one once a minute at most, counted. */
import { UsageError } from "../base/error.ts";

export interface ErrorLog {
  /** `where` in a few words: "a timer", "the control socket". Whatever was thrown is taken. */
  readonly report: (where: string, error: unknown) => void;
  /** Called now and then, and (`all`) at the end: says how often an error came again. */
  readonly settle: (all?: boolean) => void;
}

const quietMilliseconds = 60_000;
/** Enough to find the place. */
const framesTold = 3;

interface Seen {
  readonly short: string;
  /** When it was written last, and how often it came since. */
  at: number;
  again: number;
}

/** `note` writes a remark into the program's own log. */
export function createErrorLog(note: (text: string) => void, now: () => number): ErrorLog {
  const seen = new Map<string, Seen>();
  return {
    report: (where, error) => {
      const [message, ...frames] = wordsOf(error);
      const short = `${where}: ${message}`;
      // Two files that cannot be written for one reason are one error: the system's message names the file.
      const key = [where, (error as NodeJS.ErrnoException | undefined)?.code ?? message, ...frames].join("\n");
      const known = seen.get(key);
      if (known) known.again += 1;
      else {
        seen.set(key, { short, at: now(), again: 0 });
        note([`Error in ${short}`, ...frames].join(" | "));
      }
    },
    settle: (all = false) => {
      for (const [key, one] of seen) {
        if (!all && now() - one.at < quietMilliseconds) continue;
        if (one.again > 0)
          note(`The same error ${one.again} times more since ${new Date(one.at).toISOString()}: ${one.short}`);
        if (one.again === 0) seen.delete(key);
        else [one.at, one.again] = [now(), 0];
      }
    },
  };
}

/** What is wrong, and for what is no fault of the user the first frames of its stack. */
function wordsOf(error: unknown): readonly [string, ...string[]] {
  if (!(error instanceof Error)) return [String(error)];
  if (error instanceof UsageError) return [error.message];
  const frames = (error.stack ?? "").split("\n").filter((line) => /^ +at /.test(line));
  return [`${error.name}: ${error.message}`, ...frames.slice(0, framesTold).map((line) => line.trim())];
}
