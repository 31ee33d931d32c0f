/** Our own activity log, read and written by one definition (`reading/postino/shapes.ts`). */
import type { Zone } from "../../base/zone.ts";
import type { MailEvent } from "../../events/event.ts";
import { defineFormat } from "../format.ts";
import { Pen } from "../postino/pen.ts";
import { PostinoReader } from "../postino/reader.ts";
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

interface Lines {
  readonly texts: readonly string[];
  /** Each has as many bytes as characters. */
  readonly isAscii: boolean;
}

const nothing: Lines = { texts: [], isAscii: true };

/** The lines of an event, without line ends. None for facts that reading derives from the dialogue. */
export function renderLines(event: MailEvent, zone: Zone, style: LineStyle = {}): Lines {
  const pen = new Pen(style.maxTextBytes ?? defaultMaxTextBytes);
  const said = textsOf(event, zone, pen);
  if (said === undefined) return nothing;
  if (style.threads) return { texts: renderNumbered(event, zone, pen, said, style.threads), isAscii: pen.isAscii };
  const head = writeHead(event, pen, zone, style.timeFormat ?? "detailed");
  return { texts: typeof said === "string" ? [head + said] : said.map((text) => head + text), isAscii: pen.isAscii };
}

/** The same, the texts alone. */
export const render = (event: MailEvent, zone: Zone, style?: LineStyle): readonly string[] =>
  renderLines(event, zone, style).texts;

/** The same without what stands before the text. */
export const wording = (event: MailEvent, zone: Zone): readonly string[] =>
  [textsOf(event, zone, new Pen(defaultMaxTextBytes)) ?? []].flat();

const dayMs = 86_400_000;

/** Layout `icewarp`: the first line with a number in the files of a day also says whose it is. */
function renderNumbered(
  event: MailEvent,
  zone: Zone,
  pen: Pen,
  said: string | readonly string[],
  threads: Threads,
): readonly string[] {
  const { session, kind, at } = event;
  const thread = session === undefined ? undefined : threads.of(session, Math.floor((at + zone.offsetAt(at)) / dayMs));
  const head = writeHead(event, pen, zone, "time", thread?.digits ?? noThread);
  const isOpened = kind === "session.opened";
  const lines = [said].flat().map((text) => head + text + (isOpened && session ? sessionKey(session) : ""));
  return thread?.isNew && session && !isOpened ? [head + sessionLine(session), ...lines] : lines;
}

interface AnyShape {
  readonly write: (event: MailEvent, pen: Pen, zone: Zone) => string | readonly string[];
  readonly mark: string;
}

/** What stands behind the head, a text a line; undefined for what is not written. */
function textsOf(event: MailEvent, zone: Zone, pen: Pen): string | readonly string[] | undefined {
  const { kind } = event;
  const shape = shapes[kind as Shaped] as AnyShape | undefined;
  if (!shape) return kind === "session.noted" || kind === "system.noted" ? writeRemark(event.text, pen) : undefined;
  const mark = kind === "session.opened" && event.role === "client" ? clientMark : shape.mark;
  const said = shape.write(event, pen, zone);
  return typeof said === "string" ? mark + said : said.map((text) => mark + text);
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
