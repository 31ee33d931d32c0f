import { expect, test } from "vitest";
import { ask } from "./ask.ts";
import type { Io } from "./command.ts";

const io: Io = { print: () => {}, warn: () => {}, terminal: false, now: () => Date.UTC(2026, 10, 24), env: {} };

test("an address in the place of a log is told from a file that is not there", async () => {
  await expect(ask(["mail.log", "bob@example.com"], { zone: "UTC" }, io)).rejects.toThrow(
    "bob@example.com is no file or folder; if it is an address, write --to bob@example.com, or --from",
  );
});
