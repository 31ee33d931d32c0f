/** `postino alias add`: another name for one address, or for several. */
import type { AliasView } from "../../../api/account-view.ts";
import { declareJson } from "../../account-options.ts";
import { printAlias } from "../../alias-text.ts";
import { callOperation } from "../../call.ts";
import { collect, defineCliCommand } from "../../command.ts";

export const add = defineCliCommand({
  summary: "add another name for one address, or for several (a group)",
  examples: [
    ["postino alias add info@example.org --to bob@example.org", "another name for bob"],
    ["postino alias add team@example.org --to bob@example.org --to ann@example.net", "a group"],
  ],
  declare: (command) =>
    void declareJson(command)
      .argument("<address>", "the new name")
      .option("--to <address>", "where it leads, here or elsewhere (may be repeated)", collect),
  run: async ([address], options, io) => {
    const done = (await callOperation("alias-add", { address, targets: options.to ?? [] }, options, io)) as AliasView;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else printAlias(done, io);
    return 0;
  },
});
