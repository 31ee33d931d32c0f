/** Levels of the log in the real program: changed for a time, and back again. */
import { readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { expect, test } from "vitest";
import { paths } from "../src/app/paths.ts";
import { run } from "./program.ts";
import { greeted, patience, useDataFolder } from "./running.ts";

const { data, file, serve, operate, edit, logOf } = useDataFolder();

test("a level is changed for a time, live and at rest, and goes back by itself after a restart", patience, async () => {
  const { username } = userInfo();
  const levels = (...words: readonly string[]) => run("log", "levels", "--data", data(), ...words);
  const first = serve();
  await greeted(await first.port());
  expect(await levels()).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^service +API +level\nsmtp +1 +debug\nsystem +1 +debug\njournal +1 +debug\nintrusion +1 +debug\n$/,
    ),
  });
  const changed = await levels("smtp=4", "journal=3", "--for", "48h");
  expect(changed.out).toMatch(
    /^smtp +4 +extended until \d{4}-\d\d-\d\d \d\d:\d\d, then debug\nsystem.*\njournal +1 +debug$/m,
  );
  expect(changed.err).toMatch(/^journal is debug already, for good, so nothing changes after 48h; .*\n$/);
  await greeted(await first.port());
  expect(logOf("s")).toMatch(/ Log opened .* level=extended /);
  expect(logOf("j")).toMatch(
    new RegExp(`Changed by ${username} what=log.levels.smtp before=debug after="extended until \\S+, then debug"`),
  );
  first.child.kill("SIGTERM");
  await first.ended;
  expect((await run("get", "C_System_Log_Services_SMTP", "--data", data())).out).toContain(
    "C_System_Log_Services_SMTP = 4\n",
  );
  // Two days later.
  edit((text) => text.replace(/"until": \d+/, '"until": 1'), paths(data()).levels);
  expect((await levels()).out).toMatch(/^smtp +1 +debug$/m);
  expect(logOf("j")).toContain(`Changed by timer-of-${username} what=log.levels.smtp before=extended after=debug\n`);
  expect(await levels("smpt=debug")).toMatchObject({ code: 2, err: expect.stringContaining("there are smtp, ") });
  expect(await levels("smtp=loud")).toMatchObject({ code: 2, err: expect.stringContaining("levels are none, ") });
});

test(
  "what was due while no server ran goes back when one starts, and what was set by hand stays",
  patience,
  async () => {
    const due = { level: "extended", until: 1, afterwards: "summary", by: "ann" };
    writeFileSync(paths(data()).levels, JSON.stringify({ smtp: due, journal: { ...due, level: "none" } }));
    edit((text) => text.replace("smtp: debug", "smtp: extended"));
    const server = serve();
    await greeted(await server.port());
    expect(logOf("j")).toContain("Changed by timer-of-ann what=log.levels.smtp before=extended after=summary\n");
    expect(readFileSync(file(), "utf8")).toMatch(/smtp: summary\n.*journal: debug\n/s);
    await operate("log-levels", { changes: [{ service: "smtp", level: "extended" }], forSeconds: 86_400 });
    await operate("setting-change", { name: "C_System_Log_Services_SMTP", value: "4" });
    expect(logOf("j")).toContain('before="extended for a time" after=extended\n');
    expect(JSON.parse(readFileSync(paths(data()).levels, "utf8"))).toEqual({});
  },
);
