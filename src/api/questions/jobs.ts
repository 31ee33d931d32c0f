/** What the thread of questions does: each job takes what JSON can say and gives the like. */
import { statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { answersAsJson } from "../../app/answer-document.ts";
import { type Asked, isOfSomething, questionOf } from "../../app/asked.ts";
import { type BlockQuestion, blockStory } from "../../app/block-story.ts";
import { iso } from "../../app/evidence-lines.ts";
import { explainPaste } from "../../app/explain.ts";
import { journalPage } from "../../app/journal-page.ts";
import { catalogueOf, type Language } from "../../app/language.ts";
import { judged } from "../../app/lists.ts";
import { plainQuestion } from "../../app/plain-question.ts";
import { type Reader, readerOf, repliesOf, usualReplies } from "../../app/reader.ts";
import { residentsOf } from "../../app/residents.ts";
import { sessionRow } from "../../app/session-document.ts";
import { type SessionFilter, sessionPage } from "../../app/session-page.ts";
import { logFiles as filesOf, serviceNamed, type TailOptions, tail as tailLog } from "../../app/tail.ts";
import { transcriptLines } from "../../app/transcript-lines.ts";
import { noteUploadRead, uploadedLog } from "../../app/uploads.ts";
import { defined } from "../../base/defined.ts";
import { UsageError } from "../../base/error.ts";
import { Zone } from "../../base/zone.ts";
import { logLetter } from "../../events/catalogue.ts";
import type { Service } from "../../events/event.ts";
import type { LogLines } from "../../reading/follow.ts";
import { asSender } from "./as-sender.ts";
import { type JobGround, serverZone } from "./ground.ts";

/** Of the asker, or the server's. */
const zoneNamed = (name: string | undefined, ground: JobGround): Zone =>
  name === undefined ? serverZone(ground) : new Zone(name);

interface OfLog {
  /** Id of a log that was brought; without it the server's own records are meant. */
  readonly log?: string | undefined;
  /** The asker's. */
  readonly zone?: string | undefined;
}

interface Told {
  /** Of the texts; without it English. */
  readonly lang?: Language | undefined;
}

/** Our own replies mean what the administrator says; those in another server's log need not. */
const repliesIn = async (log: string | undefined, { data }: JobGround) => (log === undefined ? repliesOf(data) : []);

async function readerFor({ log, lang }: OfLog & Told, zone: Zone, ground: JobGround): Promise<Reader> {
  const site = await repliesIn(log, ground);
  const residents = log === undefined ? residentsOf(ground.data) : undefined;
  const source = await ground.sourceOf(log, zone);
  const logs =
    log === undefined ? undefined : { logs: [uploadedLog(ground.data, log)], zone: ground.zoneOfLog(log, zone) };
  return readerOf(source, defined({ zone, site, residents, logs, catalogue: await catalogueOf(lang) }));
}

async function why({ asked, log, zone: named, lang }: OfLog & Told & { readonly asked: Asked }, ground: JobGround) {
  const zone = zoneNamed(named, ground);
  const question = questionOf(asked, zone, ground.now());
  if (!isOfSomething(question))
    throw new UsageError(
      "whose mail? give a recipient, a sender, a Message-ID, a queue id, a session or an IP address",
    );
  const reader = await readerFor({ log, lang }, zone, ground);
  const answers = await reader.why(question);
  const sent = await asSender(question, answers, reader);
  return {
    ...(await answersAsJson(question, answers, reader)),
    ...(sent && { sent }),
    ...(log !== undefined && { logZone: ground.zoneOfLog(log, zone).name }),
  };
}

async function explain(
  { text, zone, ours, lang }: OfLog & Told & { readonly text: string; readonly ours: readonly string[] },
  ground: JobGround,
) {
  const catalogue = await catalogueOf(lang);
  const replies = usualReplies(ground.data);
  const [asked, now] = [zoneNamed(zone, ground), ground.now()];
  const explained = await explainPaste(text, { ours, replies, zone: asked, now, catalogue });
  const plain = explained.kind === "unknown" ? plainQuestion(text, asked, now) : undefined;
  return { ...explained, ...(plain && { plain }) };
}

interface ListWish extends OfLog {
  readonly filter: SessionFilter;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

async function sessions({ filter, cursor, limit, log, zone }: ListWish, ground: JobGround) {
  const source = await ground.sourceOf(log, zoneNamed(zone, ground));
  const { sessions: found, next } = await sessionPage(source, filter, {
    ...(cursor !== undefined && { cursor }),
    limit,
    site: await repliesIn(log, ground),
  });
  return { sessions: found.map(sessionRow), next: next ?? null };
}

async function session({ id, log, zone: named }: OfLog & { readonly id: string }, ground: JobGround) {
  const zone = zoneNamed(named, ground);
  const source = await ground.sourceOf(log, zone);
  const found = await source.get(id);
  if (!found)
    throw new UsageError(
      `there is no session ${id} in the records; it may still be open, or be older than they reach`,
      "not-found",
    );
  return {
    session: sessionRow(judged(found, await repliesIn(log, ground))),
    lines: await transcriptLines(found, readerOf(source, { zone, site: [] }), zone),
  };
}

async function block(asked: BlockQuestion, ground: JobGround) {
  const { cause, refused, mail, knownPeers } = await blockStory(ground.data, asked);
  const site = await repliesOf(ground.data);
  return {
    cause: cause ? sessionRow(judged(cause, site)) : null,
    refused: refused.map((one) => sessionRow(judged(one, site))),
    mail: mail.map(({ at, knownSince, ...one }) => ({
      ...one,
      at: iso(at),
      knownSince: knownSince ? iso(knownSince) : null,
    })),
    known: knownPeers.map(({ peer, at }) => ({ peer, at: iso(at) })),
  };
}

const logFolder = ({ config, data }: JobGround): string => resolve(data, config().log.folder);

async function logFiles(_: object, ground: JobGround) {
  const folder = logFolder(ground);
  return Object.keys(logLetter).flatMap((service) =>
    filesOf(folder, service as Service)
      .toReversed()
      .map((path) => {
        const { size, mtimeMs } = statSync(path);
        return { service: service as Service, name: basename(path), bytes: size, changedAt: iso(mtimeMs) };
      }),
  );
}

async function journal(
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ground: JobGround,
) {
  return journalPage(filesOf(logFolder(ground), "journal"), serverZone(ground), { cursor, limit });
}

export const jobs = { why, explain, sessions, session, block, logFiles, journal } as const;
export type Jobs = typeof jobs;

/** Soon enough for a person who watches, and next to nothing for the machine. */
const pollMilliseconds = 250;

interface TailWish extends Pick<TailOptions, "lines" | "session" | "address" | "text"> {
  readonly service: string;
}

/** The last lines of our log, then each as it comes. */
async function* tail({ service, ...wish }: TailWish, ground: JobGround, signal: AbortSignal) {
  const came: LogLines[] = [];
  let wake = () => {};
  let over = false;
  const follow = tailLog({
    ...wish,
    service: serviceNamed(service),
    folder: () => logFolder(ground),
    zone: serverZone(ground),
    show: (found) => void came.push(found),
    wait: async () => {
      wake();
      await setTimeout(pollMilliseconds, undefined, { signal }).catch(() => undefined);
    },
    signal,
  }).finally(() => {
    over = true;
    wake();
  });
  while (!over || came.length > 0) {
    for (const { event, lines } of came.splice(0))
      yield { at: iso(event.at), kind: event.kind, session: event.session ?? null, lines };
    if (over) break;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  await follow;
}

const linesPerWord = 20_000;

/** Reads a log that was brought, and says how far it is; what was read is kept for the questions that follow. */
async function* read(
  { log, zone: named }: { readonly log: string; readonly zone?: string | undefined },
  ground: JobGround,
  signal: AbortSignal,
) {
  const zone = zoneNamed(named, ground);
  let lines = 0;
  let bytes = 0;
  let over = false;
  const reading = ground
    .read(log, zone, (line) => {
      if (++lines % linesPerWord !== 0) return;
      bytes = line.source().offset;
      if (signal.aborted) throw new UsageError("the reading was broken off");
    })
    .finally(() => {
      over = true;
    });
  while (!over) {
    yield { event: "progress" as const, lines, bytes };
    await Promise.race([reading.catch(() => undefined), setTimeout(pollMilliseconds)]);
  }
  const note = (isLog: boolean) => noteUploadRead(ground.data, log, { zone: zone.name, isLog });
  const source = await reading.catch((error: unknown) => {
    if (error instanceof UsageError && !signal.aborted) note(false);
    throw error;
  });
  const {
    from,
    to,
    unread,
    lines: all,
    formats,
  } = await source.coverage(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  note(formats.length > 0);
  yield { event: "end" as const, formats, lines: all, unread, from: iso(from), to: iso(to) };
}

export const followedJobs = { tail, read } as const;
export type FollowedJobs = typeof followedJobs;
