/** `postino account suspend`: nobody logs in to an account, and on request it takes no mail. */
import type { AccountView } from "../../../api/account-view.ts";
import { accountText, declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const suspend = defineCliCommand({
  summary: "let nobody log in to an account; its mail still comes",
  examples: [
    ["postino account suspend bob@example.org", "no login"],
    ["postino account suspend bob@example.org --receive", "no login, and mail for it is refused (550 5.2.1)"],
  ],
  declare: (command) =>
    void declareJson(command).argument("<address>", "its address").option("--receive", "refuse its mail as well"),
  run: async ([address], options, io) => {
    const done = (await callOperation(
      "account-change",
      {
        address,
        state: options.receive ? "receive-disabled" : "login-disabled",
      },
      options,
      io,
    )) as AccountView;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else io.print(accountText(done));
    return 0;
  },
});
