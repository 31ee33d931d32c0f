/** `postino blocks add`: keeps an address or a network out, by hand. */
import type { BlockView } from "../../../api/block-view.ts";
import { parseSpan } from "../../../base/span.ts";
import { declareJson } from "../../account-options.ts";
import { blockText } from "../../block-text.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";
import { serverZone } from "../../config-file.ts";

export const add = defineCliCommand({
  summary: "block an address or a network by hand",
  examples: [
    ["postino blocks add 192.0.2.7", "until it is removed"],
    ['postino blocks add 192.0.2.0/24 --for 2d --note "guesses passwords"', "a network, for two days"],
  ],
  declare: (command) =>
    void declareJson(command)
      .argument("<address>", "an address or a network: 192.0.2.7, 192.0.2.0/24, 2001:db8::/64")
      .option("--for <span>", "for so long: 90m, 48h, 7d; without it until it is removed")
      .option("--note <text>", "why, for whoever reads the list"),
  run: async ([blocked], options, io) => {
    const length = options.for === undefined ? {} : { forSeconds: parseSpan(String(options.for)) / 1000 };
    const note = options.note === undefined ? {} : { note: String(options.note) };
    const done = (await callOperation("blocks-add", { blocked, ...length, ...note }, options, io)) as BlockView;
    io.print(options.json ? JSON.stringify(done, null, 2) : blockText(done, serverZone(options, io)));
    return 0;
  },
});
