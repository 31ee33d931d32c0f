/** `postino domain list`: the domains that mail is received for. */
import type { DomainView } from "../../../api/account-view.ts";
import { declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";
import { table } from "../../table.ts";

export const list = defineCliCommand({
  summary: "list the domains that mail is received for",
  examples: [["postino domain list", "each with its kind and how many accounts it has"]],
  declare: declareJson,
  run: async (_, options, io) => {
    const domains = (await callOperation("domain-list", {}, options, io)) as readonly DomainView[];
    const rows = domains.map(({ name, kind, suspended, accounts, aliases, catchAll }) => [
      ...[name, suspended ? `${kind}, suspended` : kind, String(accounts), String(aliases), catchAll ?? ""],
    ]);
    if (options.json) io.print(JSON.stringify(domains, null, 2));
    else io.print(table(["domain", "kind", "accounts", "aliases", "catch-all"], rows));
    return domains.length > 0 ? 0 : 1;
  },
});
