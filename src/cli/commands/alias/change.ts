/** `postino alias change`: where an alias leads from now on. */
import type { AliasView } from "../../../api/account-view.ts";
import { declareJson } from "../../account-options.ts";
import { printAlias } from "../../alias-text.ts";
import { callOperation } from "../../call.ts";
import { collect, defineCliCommand } from "../../command.ts";

export const change = defineCliCommand({
  summary: "change where an alias leads",
  examples: [
    ["postino alias change info@example.org --to ann@example.org", "to her alone"],
    ["postino alias change team@example.org --add eve@example.org --drop bob@example.org", "one member more, one less"],
  ],
  declare: (command) =>
    void declareJson(command)
      .argument("<address>", "its address")
      .option("--to <address>", "instead of all its targets (may be repeated)", collect)
      .option("--add <address>", "beside its targets (may be repeated)", collect)
      .option("--drop <address>", "no longer (may be repeated)", collect),
  run: async ([address], options, io) => {
    const done = (await callOperation(
      "alias-change",
      {
        address,
        ...(options.to !== undefined && { targets: options.to }),
        add: options.add ?? [],
        remove: options.drop ?? [],
      },
      options,
      io,
    )) as AliasView;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else printAlias(done, io);
    return 0;
  },
});
