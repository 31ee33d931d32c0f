import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeReader } from "../../src/app/reader.ts";
import { Zone } from "../../src/base/zone.ts";
import type { Attempt } from "../../src/journeys/attempt.ts";
import { readLogs } from "../../src/reading/read.ts";
import type { Exim } from "./exim.ts";
import { misuse, type Truth, withExim } from "./exim-script.ts";

const zone = new Zone(Intl.DateTimeFormat().resolvedOptions().timeZone);
/** Tries that nobody but Exim sees: a full mailbox, a dead port, a message that an ACL throws away after DATA. */
const unseen =
  /^(?:deferred (?:queue|connect)|expired) \S+ (?:full@example|erin\.\d+@dead)\.test$|^discarded content\d+@/;

/** What lies in the mailboxes, in a file, and behind a pipe. */
function delivered(exim: Exim): readonly string[] {
  return ["alice", "bob", "away", "file", "pipe"].flatMap((name) =>
    exim
      .mailbox(name)
      .map((message) => /^(?:Return-path: <|From )(\S*?)>?\s/.exec(message)?.[1])
      .map((sender) => `delivered ${sender} ${name}@example.test`),
  );
}

function told({ status, stage, sender, recipient }: Attempt): string {
  const where = ["deferred", "refused", "bounced"].includes(status) ? ` ${stage}` : "";
  return `${status}${where} ${sender === "" ? "<>" : (sender ?? "?")} ${recipient ?? "-"}`;
}

async function traced(logs: readonly string[]): Promise<readonly Attempt[]> {
  const folder = mkdtempSync(join(tmpdir(), "postino-exim-data-"));
  try {
    const reader = await composeReader({ logs, data: folder, askerZone: zone, zone, now: Date.now() });
    return (await reader.trace({ to: [], facts: {}, limit: 100_000 })).traced;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** With UPDATE=1 a log becomes a case that `npm test` reads; its events are then written by `cases.test.ts`. */
function record(name: string, story: string, exim: Exim, log: string): void {
  if (process.env.UPDATE !== "1") return;
  const text = exim.text(log).replaceAll(exim.folder, "/srv/exim").trimEnd();
  const comment = `# ${story}: written by Exim ${exim.version} of Debian 12 under test/servers/exim.test.ts.`;
  writeFileSync(`src/reading/cases/${name}.case`, `${comment}\n-- log exim ${log}log --\n${text}\n-- events --\n`);
}

const selectors = [
  ["exim-default", "", "Every way in which a message does and does not arrive, as Exim logs it by default"],
  ["exim-all", "+all", "The same with each log selector"],
] as const;

test.each(selectors)(
  "%s: the log of a real Exim tells what was done to it",
  { timeout: 400_000 },
  async (name, selector, story) => {
    await withExim(selector, async (exim, truth: Truth) => {
      await misuse(exim, truth, process.env.UPDATE === "1" ? 1 : 6);
      record(name, story, exim, "main");
      if (selector === "")
        record(
          "exim-reject",
          "What the reject log says beside it, with the headers of refused messages",
          exim,
          "reject",
        );
      const stat = await readLogs({ logs: [exim.path("main")], zone }, () => {});
      expect(stat.files[0]?.unreadByProgram).toEqual([]);
      const attempts = await traced([exim.path("main")]);
      const seen = attempts.map(told).filter((line) => !unseen.test(line));
      expect(seen.toSorted()).toEqual([...truth, ...delivered(exim)].toSorted());
      // The same refusals stand in the reject log.
      expect((await traced([exim.path("main"), exim.path("reject")])).map(told).toSorted()).toEqual(
        attempts.map(told).toSorted(),
      );
    });
  },
);
