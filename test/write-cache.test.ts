/** A write cache keeps lines in memory, and a question gets them all the same. */
import { expect, test } from "vitest";
import { changeFile } from "../src/config/change.ts";
import { findSetting, type Setting } from "../src/config/settings.ts";
import { run } from "./program.ts";
import { greeted, patience, useDataFolder } from "./running.ts";

const { data, file, serve, logOf } = useDataFolder();

test("what waits in the cache is written when somebody asks, and when the server stops", patience, async () => {
  changeFile(file(), findSetting("log.cacheBytes") as Setting, 100_000);
  changeFile(file(), findSetting("log.cacheSeconds") as Setting, 60);
  const program = serve();
  const client = await greeted(await program.port());
  expect(await client.ask("HELO quiet.example")).toMatch(/^250/);
  expect(logOf("s")).not.toContain("HELO quiet.example");
  expect((await run("why", "--data", data(), "--to", "nobody@example.test")).code).not.toBe(2);
  expect(logOf("s")).toContain("HELO quiet.example");
  expect(await client.ask("NOOP")).toMatch(/^250/);
  expect(logOf("s")).not.toContain("<<< NOOP");
  program.child.kill("SIGTERM");
  await program.ended;
  expect(logOf("s")).toContain("<<< NOOP");
});
