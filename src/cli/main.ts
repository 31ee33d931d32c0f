/** `postino`: finds the command, loads only its file, and turns errors into one line and an exit code. */
import { Command, CommanderError } from "commander";
import { version } from "../app/version.ts";
import { UsageError } from "../base/error.ts";
import { inert } from "../base/inert.ts";
import type { CliCommand, ExitCode, Io } from "./command.ts";
import { registry } from "./commands/registry.gen.ts";
import { listed } from "./listed.gen.ts";

const io: Io = {
  print: (text) => void process.stdout.write(`${text}\n`),
  taken: () => new Promise((taken) => process.stdout.write("", () => taken())),
  // It may name a file, or quote what was given.
  warn: (text) => void process.stderr.write(`${inert(text)}\n`),
  terminal: process.stdout.isTTY === true && !process.env.NO_COLOR,
  now: Date.now,
  env: process.env,
};

/** The program with the command that `words` name; without one, with what the list says of all, or of a group. */
async function programFor(words: readonly string[], done: (code: ExitCode) => void): Promise<Command> {
  const program = new Command("postino")
    .description("A mail server and a reader of mail logs that says why a message was not received.")
    .version(version)
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .showSuggestionAfterError();
  const asked = words.filter((word) => !word.startsWith("-") && word !== "help");
  const exact = [asked.slice(0, 2).join("."), asked[0] ?? ""].find((id) => registry[id]) ?? "";
  const piece = await registry[exact]?.();
  if (piece) addCommand(placeOf(program, exact.split(".")), piece, done);
  for (const [id, { words, summary }] of piece ? [] : Object.entries(listed)) {
    const command = placeOf(program, id.split(".")).description(summary).option("--data <dir>");
    if (words) command.arguments(words);
  }
  return program;
}

/** What the commands of two words have in common. */
const groups: Readonly<Record<string, string>> = {
  account: "who has a mailbox here: passwords, quota, forwarding",
  alias: "other names for addresses, and groups",
  blocks: "who is kept out by intrusion prevention or by hand, and what that cost",
  config: "check, explain or show the configuration",
  domain: "the domains that mail is received for",
  log: "follow the activity log, or say what a log holds",
};

/** The command of those words, and the groups above it. */
function placeOf(program: Command, [word = "", ...rest]: readonly string[]): Command {
  const known = program.commands.find((command) => command.name() === word);
  const command =
    known ??
    program
      .command(word)
      .description(groups[word] ?? "")
      .exitOverride();
  return rest.length > 0 ? placeOf(command, rest) : command;
}

function addCommand(command: Command, piece: CliCommand, done: (code: ExitCode) => void): void {
  command
    .description(piece.summary)
    .option("--data <dir>", "folder of Postino's data (default: data, or POSTINO_DATA)")
    .option("--config <file>", "configuration file (default: postino.yaml in the data folder)");
  piece.declare(command);
  if (piece.examples.length > 0) {
    const lines = piece.examples.map(([line, says]) => `  ${line}\n      ${says}`);
    command.addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
  }
  command.action(async () => {
    const isGiven = ([name, value]: [string, unknown]) => value !== "" || piece.takesEmpty?.includes(name);
    const given = Object.fromEntries(Object.entries(command.opts()).filter(isGiven));
    done(await piece.run(command.args, given, io));
  });
}

/** Runs one command line; gives its exit code. */
async function main(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0;
  try {
    const program = await programFor(words, (came) => {
      code = came;
    });
    await program.parseAsync([...words], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      const said = error.code === "commander.help" ? "a command is missing; see postino --help" : error.message;
      io.warn(`postino: ${said.replace(/^error: /, "").replaceAll("\n", " ")}`);
      return 2;
    }
    if (error instanceof UsageError) {
      io.warn(`postino: ${error.message.replaceAll("\n", " ")}`);
      return 2;
    }
    const forbidden = forbiddenPath(error);
    if (forbidden === undefined) throw error;
    io.warn(`postino: ${forbidden}: permission denied; be the user whose folder it is (see --data), or root`);
    return 2;
  }
}

/** What the system did not let us touch: of any command, the user can mend that. */
function forbiddenPath(error: unknown): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  return code === "EACCES" || code === "EPERM" ? path : undefined;
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  io.warn(`postino: what it says cannot be written: ${error.message}`);
  process.exit(2);
});
process.exitCode = await main(process.argv.slice(2));
