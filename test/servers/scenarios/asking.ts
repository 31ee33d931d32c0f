/** Asks `postino why --json` as it is typed, some time after all of it happened. */
import { Command } from "commander";
import type { Io } from "../../../src/cli/command.ts";
import { why } from "../../../src/cli/commands/why.ts";
import type { CauseId } from "../../../src/diagnosis/causes.ts";
import type { Outcome } from "../../../src/events/event.ts";
import type { Party } from "../../../src/mail/status-codes.ts";
import { wordsOf } from "../../case-questions.ts";

export interface Told {
  readonly cause: CauseId;
  readonly party: Party;
  readonly outcome: Outcome;
  readonly confidence: number;
  readonly sentence: string;
  /** Raw lines, the most telling first. */
  readonly evidence: readonly string[];
}

/** The first answer. */
export async function ask(logs: readonly string[], question: string, now: number): Promise<Told> {
  const printed: string[] = [];
  const io: Io = {
    print: (text) => void printed.push(text),
    warn: (text) => {
      throw new Error(`${question}: ${text}`);
    },
    terminal: false,
    now: () => now,
    env: {},
  };
  const command = new Command("why").exitOverride();
  why.declare(command);
  command.parse([...logs, ...wordsOf(question), "--json"], { from: "user" });
  await why.run(command.args, command.opts(), io);
  const [answer] = JSON.parse(printed.join("\n")).answers;
  if (!answer) throw new Error(`${question}: no answer`);
  return { ...answer, evidence: answer.evidence.map(({ text }: { text: string }) => text) };
}
