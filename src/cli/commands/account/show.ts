/** `postino account show`: one account with what belongs to it. */
import type { AccountView } from "../../../api/account-view.ts";
import { sizeText } from "../../../base/size.ts";
import { accountText, declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const show = defineCliCommand({
  summary: "show an account, its aliases and app passwords, and how full it is",
  examples: [["postino account show bob@example.org", "all but its secrets"]],
  declare: (command) => void declareJson(command).argument("<address>", "its address"),
  run: async ([address], options, io) => {
    const shown = (await callOperation("account-show", { address }, options, io)) as Shown;
    if (options.json) io.print(JSON.stringify(shown, null, 2));
    else io.print(accountText(shown, more(shown)));
    return 0;
  },
});

const more = ({ usedBytes, aliases, appPasswords }: Shown) => ({
  holds: sizeText(usedBytes),
  aliases: aliases.join(", ") || undefined,
  "app passwords":
    appPasswords.map(({ device, usedAt }) => `${device} (${usedAt ? `used ${usedAt}` : "never used"})`).join(", ") ||
    undefined,
});

/** What the operation `account-show` gives. */
interface Shown extends AccountView {
  readonly usedBytes: number;
  readonly aliases: readonly string[];
  readonly appPasswords: readonly { readonly device: string; readonly usedAt: string | null }[];
}
