/** `postino account change`: quota, name and forwarding of an account. */
import type { AccountView } from "../../../api/account-view.ts";
import { accountInput, accountText, declareAccount, declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const change = defineCliCommand({
  summary: "change quota, name or forwarding of an account",
  examples: [
    ["postino account change bob@example.org --quota 2GB", "how much it may hold"],
    [
      "postino account change bob@example.org --forward bob@example.net --no-copy",
      "its mail goes on, nothing stays here",
    ],
    ["postino account change bob@example.org --no-forward", "its mail stays here"],
    ['postino account change bob@example.org --name ""', "it has no name any more"],
  ],
  takesEmpty: ["name"],
  declare: (command) => void declareJson(declareAccount(command)).option("--no-forward", "send nothing on"),
  run: async (words, options, io) => {
    const done = (await callOperation(
      "account-change",
      {
        ...accountInput(words, options),
        ...(options.forward === false && { forward: [] }),
      },
      options,
      io,
    )) as AccountView;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else io.print(accountText(done));
    return 0;
  },
});
