/** `postino domain change`: changes, suspends or resumes a domain. */
import type { DomainView } from "../../../api/account-view.ts";
import { declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";
import { domainText } from "../../domain-text.ts";

export const change = defineCliCommand({
  summary: "change, suspend or resume a domain",
  examples: [
    ["postino domain change example.org --catch-all info@example.org", "who gets what nobody else gets"],
    ["postino domain change example.org --suspend", "mail is refused for now (450), and nobody logs in"],
  ],
  declare: (command) =>
    void declareJson(command)
      .argument("<domain>", "its name")
      .option("--kind <kind>", "local (mailboxes are here), relay or backup")
      .option("--catch-all <address>", "who gets what nobody else gets")
      .option("--no-catch-all", "refuse what nobody gets")
      .option("--suspend", "take no mail for now")
      .option("--resume", "take mail again"),
  run: async ([name], options, io) => {
    const done = (await callOperation(
      "domain-change",
      {
        name,
        ...(options.kind !== undefined && { kind: options.kind }),
        ...(options.catchAll !== undefined && { catchAll: options.catchAll === false ? null : options.catchAll }),
        ...((options.suspend === true || options.resume === true) && { suspended: options.resume !== true }),
      },
      options,
      io,
    )) as DomainView;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else io.print(domainText(done));
    return 0;
  },
});
