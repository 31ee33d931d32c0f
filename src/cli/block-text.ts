/** How blocks are shown on the command line. */
import type { BlockView } from "../api/block-view.ts";
import type { Zone } from "../base/zone.ts";
import { sheet, table } from "./table.ts";

/** To the minute. */
const minute = (iso: string | null, zone: Zone): string | undefined =>
  iso === null ? undefined : zone.shown(Date.parse(iso), "minute");

const endText = ({ until }: BlockView, zone: Zone): string => minute(until, zone) ?? "removed by hand";

/** "exceeding RSET command count (6 counted, 5 are allowed)". */
export const whyText = ({ reason, count, limit }: BlockView): string =>
  count === null || limit === null ? reason : `${reason} (${count} counted, ${limit} are allowed)`;

export const blocksText = (blocks: readonly BlockView[], zone: Zone): string =>
  table(
    ["blocked", "code", "why", "since", "until", "refused", "caused by session"],
    blocks.map((block) => [
      ...[block.blocked, block.code, whyText(block), minute(block.since, zone) ?? "", endText(block, zone)],
      ...[String(block.refused), block.session ?? ""],
    ]),
  );

export const blockText = (block: BlockView, zone: Zone): string =>
  sheet({
    blocked: block.blocked,
    why: `${whyText(block)} [${block.code}]`,
    rule: block.rule,
    since: minute(block.since, zone),
    until: endText(block, zone),
    "by session": block.session ?? undefined,
    by: block.by ?? undefined,
    note: block.note ?? undefined,
    "how often": block.times > 1 ? `${block.times} times, each within a week of the last` : undefined,
    refused: `${block.refused} sessions${block.refusedAt ? `, the last ${minute(block.refusedAt, zone)}` : ""}`,
  });
