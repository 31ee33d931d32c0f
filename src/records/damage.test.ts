/** Files that a disk or a person has damaged: what they hold is named as missing, everything else answers, and nothing throws. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../sessions/session.ts";
import { openRecords } from "./reader.ts";
import { recordsTail, stoppedInOrder } from "./tail.ts";
import { upkeep } from "./upkeep.ts";
import { createRecordsWriter, openPartsOf } from "./writer.ts";

const minute = 60_000;
const start = Date.UTC(2026, 10, 24, 10);
const [always, ever] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const keep = { days: 0, bytes: 0 };

const session = (n: number): Session => {
  const [id, from] = [`00A1B2C3D4E5F${String(n).padStart(3, "0")}`, start + n * minute];
  const common = { service: "smtp", role: "server", node: "1", peer: `192.0.2.${n % 5}` } as const;
  return {
    id,
    ...common,
    from,
    to: from,
    ended: "quit",
    helo: `h${n}.example`,
    transactions: [],
    facts: [],
    events: [],
  };
};
const all = Array.from({ length: 120 }, (_, n) => session(n));

let root = "";
/** A folder with 80 sealed sessions and 40 in an open part, and the paths of the two. */
let whole: { readonly folder: string; readonly sealed: string; readonly open: string };
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "postino-damage-"));
  const folder = join(root, "whole");
  const write = (sessions: readonly Session[]) => {
    const writer = createRecordsWriter({ folder, now: () => start, onClosed: () => {} });
    for (const each of sessions) writer.append({ session: each });
    writer.close();
  };
  write(all.slice(0, 80));
  expect(upkeep({ folder, closed: openPartsOf(folder), now: start, merge: true, keep })).toEqual([]);
  write(all.slice(80));
  const [open = ""] = openPartsOf(folder);
  whole = { folder, open, sealed: join(folder, "20261124", "0000_20261124T100000_20261124T111900.sqlite") };
});
afterAll(() => rmSync(root, { recursive: true }));

/** A copy in which `damage` was done to one of the two files. */
function damagedCopy(name: string, which: "sealed" | "open", damage: (path: string) => void): string {
  const folder = join(root, name);
  mkdirSync(join(folder, "20261124"), { recursive: true });
  for (const path of [whole.sealed, whole.open]) copyFileSync(path, join(folder, "20261124", basename(path)));
  damage(join(folder, "20261124", basename(whole[which])));
  return folder;
}

/** Asks everything; gives the ids that came by time and by key, and the files that were named as damaged. */
async function asked(folder: string) {
  const records = openRecords(folder);
  const found = await records.between(always, ever);
  const byKey: string[] = [];
  for (const n of [0, 1, 2, 3, 4])
    for (const { id } of await records.find([`ip:192.0.2.${n}`], start - minute, start + 200 * minute)) byKey.push(id);
  const { gaps } = await records.coverage(always, ever);
  records.close();
  expect(found.map(({ id }) => all.find((each) => each.id === id))).toEqual(found);
  const named = gaps
    .filter(({ why }) => why === "damaged")
    .map(({ file = "", from, to }) => ({ file: basename(file), from, to }));
  return { byTime: found.map(({ id }) => id), byKey: byKey.sort(), named };
}

const ids = all.map(({ id }) => id);
const openIds = ids.slice(80);

describe("a sealed part", () => {
  const damages: Readonly<Record<string, (path: string) => void>> = {
    empty: (path) => truncateSync(path, 0),
    "cut within its head": (path) => truncateSync(path, 50),
    "no database": (path) => writeFileSync(path, "hello ".repeat(2000)),
    "another database": (path) => writeFileSync(path, readFileSync(join(root, "other.sqlite"))),
    "a folder": (path) => {
      rmSync(path);
      mkdirSync(path);
    },
  };
  for (const [how, damage] of Object.entries(damages)) {
    test(`that is ${how} is named, with its time, and the rest answers`, async () => {
      const { makeDatabase } = await import("../base/database.ts");
      makeDatabase(join(root, "other.sqlite"), (database) => database.exec("CREATE TABLE other (n INTEGER)"));
      const folder = damagedCopy(how.replaceAll(" ", "-"), "sealed", damage);
      rmSync(join(root, "other.sqlite"));
      const { byTime, byKey, named } = await asked(folder);
      expect({ byTime, byKey }).toEqual({ byTime: openIds, byKey: openIds });
      expect(named).toEqual([{ file: basename(whole.sealed), from: start, to: start + 79 * minute }]);
      expect(recordsTail(folder).ids.size).toBe(40);
      expect(stoppedInOrder(folder)).toBe(true);
    });
  }

  test("that is cut anywhere, or has one byte changed anywhere, answers whole or is named", {
    timeout: 60_000,
  }, async () => {
    const bytes = readFileSync(whole.sealed);
    let told = 0;
    const folder = damagedCopy("changed", "sealed", () => {});
    const path = join(folder, "20261124", basename(whole.sealed));
    for (let place = 0; place < bytes.length; place += 37) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8));
      writeFileSync(path, place % 5 === 0 ? bytes.subarray(0, place) : changed);
      const { byTime, byKey, named } = await asked(folder);
      const complete = byTime.length === ids.length && byKey.length === ids.length;
      expect(complete || named.length > 0, `at byte ${place}: ${byTime.length} ${byKey.length}`).toBe(true);
      expect(byTime.slice(-40)).toEqual(openIds);
      if (named.length > 0) told += 1;
    }
    expect(told).toBeGreaterThan(100);
  });
});

describe("an open part", () => {
  test("with a byte changed in one frame loses that session alone, and says between which times", async () => {
    const folder = damagedCopy("frame", "open", (path) => {
      const bytes = readFileSync(path);
      const place = bytes.indexOf(ids[100] ?? "");
      bytes[place] = 0;
      writeFileSync(path, bytes);
    });
    const without = ids.filter((id) => id !== ids[100]);
    const { byTime, byKey, named } = await asked(folder);
    expect({ byTime, byKey }).toEqual({ byTime: without, byKey: without });
    const named100 = [{ from: start + 99 * minute, to: start + 101 * minute }];
    expect(named).toEqual(named100.map((span) => ({ file: basename(whole.open), ...span })));

    const remarks = upkeep({ folder, closed: openPartsOf(folder), now: start, merge: true, keep });
    expect(remarks.join()).toContain("damaged in 1 places");
    const sealed = await asked(folder);
    expect(sealed.byTime).toEqual(without);
    expect(sealed.named).toMatchObject(named100);
  });

  test("that is no file at all is named for its day", async () => {
    const folder = damagedCopy("no-file", "open", (path) => {
      rmSync(path);
      mkdirSync(path);
    });
    const { byTime, named } = await asked(folder);
    expect(byTime).toEqual(ids.slice(0, 80));
    const day = Date.UTC(2026, 10, 24);
    expect(named).toEqual([{ file: basename(whole.open), from: day, to: day + 24 * 60 * minute }]);
  });
});

test("a day with a damaged part is not merged, as that would throw away what may still be rescued", async () => {
  const folder = damagedCopy("unmerged", "sealed", (path) => {
    const bytes = readFileSync(path);
    // Each block of sessions, by the first bytes of what zstd packs.
    const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
    for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1)) bytes[at + 40] = 0;
    writeFileSync(path, bytes);
  });
  const before = await asked(folder);
  expect(before.named).toHaveLength(3);
  const remarks = upkeep({ folder, closed: openPartsOf(folder), now: Date.UTC(2027, 0, 1), merge: true, keep });
  expect(remarks.join()).toContain("a part of it is damaged");
  expect(await asked(folder)).toEqual(before);
});
