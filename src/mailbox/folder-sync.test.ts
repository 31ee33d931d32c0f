import { expect, test } from "vitest";
import { FolderSync } from "./folder-sync.ts";

test("who asks while a sync runs shares the next one, and all who ask together share one", async () => {
  const ends: (() => void)[] = [];
  const sync = new FolderSync(() => new Promise((end) => ends.push(end)));
  const first = [sync.sync("new"), sync.sync("new")];
  await Promise.resolve();
  expect(ends.length).toBe(1);
  const later = [sync.sync("new"), sync.sync("new")];
  ends[0]?.();
  await Promise.all(first);
  await new Promise((next) => setImmediate(next));
  expect(ends.length).toBe(2);
  ends[1]?.();
  await Promise.all(later);
});

test("an error reaches all who waited for it, and the next sync is tried anew", async () => {
  let fail = true;
  const sync = new FolderSync(async () => {
    if (fail) throw new Error("EIO");
  });
  const asked = [sync.sync("new"), sync.sync("new")];
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  fail = false;
  await sync.sync("new");
});
