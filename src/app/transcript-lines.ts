/** Every line of a session as it stands in the log, or would at a higher level: who said it, after which silence. */
import type { Zone } from "../base/zone.ts";
import type { MailEvent, Role, Source } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";
import { eventLines } from "./event-lines.ts";
import { iso, placesOf } from "./evidence-lines.ts";
import type { Reader } from "./reader.ts";

export interface TranscriptLine {
  readonly at: string | null;
  readonly pauseSeconds: number;
  /** The other side, ours, or the log itself. */
  readonly who: "peer" | "local" | "note";
  readonly kind: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly text: string;
}

export async function transcriptLines(
  { events, from, role, omitted }: Session,
  reader: Pick<Reader, "rawLines">,
  zone: Zone,
): Promise<readonly TranscriptLine[]> {
  const rows: TranscriptLine[] = [];
  let before = from;
  let last: Source | undefined;
  for (const [index, event] of events.entries()) {
    if (omitted?.behind === index) rows.push(leftOut(omitted.events, event));
    // One line may tell of several events.
    const { source } = event;
    if (source && last && source.file === last.file && source.offset === last.offset) continue;
    last = source;
    const places = placesOf(source);
    const texts = source ? await reader.rawLines(places) : eventLines(event, zone);
    for (const [number, text] of texts.entries()) {
      const pause = number === 0 ? Math.max(0, event.at - before) / 1000 : 0;
      const { file = null, line = null } = places[number] ?? {};
      const said = text ?? `${zone.iso(event.at)} ${event.kind}`;
      rows.push({
        at: iso(event.at),
        pauseSeconds: pause,
        who: whoSaid(event, role),
        kind: event.kind,
        file,
        line,
        text: said,
      });
    }
    before = event.at;
  }
  return rows;
}

const leftOut = (events: number, { at }: MailEvent): TranscriptLine => ({
  at: iso(at),
  pauseSeconds: 0,
  who: "note",
  kind: "omitted",
  file: null,
  line: null,
  text: `… ${events} more are not in the records; the log has what its level shows …`,
});

/** In a session of ours as client the commands are ours. */
function whoSaid({ kind }: MailEvent, role: Role): TranscriptLine["who"] {
  const isCommand = kind === "smtp.command" || kind === "data.ended";
  if (!isCommand && kind !== "smtp.reply") return "note";
  return isCommand === (role === "client") ? "local" : "peer";
}
