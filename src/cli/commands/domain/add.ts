/** `postino domain add`: receives mail for a domain. */
import type { DomainView } from "../../../api/account-view.ts";
import { declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";
import { domainText } from "../../domain-text.ts";

export const add = defineCliCommand({
  summary: "receive mail for a domain",
  examples: [
    ["postino domain add example.org", "its mailboxes are here"],
    ["postino domain add example.net --kind backup", "mail is kept until its own server is there again"],
  ],
  declare: (command) =>
    void declareJson(command)
      .argument("<domain>", "its name")
      .option("--kind <kind>", "local (mailboxes are here), relay or backup")
      .option("--catch-all <address>", "who gets what nobody else gets"),
  run: async ([name], options, io) => {
    const done = (await callOperation(
      "domain-add",
      {
        name,
        ...(options.kind !== undefined && { kind: options.kind }),
        ...(options.catchAll !== undefined && { catchAll: options.catchAll }),
      },
      options,
      io,
    )) as DomainView;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else {
      io.print(domainText(done));
      const postmaster = `postmaster@${done.name}`;
      if (done.kind === "local" && done.catchAll === null)
        io.print(
          `\nMail to ${postmaster} and abuse@ is taken, and nobody reads it yet: postino alias add ${postmaster} --to ADDRESS`,
        );
    }
    return 0;
  },
});
