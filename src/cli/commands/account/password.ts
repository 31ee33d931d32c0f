/** `postino account password`: sets the password of an account. */
import type { AccountView } from "../../../api/account-view.ts";
import { declareJson, declarePassword, passwordInput, printMade } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const password = defineCliCommand({
  summary: "set the password of an account",
  examples: [
    ["postino account password bob@example.org", "one is made, and shown once"],
    ["postino account password bob@example.org --password-stdin < file", "a chosen one"],
  ],
  declare: (command) => void declareJson(declarePassword(command)).argument("<address>", "its address"),
  run: async ([address], options, io) => {
    const done = (await callOperation(
      "account-password",
      { address, ...passwordInput(options) },
      options,
      io,
    )) as AccountView & { readonly password?: string };
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else {
      io.print(`The password of ${done.address} is set.`);
      printMade(done, io);
    }
    return 0;
  },
});
