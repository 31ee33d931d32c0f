/** Sessions of a log that grows, each when it is closed. */
import type { Question } from "../diagnosis/question.ts";
import type { SiteReply } from "../diagnosis/replies/site.ts";
import type { Source } from "../events/event.ts";
import { lastBytes } from "../reading/beginning.ts";
import { type FollowOptions, followLog, type LogLines } from "../reading/follow.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import type { Session } from "../sessions/session.ts";
import { isMeant, type JudgedSession, judged } from "./lists.ts";
import type { Reader } from "./reader.ts";

export interface FollowSessionsOptions extends Omit<FollowOptions, "begin"> {
  /** What is open was begun within so many bytes before the end of each file. */
  readonly backBytes: number;
  readonly question: Question;
  /** The administrator's own table of replies. */
  readonly site: readonly SiteReply[];
  /** Called for each, one after the other; `lines` gives its lines as they stood in the log. */
  readonly show: (found: JudgedSession, lines: Pick<Reader, "rawLines">) => Promise<void>;
}

/** What is in the log already is read for what is open in it, and not shown. Throws UsageError, see `reading/follow.ts`. */
export async function followSessions({
  question,
  show,
  backBytes,
  site,
  ...options
}: FollowSessionsOptions): Promise<void> {
  const texts = new WeakMap<Source, readonly string[]>();
  let closed: Session[] = [];
  let live = false;
  const builder = createSessionBuilder((session) => {
    if (live && isMeant(question, session)) closed.push(session);
  });
  const showAll = async () => {
    const all = closed;
    closed = [];
    for (const session of all) await show(judged(session, site), linesOf(session, texts));
  };
  const wait = async () => {
    await showAll();
    live = true;
    await options.wait();
  };
  await followLog({ ...options, begin: lastBytes(backBytes, true), wait }, ({ event, lines }: LogLines) => {
    if (event.source) texts.set(event.source, lines);
    builder.take(event);
  });
  await showAll();
}

/** The lines were kept as they came: by now the log may be rotated, packed or gone. */
function linesOf(session: Session, texts: WeakMap<Source, readonly string[]>): Pick<Reader, "rawLines"> {
  const keyOf = ({ file, offset }: Source) => `${offset} ${file}`;
  const kept = new Map<string, string | undefined>();
  for (const { source } of session.events) {
    const lines = (source && texts.get(source)) ?? [];
    const places = source ? [source, ...(source.also ?? [])] : [];
    for (const [index, place] of places.entries()) kept.set(keyOf(place), lines[index]);
  }
  return { rawLines: async (sources) => sources.map((source) => kept.get(keyOf(source))) };
}
