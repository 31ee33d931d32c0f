/** `postino account add`: gives somebody a mailbox. */
import type { AccountView } from "../../../api/account-view.ts";
import {
  accountInput,
  accountText,
  declareAccount,
  declareJson,
  declarePassword,
  passwordInput,
  printMade,
} from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const add = defineCliCommand({
  summary: "add an account",
  examples: [
    ["postino account add bob@example.org --quota 2GB", "its password is made, and shown once"],
    ["postino account add bob@example.org --password-stdin < file", "with a chosen password"],
  ],
  declare: (command) => void declareJson(declarePassword(declareAccount(command))),
  run: async (words, options, io) => {
    const done = (await callOperation(
      "account-add",
      { ...accountInput(words, options), ...passwordInput(options) },
      options,
      io,
    )) as AccountView & { readonly password?: string };
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else {
      io.print(accountText(done));
      printMade(done, io);
    }
    return 0;
  },
});
