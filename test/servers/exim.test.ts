import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeReader } from "../../src/app/reader.ts";
import { Zone } from "../../src/base/zone.ts";
import type { EventOf, MailEvent } from "../../src/events/event.ts";
import type { Attempt } from "../../src/journeys/attempt.ts";
import { readLogs } from "../../src/reading/read.ts";
import { type Exim, eximstats } from "./exim.ts";
import { misuse, type Truth, withExim } from "./exim-script.ts";
import { distribution, recordedAs, release } from "./release-root.ts";

const zone = new Zone(Intl.DateTimeFormat().resolvedOptions().timeZone);
/** Recorded cases are short; what they are short of is said more often, and at once. Of another release, asked for by hand, longest. */
const rounds = process.env.UPDATE === "1" ? 1 : release ? 24 : 6;
/** Tries that nobody but Exim sees: a full mailbox, a dead port, a message that an ACL throws away after DATA. */
const unseen =
  /^(?:deferred (?:queue|connect)|expired) \S+ (?:full@example|erin\.\d+@dead)\.test$|^discarded content\d+@/;

/**
 * A host that hangs up at DATA is for 4.98.2 one that took the message: it logs a blank line, and the message is gone. Of other
 * versions it is told as deferred, and tried again.
 */
const lostByExim = /^deferred data \S+ cut-1\.\d+@takes\.test$/;
const toldOf = ({ version }: Exim, truth: Truth): Truth =>
  version.startsWith("4.98") ? truth.filter((line) => !lostByExim.test(line)) : truth;

/** What lies in the mailboxes, in a file, and behind a pipe. */
function delivered(exim: Exim): readonly string[] {
  const senderOf = (message: string) => /^(?:Return-path: <|From )(\S*?)>?\s/.exec(message)?.[1];
  return ["alice", "bob", "away", "file", "pipe"].flatMap((name) =>
    exim.mailbox(name).map((message) => `delivered ${senderOf(message)} ${name}@example.test`),
  );
}

function told({ status, stage, sender, recipient }: Attempt): string {
  const where = ["deferred", "refused", "bounced"].includes(status) ? ` ${stage}` : "";
  return `${status}${where} ${sender === "" ? "<>" : (sender ?? "?")} ${recipient ?? "-"}`;
}

/** The reject log says for whom a refused message was. */
const named = (line: string): string =>
  line
    .replace(/( eod content\d+@sender\.example) -$/, "$1 bob@example.test")
    .replace(/( eod eve@sender\.example) -$/, "$1 alice@example.test");

async function traced(logs: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "postino-exim-data-"));
  try {
    const reader = await composeReader({ logs, data: folder, askerZone: zone, zone, now: Date.now() });
    const { traced: attempts } = await reader.trace({ to: [], facts: {}, limit: 100_000 });
    return attempts.map(told).toSorted();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** With UPDATE=1 a log becomes a case that `npm test` reads; its events are then written by `cases.test.ts`. */
function record(name: string, story: string, exim: Exim, log: string): void {
  if (process.env.UPDATE !== "1") return;
  const text = exim
    .text(log)
    .replaceAll(exim.folder, "/srv/exim")
    .replaceAll(process.cwd(), "/srv/exim4/wd")
    .replaceAll(` ${hostname()} `, " mx ")
    .trimEnd();
  const comment = `# ${story}: written by Exim ${exim.version} of ${distribution} under test/servers/exim.test.ts.`;
  const file = log === "sys" ? `syslog-${new Date().toISOString().slice(0, 10).replaceAll("-", "")}` : `${log}log`;
  writeFileSync(
    `src/reading/cases/${recordedAs(name)}.case`,
    `${comment}\n-- log exim ${file} --\n${text}\n-- events --\n`,
  );
}

/** The table of eximstats, by the words of its rows; the same figures of our events. */
function statistics(events: readonly MailEvent[]) {
  const of = <K extends MailEvent["kind"]>(kind: K) =>
    events.filter((event): event is EventOf<K> => event.kind === kind);
  const ended = of("attempt.ended").filter(({ queueId }) => queueId !== undefined);
  // eximstats does not count what an administrator gave up.
  const tried = ended.filter(({ decidedBy }) => decidedBy !== "exim.admin");
  const messagesWith = (...statuses: readonly string[]) =>
    new Set(tried.filter(({ status }) => statuses.includes(status)).map(({ queueId }) => queueId));
  // eximstats counts as delivered what a black hole takes, what an ACL discards, and an autoreply.
  const gone = ended.filter(({ status }) => ["delivered", "relayed"].includes(status)).length;
  const discarded = new Set([
    ...ended.filter(({ status }) => status === "discarded").map(({ queueId }) => queueId),
    ...of("decision")
      .filter(({ by }) => by === "exim.acl")
      .map(({ queueId }) => queueId),
  ]).size;
  return {
    received: of("message.accepted").length,
    addresses: gone + discarded + rounds,
    delayed: messagesWith("deferred", "queued").size,
    failed: messagesWith("bounced", "expired").size,
  };
}

const selectors = [
  ["exim-default", "", 700, "Every way in which a message does and does not arrive, as Exim logs it by default"],
  ["exim-all", "+all", 1300, "The same with each log selector"],
] as const;

test.each(selectors)("%s: the log of a real Exim tells what was done to it", { timeout: 400_000 }, async (...row) => {
  const [name, selector, lines, story] = row;
  await withExim({ selector }, async (exim, truth: Truth) => {
    await misuse(exim, truth, rounds);
    record(name, story, exim, "main");
    const beside = "What the reject log says beside it, with the headers of refused messages";
    if (selector === "") record("exim-reject", beside, exim, "reject");
    const events: MailEvent[] = [];
    const stat = await readLogs({ logs: [exim.path("main")], zone }, (event) => void events.push(event));
    expect(stat.files[0]?.unreadByProgram).toEqual([]);
    if (rounds > 1) expect(stat.files[0]?.lines).toBeGreaterThan((lines * rounds) / 6);
    const attempts = await traced([exim.path("main")]);
    const seen = attempts.filter((line) => !unseen.test(line));
    expect(seen).toEqual([...toldOf(exim, truth), ...delivered(exim)].toSorted());
    if (toldOf(exim, truth) !== truth) expect(truth.filter((line) => line.includes(" cut-1."))).toHaveLength(rounds);
    // The same refusals stand in both logs.
    expect(await traced([exim.path("main"), exim.path("reject")])).toEqual(attempts.map(named).toSorted());
    expect(statistics(events)).toEqual(await eximstats(exim.path("main")));
  });
});

test("through syslog, where each refusal stands twice and long lines are cut, it tells the same", {
  timeout: 200_000,
}, async () => {
  await withExim({ selector: "+pid", bySyslog: true }, async (exim, truth) => {
    await misuse(exim, truth, 1);
    const log = exim.path("main");
    record("exim-syslog", "The same through syslog, with the processes", exim, "sys");
    const stat = await readLogs({ logs: [log], zone }, () => {});
    expect(stat.files[0]?.unreadByProgram.filter(({ program }) => program.startsWith("exim"))).toEqual([]);
    expect(exim.text("main")).toMatch(/\[1\\\d+\] .* rejected after DATA/);
    const seen = (await traced([log])).filter((line) => !unseen.test(line));
    expect(seen).toEqual([...toldOf(exim, truth).map(named), ...delivered(exim)].toSorted());
  });
});
