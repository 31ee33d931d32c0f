/** `postino account resume`: an account that was suspended works again. */
import type { AccountView } from "../../../api/account-view.ts";
import { accountText, declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const resume = defineCliCommand({
  summary: "let an account log in and receive again",
  examples: [["postino account resume bob@example.org", "as before it was suspended"]],
  declare: (command) => void declareJson(command).argument("<address>", "its address"),
  run: async ([address], options, io) => {
    const done = (await callOperation("account-change", { address, state: "enabled" }, options, io)) as AccountView;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else io.print(accountText(done));
    return 0;
  },
});
