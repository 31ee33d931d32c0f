/** `postino alias remove`: a name that is no longer. */
import type { AliasView } from "../../../api/account-view.ts";
import { declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const remove = defineCliCommand({
  summary: "remove an alias or a group",
  examples: [["postino alias remove info@example.org", "mail for it is refused from now on"]],
  declare: (command) => void declareJson(command).argument("<address>", "its address"),
  run: async ([address], options, io) => {
    const done = (await callOperation("alias-remove", { address }, options, io)) as AliasView;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else io.print(`${done.address} is removed.`);
    return 0;
  },
});
