import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { schema } from "../config/schema.ts";
import type { MailEvent } from "../events/event.ts";
import { openRecords } from "../records/reader.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { paths } from "./paths.ts";

let data = "";
let now = Date.UTC(2026, 10, 24, 10);
let settings: object = {};
let ledger: Ledger;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "postino-ledger-"));
  ledger = openLedger(
    () => schema.parse(settings),
    data,
    () => now,
  );
});
afterEach(() => rmSync(data, { recursive: true }));

/** A session with a message that is taken (code 250) or refused; it lasts so many seconds. Gives its id. */
function play(id: string, code: number, seconds = 1): string {
  const say = (body: object) => {
    const base = { at: now, atPrecisionSeconds: 0.001, node: "1", service: "smtp", session: id, peer: "192.0.2.4" };
    ledger.emit({ ...base, ...body } as MailEvent);
  };
  const command = (verb: string, argument: string, reply: number) => {
    say({ kind: "smtp.command", verb, argument });
    say({ kind: "smtp.reply", code: reply, text: "so be it" });
  };
  say({ kind: "session.opened", role: "server" });
  command("EHLO", "c.example", 250);
  command("MAIL", "FROM:<a@sender.example>", 250);
  command("RCPT", "TO:<bob@example.test>", code);
  now += seconds * 1000;
  if (code === 250) {
    command("DATA", "", 354);
    say({ kind: "data.ended", receivedBytes: 9 });
    say({ kind: "smtp.reply", code: 250, text: "Message id 1 accepted for delivery" });
  }
  command("QUIT", "", 221);
  say({ kind: "session.closed", ended: "local-closed" });
  return id;
}

/** How many events the records keep of each session. */
async function kept(...ids: readonly string[]): Promise<readonly (number | undefined)[]> {
  await ledger.written();
  const records = openRecords(paths(data).records);
  const sessions = await Promise.all(ids.map((id) => records.get(id)));
  records.close();
  return sessions.map((session) => session?.events.length);
}

describe("the records keep what was said", () => {
  test("of every session at level debug", async () => {
    settings = { log: { levels: { smtp: "debug" } } };
    expect(await kept(play("00A1B2C3D4E5F601", 250))).toEqual([14]);
  });

  test("at summary and none of those alone that ended badly or were slow; of the others how they began and ended", async () => {
    for (const smtp of ["summary", "none"]) {
      settings = { log: { levels: { smtp } } };
      const ids = ["1", "2", "3"].map((n) => `00A1B2C3D4E5${smtp === "none" ? "F" : "0"}60${n}`);
      const [good = "", bad = "", slow = ""] = ids;
      expect(await kept(play(good, 250), play(bad, 550), play(slow, 250, 61))).toEqual([2, 10, 14]);
    }
  });

  test("as the settings say from the next session on", async () => {
    settings = { log: { levels: { smtp: "summary" } } };
    const first = play("00A1B2C3D4E5F601", 250);
    settings = { log: { levels: { smtp: "summary" } }, records: { transcripts: "all" } };
    const second = play("00A1B2C3D4E5F602", 250);
    settings = { log: { levels: { smtp: "summary" } }, records: { slowSeconds: 5 } };
    const [third, fourth] = [play("00A1B2C3D4E5F603", 250, 5), play("00A1B2C3D4E5F604", 250, 6)];
    expect(await kept(first, second, third, fourth)).toEqual([2, 14, 2, 14]);
  });
});
