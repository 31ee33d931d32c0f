/** `postino alias list`: other names for addresses, and groups. */
import type { AliasView } from "../../../api/account-view.ts";
import { declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";
import { table } from "../../table.ts";

export const list = defineCliCommand({
  summary: "list the aliases and groups, of one domain or of all",
  examples: [["postino alias list example.org", "each with where it leads"]],
  declare: (command) => void declareJson(command).argument("[domain]", "only those of that domain"),
  run: async ([domain], options, io) => {
    const input = domain === undefined ? {} : { domain };
    const aliases = (await callOperation("alias-list", input, options, io)) as readonly AliasView[];
    const rows = aliases.map(({ address, targets, unreachable }) => [
      address,
      targets.join(", "),
      unreachable.join(", "),
    ]);
    if (options.json) io.print(JSON.stringify(aliases, null, 2));
    else io.print(table(["alias", "leads to", "reaches nobody"], rows));
    return aliases.length > 0 ? 0 : 1;
  },
});
