/** Blocks and senders in the database, written behind: blocks are read once at the start, senders when they write. SQL of both is here only. */
import { type Database, inTransaction } from "../base/database.ts";
import { defined } from "../base/defined.ts";
import type { Changes, Entry } from "./block-list.ts";
import type { Sender, SenderStore } from "./senders.ts";

/** Scripts of SQL in the order in which they were written; each has run in every database that is in use. */
export const blockTables: readonly [string] = [
  `CREATE TABLE block (
    blocked TEXT PRIMARY KEY, rule TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER, "limit" INTEGER,
    session TEXT, "by" TEXT, note TEXT, since INTEGER NOT NULL, until INTEGER, times INTEGER NOT NULL,
    refused INTEGER NOT NULL, refusedAt INTEGER, endedAt INTEGER) WITHOUT ROWID`,
];

/** As above. Numbers of one account belong together and are never asked for apart: they are one JSON text. */
export const senderTables: readonly [string] = [
  `CREATE TABLE sender (account TEXT PRIMARY KEY, body TEXT NOT NULL, seenAt INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX senderBySeen ON sender (seenAt)`,
];

const columns = [
  ...["blocked", "rule", "code", "reason", "count", "limit", "session", "by", "note"],
  ...["since", "until", "times", "refused", "refusedAt", "endedAt"],
] as const;

export interface BlockStore {
  /** All that is kept, the oldest first. */
  readonly load: () => readonly Entry[];
  /** Writes what has changed, in one transaction. Throws the database's error. */
  readonly save: (changes: Changes) => void;
}

export function openBlocks(database: Database): BlockStore {
  const all = database.prepare("SELECT * FROM block ORDER BY since");
  const put = database.prepare(`INSERT OR REPLACE INTO block (${columns.map((name) => `"${name}"`).join(", ")})
    VALUES (${columns.map((name) => `:${name}`).join(", ")})`);
  const drop = database.prepare("DELETE FROM block WHERE blocked = ?");
  return {
    load: () => all.all().map((row) => entryFrom(row)),
    save: (changes) =>
      inTransaction(database, () => {
        for (const [blocked, entry] of changes) {
          if (entry) put.run(rowOf(entry));
          else drop.run(blocked);
        }
      }),
  };
}

/** A column that has nothing is a field that is absent. */
const entryFrom = (row: object): Entry =>
  defined(
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])),
  ) as unknown as Entry;

const rowOf = (entry: Entry): Record<string, string | number | null> => {
  const values = entry as unknown as Readonly<Record<string, string | number | undefined>>;
  return Object.fromEntries(columns.map((name) => [name, values[name] ?? null]));
};

export function openSenders(database: Database): SenderStore {
  const find = database.prepare("SELECT body FROM sender WHERE account = ?");
  const put = database.prepare("INSERT OR REPLACE INTO sender (account, body, seenAt) VALUES (?, ?, ?)");
  const prune = database.prepare("DELETE FROM sender WHERE seenAt < ?");
  return {
    find: (account) => {
      const row = find.get(account);
      return row && (JSON.parse(String(row.body)) as Sender);
    },
    save: (changes) =>
      inTransaction(database, () => {
        for (const [account, sender] of changes) put.run(account, JSON.stringify(sender), sender.seenAt);
      }),
    prune: (before) => void prune.run(before),
  };
}
