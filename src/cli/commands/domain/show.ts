/** `postino domain show`: one domain. */
import type { DomainView } from "../../../api/account-view.ts";
import { declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";
import { domainText } from "../../domain-text.ts";

export const show = defineCliCommand({
  summary: "show a domain",
  examples: [["postino domain show example.org", "its kind, its catch-all, and how many accounts it has"]],
  declare: (command) => void declareJson(command).argument("<domain>", "its name"),
  run: async ([name], options, io) => {
    const done = (await callOperation("domain-show", { name }, options, io)) as DomainView;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else io.print(domainText(done));
    return 0;
  },
});
