/** `postino alias show`: where an alias leads. */
import type { AliasView } from "../../../api/account-view.ts";
import { declareJson } from "../../account-options.ts";
import { printAlias } from "../../alias-text.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const show = defineCliCommand({
  summary: "show where an alias leads, and which of its targets reach nobody",
  examples: [["postino alias show info@example.org", "its targets"]],
  declare: (command) => void declareJson(command).argument("<address>", "its address"),
  run: async ([address], options, io) => {
    const done = (await callOperation("alias-show", { address }, options, io)) as AliasView;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else printAlias(done, io);
    return 0;
  },
});
