/** `postino blocks nftables`: the list for a firewall. */
import type { BlockView } from "../../../api/block-view.ts";
import { nftScript } from "../../../app/nftables.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const nftables = defineCliCommand({
  summary: "print the blocks as sets for nftables",
  examples: [
    [
      "postino blocks nftables | nft -f -",
      "fills the sets blocked4 and blocked6 of the table inet postino anew; the journal notes it",
    ],
  ],
  declare: () => {},
  run: async (_, options, io) => {
    const blocks = (await callOperation(
      "blocks-handed",
      { firewall: "nftables" },
      options,
      io,
    )) as readonly BlockView[];
    const entries = blocks.map(({ blocked, until }) => ({
      blocked,
      ...(until !== null && { until: Date.parse(until) }),
    }));
    io.print(nftScript(entries, io.now()));
    return 0;
  },
});
