import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inTransaction, isDatabaseError, openDatabase, whenChanged } from "./database.ts";
import { UsageError } from "./error.ts";

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "database-"));
  path = join(folder, "state.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true }));

const first = "CREATE TABLE word (text TEXT PRIMARY KEY)";
const second = "ALTER TABLE word ADD COLUMN meaning TEXT";
const words = (migrations: readonly string[]) => {
  const database = openDatabase(path, migrations);
  const rows = database.prepare("SELECT * FROM word").all();
  database.close();
  return rows.map((row) => ({ ...row }));
};

test("a new file is for its owner alone, syncs each commit, and keeps references", () => {
  const database = openDatabase(path, [first]);
  const asked = ["journal_mode", "synchronous", "foreign_keys"].map((name) =>
    Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {}),
  );
  expect(asked.flat()).toEqual(["wal", 2, 1]);
  for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777, file).toBe(0o600);
  database.close();
});

test("each migration is run once, in order, and what was there stays", () => {
  const database = openDatabase(path, [first]);
  database.exec("INSERT INTO word VALUES ('posta')");
  database.close();
  expect(words([first])).toEqual([{ text: "posta" }]);
  expect(words([first, second])).toEqual([{ text: "posta", meaning: null }]);
  expect(words([first, second])).toEqual([{ text: "posta", meaning: null }]);
  expect(() => openDatabase(path, [first])).toThrow(/newer version of Postino/);
});

test("what is done when something was written is done once, whoever wrote it", () => {
  const [ours, theirs] = [openDatabase(path, [first]), openDatabase(path, [first])];
  let done = 0;
  const look = whenChanged(ours, () => void done++);
  const isChanged = () => {
    const before = done;
    look();
    return done > before;
  };
  expect([isChanged(), isChanged()]).toEqual([true, false]);
  for (const database of [ours, theirs]) {
    database.exec("CREATE TABLE IF NOT EXISTS noted (n)");
    database.exec("INSERT INTO noted VALUES (1)");
    expect([isChanged(), isChanged()]).toEqual([true, false]);
  }
  ours.prepare("SELECT * FROM noted").all();
  expect(isChanged()).toBe(false);
  for (const database of [ours, theirs]) database.close();
});

test("a migration that fails changes nothing", () => {
  expect(words([first])).toEqual([]);
  expect(() => openDatabase(path, [first, `${second}; nonsense`])).toThrow(/syntax error/);
  expect(words([first])).toEqual([]);
});

test("a transaction is done whole or not at all, also inside another", () => {
  const database = openDatabase(":memory:", [first]);
  const add = (text: string) => database.prepare("INSERT INTO word VALUES (?)").run(text);
  const failed = () =>
    inTransaction(database, () => {
      inTransaction(database, () => add("uno"));
      add("uno");
    });
  expect(failed).toThrow(/UNIQUE/);
  expect(database.prepare("SELECT count(*) AS n FROM word").get()?.n).toBe(0);
  try {
    failed();
  } catch (error) {
    expect(isDatabaseError(error)).toBe(true);
  }
  expect(isDatabaseError(new Error("other"))).toBe(false);
});

test("a damaged file, and one that is no database, is refused with its name and what to do", () => {
  const database = openDatabase(path, [first]);
  inTransaction(database, () => {
    for (let n = 0; n < 3000; n++) database.prepare("INSERT INTO word VALUES (?)").run(`word ${n}`);
  });
  database.close();
  const whole = readFileSync(path);
  writeFileSync(path, Buffer.concat([whole.subarray(0, 8192), Buffer.alloc(8192, 7), whole.subarray(16_384)]));
  expect(() => openDatabase(path, [first])).toThrow(UsageError);
  expect(() => openDatabase(path, [first])).toThrow(/state\.sqlite: the database is damaged .*restore a copy/);
  writeFileSync(path, "this is a text, and long enough to be taken for something else ".repeat(20));
  expect(() => openDatabase(path, [first])).toThrow(/state\.sqlite: the database is damaged .*restore a copy/);
});

test("a folder that is not there is named", () => {
  expect(() => openDatabase(join(folder, "none", "state.sqlite"), [])).toThrow(/cannot open .*none.*ENOENT/);
});
