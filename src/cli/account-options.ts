/** What can be said of an account on the command line, and how accounts are shown. */
import { readFileSync } from "node:fs";
import type { Command } from "commander";
import type { AccountView } from "../api/account-view.ts";
import { UsageError } from "../base/error.ts";
import { parseSize, sizeText } from "../base/size.ts";
import { collect, type Io } from "./command.ts";
import { sheet } from "./table.ts";

type Options = Readonly<Record<string, unknown>>;

export const declareJson = (command: Command): Command =>
  command.option("--json", "one JSON document on standard output");

export const declareAccount = (command: Command): Command =>
  command
    .argument("<address>", "its address")
    .option("--name <text>", "full name of its user")
    .option("--role <role>", "at the web page: user, helpdesk or admin")
    .option("--quota <size>", "500MB, 2GiB …; none: without end; default: as accounts.quotaBytes says")
    .option("--forward <address>", "send its mail on to that address (may be repeated)", collect)
    .option("--copy", "keep a copy of what is sent on (so it is for a new account)")
    .option("--no-copy", "keep nothing here of what is sent on");

export const declarePassword = (command: Command): Command =>
  command.option("--password-stdin", "read its password from standard input; without it one is made and shown once");

/** The input of `account-add` and `account-change`; what was not said is not in it. */
export function accountInput([address = ""]: readonly string[], options: Options) {
  const { name, role, quota, forward, copy } = options;
  return {
    address,
    ...(name !== undefined && { fullName: String(name) }),
    ...(role !== undefined && { role: String(role) }),
    ...(quota !== undefined && { quotaBytes: quotaFrom(String(quota)) }),
    ...(Array.isArray(forward) && { forward }),
    ...(copy !== undefined && { keepCopy: copy === true }),
  };
}

const quotaFrom = (text: string): number | null => (text === "default" ? null : text === "none" ? 0 : parseSize(text));

/** The chosen password, for `--password-stdin`: the first line of standard input. Passwords are never arguments. */
export function passwordInput(options: Options): { readonly password?: string } {
  if (!options.passwordStdin) return {};
  const [password = ""] = readFileSync(0, "utf8").split(/\r?\n/, 1);
  if (password === "") throw new UsageError("standard input is empty; --password-stdin reads the password from there");
  return { password };
}

/** A made password, in the only place where it is ever shown. */
export function printMade({ password }: { readonly password?: string }, io: Io): void {
  if (password !== undefined) io.print(`password  ${password}   (shown only now)`);
}

export const quotaText = (quotaBytes: number | null): string =>
  quotaBytes === null ? "as the setting says" : quotaBytes === 0 ? "without end" : sizeText(quotaBytes);

export const stateText = { enabled: "enabled", "login-disabled": "no login", "receive-disabled": "no login, no mail" };

/** `more` stands below what every account has. */
export const accountText = (view: AccountView, more: Readonly<Record<string, string | undefined>> = {}): string =>
  sheet({
    account: view.address,
    name: view.fullName || undefined,
    state: stateText[view.state],
    role: view.role === "user" ? undefined : view.role,
    quota: quotaText(view.quotaBytes),
    "forwards to": view.forward.join(", ") || undefined,
    "keeps a copy": view.forward.length === 0 ? undefined : view.keepCopy ? "yes" : "no",
    changed: view.changedAt,
    ...more,
  });
