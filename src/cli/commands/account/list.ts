/** `postino account list`: who has a mailbox here. */
import type { AccountView } from "../../../api/account-view.ts";
import { declareJson, quotaText, stateText } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";
import { table } from "../../table.ts";

export const list = defineCliCommand({
  summary: "list the accounts, of one domain or of all",
  examples: [
    ["postino account list", "everybody"],
    ["postino account list example.org --json", "those of one domain, as one JSON document"],
  ],
  declare: (command) => void declareJson(command).argument("[domain]", "only those of that domain"),
  run: async ([domain], options, io) => {
    const input = domain === undefined ? {} : { domain };
    const accounts = (await callOperation("account-list", input, options, io)) as readonly AccountView[];
    const rows = accounts.map(({ address, fullName, state, quotaBytes, forward }) => [
      ...[address, fullName, stateText[state], quotaText(quotaBytes), forward.join(", ")],
    ]);
    if (options.json) io.print(JSON.stringify(accounts, null, 2));
    else io.print(table(["account", "name", "state", "quota", "forwards to"], rows));
    return accounts.length > 0 ? 0 : 1;
  },
});
