/** `postino why` over records of which a file may not be read: it says so, and answers from the rest. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { paths } from "../src/app/paths.ts";
import type { EventBase, MailEvent } from "../src/events/event.ts";
import { upkeep } from "../src/records/upkeep.ts";
import { createRecordsWriter, openPartsOf } from "../src/records/writer.ts";
import { createSessionBuilder } from "../src/sessions/build.ts";

const at = Date.UTC(2026, 10, 24, 10);

/** A session in which that recipient was refused. */
function refusing(id: string, recipient: string): readonly MailEvent[] {
  const base = {
    at,
    atPrecisionSeconds: 0.001,
    node: "1",
    service: "smtp",
    session: id,
    peer: "192.0.2.4",
  } as const satisfies EventBase;
  return [
    { ...base, kind: "session.opened", role: "server" },
    { ...base, kind: "smtp.command", verb: "MAIL", argument: "FROM:<a@sender.example>" },
    { ...base, kind: "smtp.reply", code: 250, text: "ok" },
    { ...base, kind: "smtp.command", verb: "RCPT", argument: `TO:<${recipient}>` },
    { ...base, kind: "smtp.reply", code: 550, enhanced: "5.1.1", text: "no mailbox here" },
    { ...base, kind: "session.closed", ended: "peer-closed" },
  ];
}

/** Root may read everything, so then somebody else asks. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

test("a file that may not be read is named by why, and the others answer", () => {
  const data = mkdtempSync(join(tmpdir(), "postino-damaged-"));
  const folder = paths(data).records;
  try {
    for (const [n, recipient] of ["bob@example.test", "ann@example.test"].entries()) {
      const writer = createRecordsWriter({ folder, now: () => at, onClosed: () => {} });
      const builder = createSessionBuilder((session) => writer.append({ session }));
      for (const event of refusing(`00A1B2C3D4E5F60${n}`, recipient)) builder.take(event);
      writer.close();
      upkeep({ folder, closed: openPartsOf(folder), now: at, merge: true, keep: { days: 0, bytes: 0 } });
    }
    const day = join(folder, "20261124");
    for (const path of [data, folder, day]) chmodSync(path, 0o755);
    const [first = "", second = ""] = readdirSync(day);
    chmodSync(join(day, first), 0o000);
    chmodSync(join(day, second), 0o644);
    const ask = (to: string, ...options: readonly string[]) =>
      spawnSync(process.execPath, ["bin/postino.js", "why", "--data", data, "--to", to, ...options], {
        encoding: "utf8",
        ...nobody,
      });

    const ann = ask("ann@example.test", "--zone", "Europe/Rome");
    expect(ann.status).toBe(0);
    expect(ann.stdout).toContain("rcpt.user-unknown");
    expect(ann.stdout).toMatch(new RegExp(`Not read: .*${first} \\(EACCES.*from 2026-11-24T11:00:00.000\\+01:00`));

    const bob = JSON.parse(ask("bob@example.test", "--json").stdout);
    expect(bob.answers[0].cause).toBe("evidence.log-gap");
    expect(bob.searched.gaps).toMatchObject([{ why: "damaged", file: join(day, first) }]);
  } finally {
    rmSync(data, { recursive: true });
  }
});
