/** Who is kept out, as the database has it: addresses and networks, and accounts of our own that a rule has suspended. */
import type { Database } from "../base/database.ts";
import { isAccount } from "../intrusion/block.ts";
import { BlockList } from "../intrusion/block-list.ts";
import { openBlocks } from "../intrusion/store.ts";

export interface Blocked {
  readonly networks: BlockList;
  readonly accounts: BlockList;
  /** Writes what has changed, without `counts` not where that is only how many were refused. Throws the database's error. */
  readonly save: (counts: boolean) => void;
}

export function openBlocked(database: Database): Blocked {
  const store = openBlocks(database);
  const entries = store.load();
  const networks = new BlockList(entries.filter(({ blocked }) => !isAccount(blocked)));
  const accounts = new BlockList(entries.filter(({ blocked }) => isAccount(blocked)));
  return {
    networks,
    accounts,
    save: (counts) => {
      networks.save(store.save, counts);
      accounts.save(store.save, counts);
    },
  };
}
