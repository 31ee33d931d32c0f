/** `postino blocks show`: one block with its story, what caused it and which mail it cost. */

import type { BlockView } from "../../../api/block-view.ts";
import { type BlockStory, blockStory } from "../../../app/block-story.ts";
import { iso } from "../../../app/evidence-lines.ts";
import { recordedSession } from "../../../app/session-lines.ts";
import { inert } from "../../../base/inert.ts";
import type { Zone } from "../../../base/zone.ts";
import { declareJson } from "../../account-options.ts";
import { blockText } from "../../block-text.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";
import { serverZone } from "../../config-file.ts";
import { dataFolder } from "../../data-folder.ts";
import { table } from "../../table.ts";

export const show = defineCliCommand({
  summary: "show a block: why, the session that caused it, and the mail that it cost",
  examples: [
    ["postino blocks show 198.51.100.30", "why, until when, and whom it kept out since"],
    ["postino blocks show 198.51.100.30 --transcript", "with the session that caused it, line by line"],
  ],
  declare: (command) =>
    void declareJson(command)
      .argument("<address>", "an address, a network or an account")
      .option("--transcript", "with every line of the session that caused it"),
  run: async ([of], options, io) => {
    const blocks = (await callOperation("blocks-list", { of }, options, io)) as readonly BlockView[];
    if (blocks.length === 0) {
      io.print(options.json ? "[]" : `${of} is not blocked.`);
      return 1;
    }
    const [data, zone] = [dataFolder(options, io), serverZone(options, io)];
    const told = await Promise.all(blocks.map(async (block) => ({ block, story: await storyOf(block, data) })));
    if (options.json) {
      io.print(JSON.stringify(told.map(asJson), null, 2));
      return 0;
    }
    for (const { block, story } of told) {
      io.print(blockText(block, zone));
      for (const text of storyText(story, zone)) io.print(text);
      if (options.transcript && block.session !== null) io.print(await transcriptOf(block.session, data, zone));
    }
    return 0;
  },
});

const storyOf = ({ blocked, since, session }: BlockView, data: string): Promise<BlockStory> =>
  blockStory(data, { blocked, since: Date.parse(since), ...(session !== null && { session }) });

const asJson = ({ block, story }: { block: BlockView; story: BlockStory }) => ({
  ...block,
  mail: story.mail.map(({ at, knownSince, ...mail }) => ({
    at: iso(at),
    ...mail,
    senderKnown: knownSince === undefined ? null : iso(knownSince),
  })),
  knownPeers: story.knownPeers.map(({ peer, at }) => ({ peer, lastMail: iso(at) })),
});

function storyText({ mail, knownPeers, refused }: BlockStory, zone: Zone): readonly string[] {
  const known = knownPeers.map(
    ({ peer, at }) => `${peer} had brought mail before that was accepted, last ${zone.shown(at)}.`,
  );
  const rows = mail.map(({ at, sender, recipient, peer, knownSince }) => [
    ...[zone.shown(at), `<${sender}>`, `<${recipient}>`, peer],
    knownSince === undefined ? "" : `known, last ${zone.shown(knownSince)}`,
  ]);
  const costs = rows.length > 0 ? ["", table(["mail that it cost", "from", "to", "by", "sender"], rows)] : [];
  const silent =
    refused.length > 0 && rows.length === 0
      ? ["Which mail it cost is not known; postino set intrusion.answer recipient lets the log tell."]
      : [];
  return [...known.map(inert), ...costs, ...silent];
}

async function transcriptOf(session: string, data: string, zone: Zone): Promise<string> {
  const found = await recordedSession(data, session, zone);
  if (!found) return `\nSession ${session} is not in the records (yet).`;
  return ["", ...found.lines.flatMap(({ lines }) => lines.map(inert))].join("\n");
}
