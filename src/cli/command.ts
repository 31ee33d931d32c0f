/** The seam for commands of the shell: one file each, loaded only when it is asked for. */
import type { Command } from "commander";

/** What a command may touch of its surroundings. */
export interface Io {
  /** Prints one line (or lines) on stdout. */
  readonly print: (text: string) => void;
  /** Ends when all that was printed is taken: who prints without end waits for whoever reads. */
  readonly taken?: () => Promise<void>;
  /** Warnings, on stderr. */
  readonly warn: (text: string) => void;
  /** Is stdout a terminal, so that colours make sense? */
  readonly terminal: boolean;
  readonly now: () => number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** 0: answered; 1: nothing found or a check failed; 2: usage or unreadable input (thrown as UsageError). */
export type ExitCode = 0 | 1 | 2;

export interface CliCommand {
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** Whole command lines with what they show. */
  readonly examples: readonly (readonly [line: string, says: string])[];
  /** Options whose empty value takes something away; of all others it is "not given". */
  readonly takesEmpty?: readonly string[];
  /** Declares arguments and options; `--data`, `--config` are there already. Options are never variadic. */
  readonly declare: (command: Command) => void;
  /** `args` are the positional ones in order. Throws UsageError for what the user can mend. */
  readonly run: (args: readonly string[], options: Readonly<Record<string, unknown>>, io: Io) => Promise<ExitCode>;
}

/** Declares a command; its words are the path of its file (`log/stat.ts` is `postino log stat`). */
export const defineCliCommand = (command: CliCommand): CliCommand => command;

/** An option that may be repeated: `--to a --to b`. An empty value is "not given". */
export const collect = (value: string, before: readonly string[] | undefined): readonly string[] =>
  value === "" ? (before ?? []) : [...(before ?? []), value];
