/** The block list as a script for nftables, so that a firewall keeps out who is blocked before he connects. */
import { type Block, isAccount } from "../intrusion/block.ts";

type NftElement = Pick<Block, "blocked"> & Partial<Pick<Block, "until">>;

/** The table that is ours; nothing else stands in it. */
const tableName = "inet postino";

/**
 * A script for `nft -f`: two sets, filled anew, whose elements end by themselves when the blocks do. It adds no rule that
 * drops: which ports it is for is the firewall's matter (`ip saddr @blocked4 tcp dport 25 drop`). `at`: milliseconds since
 * the epoch.
 */
export function nftScript(all: readonly NftElement[], at: number): string {
  const blocks = all.filter(({ blocked }) => !isAccount(blocked));
  const sets = [
    { name: "blocked4", type: "ipv4_addr", of: blocks.filter(({ blocked }) => !blocked.includes(":")) },
    { name: "blocked6", type: "ipv6_addr", of: blocks.filter(({ blocked }) => blocked.includes(":")) },
  ];
  const lines = sets.flatMap(({ name, type, of }) => [
    // An address that is in a network as well must not be refused as a conflict.
    `add set ${tableName} ${name} { type ${type}; flags interval, timeout; auto-merge; }`,
    `flush set ${tableName} ${name}`,
    ...of.map(({ blocked, until }) => `add element ${tableName} ${name} { ${blocked}${timeout(until, at)} }`),
  ]);
  return [`add table ${tableName}`, ...lines].join("\n");
}

const timeout = (until: number | undefined, at: number): string =>
  until === undefined ? "" : ` timeout ${Math.max(1, Math.ceil((until - at) / 1000))}s`;
