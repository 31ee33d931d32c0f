/** Our own activity log, read and written by one definition (`reading/postino/shapes.ts`). */
import type { Zone } from "../../base/zone.ts";
import type { MailEvent } from "../../events/event.ts";
import { defineFormat } from "../format.ts";
import { marks, PostinoReader } from "../postino/reader.ts";
import { clientMark, type Shaped, shapes, writeRemark } from "../postino/shapes.ts";
import { PostinoSkimmer } from "../postino/skim.ts";
import { noThread, readHead, readStamp, writeHead } from "../postino/stamp.ts";
import { sessionKey, sessionLine, type Threads } from "../postino/threads.ts";
import type { TimeFormat } from "../postino/time.ts";

/** What comes from outside is cut behind so many bytes, unless the style says otherwise. */
const defaultMaxTextBytes = 2000;

/** How the lines are written. What is absent is as the format says by default. */
export interface LineStyle {
  readonly timeFormat?: TimeFormat;
  /** Layout `icewarp`: a session has a number of four digits, and time is `HH:MM:SS`. */
  readonly threads?: Threads;
  readonly maxTextBytes?: number;
}

/** The lines of an event, without line ends. None for facts that reading derives from the dialogue. */
export function render(event: MailEvent, zone: Zone, style: LineStyle = {}): readonly string[] {
  const texts = textsOf(event, zone, style.maxTextBytes ?? defaultMaxTextBytes);
  if (texts === undefined) return [];
  if (style.threads) return renderNumbered(event, zone, texts, style.threads);
  const before = `${writeHead(event, zone, style.timeFormat ?? "detailed")}${markOf(event)}`;
  return typeof texts === "string" ? [before + texts] : texts.map((text) => before + text);
}

/** The same without what stands before the text. */
export const wording = (event: MailEvent, zone: Zone): readonly string[] =>
  [textsOf(event, zone, defaultMaxTextBytes) ?? []].flat().map((text) => markOf(event) + text);

const dayMs = 86_400_000;

/** Layout `icewarp`: the first line with a number in the files of a day also says whose it is. */
function renderNumbered(
  event: MailEvent,
  zone: Zone,
  texts: string | readonly string[],
  threads: Threads,
): readonly string[] {
  const { session, kind, at } = event;
  const thread = session === undefined ? undefined : threads.of(session, Math.floor((at + zone.offsetAt(at)) / dayMs));
  const head = writeHead(event, zone, "time", thread?.digits ?? noThread);
  const isOpened = kind === "session.opened";
  const lines = [texts]
    .flat()
    .map((text) => head + markOf(event) + text + (isOpened && session ? sessionKey(session) : ""));
  return thread?.isNew && session && !isOpened ? [head + sessionLine(session), ...lines] : lines;
}

const markOf = (event: MailEvent): string =>
  event.kind === "session.opened" && event.role === "client" ? clientMark : (marks[event.kind] ?? "");

/** What stands behind head and mark, a text a line; undefined for what is not written. */
function textsOf(event: MailEvent, zone: Zone, maxBytes: number): string | readonly string[] | undefined {
  if (event.kind === "session.noted" || event.kind === "system.noted") return writeRemark(event.text, maxBytes);
  if (!(event.kind in shapes)) return undefined;
  const write = shapes[event.kind as Shaped].write as (
    event: MailEvent,
    maxBytes: number,
    zone: Zone,
  ) => string | readonly string[];
  return write(event, maxBytes, zone);
}

/** Only our log has such stamps, and a port beside the address of `Connected`. */
function owns(line: string): boolean {
  const { text = "" } = readHead(line) ?? {};
  return readStamp(text) !== undefined || /^(?:Client session )?Connected, local IP=[^ ,]+, local port=\d/.test(text);
}

export const postino = defineFormat({
  id: "postino",
  title: "Postino activity log",
  docs: "docs/guide/log.md",
  container: "plain",
  samples: [
    "SYSTEM           [0000000000000000] 10:00:00.000 Log opened 2026-11-24T10:00:00.000+01:00 Europe/Rome node=1 level=debug version=0.1.0",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.000 Connected, local IP=192.0.2.1, local port=25, peer port=40112",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.200 <<< RCPT TO:<bob@example.test>",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.201 >>> 550 5.1.1 <bob@example.test>: no such mailbox",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.201 Decided by recipient.unknown refuse cause=rcpt.user-unknown recipient=bob@example.test",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.400 *** <ann@example.com> <bob@example.test> 1 0 00:00:00 REJECT refused=<bob@example.test>:550/5.1.1",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.500 Disconnected, local closed",
  ],
  // With whole seconds, or numbers for sessions, a line may as well be IceWarp's; then `owns` decides.
  looksLike: (text) => {
    const found = readHead(text);
    return found !== undefined && found.thread === undefined && found.time.precisionSeconds < 1;
  },
  owns,
  open: (context) => new PostinoReader(context),
  // Otherwise the day may be told by a later line only.
  canSkim: ({ date }) => date !== undefined,
  skim: (context, places) => new PostinoSkimmer(context, places),
});
