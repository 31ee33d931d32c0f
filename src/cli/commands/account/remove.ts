/** `postino account remove`: takes a mailbox away; the mail in it stays on the disk. */
import type { AccountView } from "../../../api/account-view.ts";
import { declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const remove = defineCliCommand({
  summary: "remove an account with its app passwords; its mail stays on the disk",
  examples: [["postino account remove bob@example.org", "mail for him is refused from now on"]],
  declare: (command) => void declareJson(command).argument("<address>", "its address"),
  run: async ([address], options, io) => {
    const done = (await callOperation("account-remove", { address }, options, io)) as AccountView & {
      readonly aliases: readonly string[];
    };
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else io.print(`${done.address} is removed; its mail stays on the disk, for a new account of that name.`);
    if (done.aliases.length > 0) io.warn(`These aliases still lead there: ${done.aliases.join(", ")}`);
    return 0;
  },
});
