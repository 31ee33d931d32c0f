/** `postino domain remove`: receives no more mail for a domain. */
import type { DomainView } from "../../../api/account-view.ts";
import { declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const remove = defineCliCommand({
  summary: "receive no more mail for a domain; its mail stays on the disk",
  examples: [
    ["postino domain remove example.org", "refused while it has accounts"],
    ["postino domain remove example.org --with-accounts", "with its accounts and aliases"],
  ],
  declare: (command) =>
    void declareJson(command)
      .argument("<domain>", "its name")
      .option("--with-accounts", "remove its accounts and aliases as well"),
  run: async ([name], options, io) => {
    const done = (await callOperation(
      "domain-remove",
      { name, withAccounts: options.withAccounts === true },
      options,
      io,
    )) as DomainView;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else io.print(`${done.name} is removed, with ${done.accounts} accounts and ${done.aliases} aliases.`);
    return 0;
  },
});
