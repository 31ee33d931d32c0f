/** Lines of programs that no format reads, and that name a message: a filter of somebody's own may say there what it did with it. */
import { statSync } from "node:fs";
import type { Answer } from "../diagnosis/answer.ts";
import type { Source } from "../events/event.ts";
import { ByWords } from "../reading/by-words.ts";
import { plain } from "../reading/containers/plain.ts";
import type { Detected } from "../reading/detect.ts";
import { logsOf, zoneFor } from "../reading/logs.ts";
import type { ReadOptions } from "../reading/read.ts";
import { ScannedFile } from "../reading/scan.ts";
import { LineView } from "../reading/view.ts";
import { placesOf } from "./evidence-lines.ts";

/** Where it is looked for: on each side of the lines that prove the answer, in bytes; both addresses are those of other messages, too. */
const around = { id: 4 * 1024 * 1024, pair: 64 * 1024 };
/** So much of a file that nothing reads is looked through. */
const longestUnknown = 64 * 1024 * 1024;
/** Other files are looked into where no more were named. */
const mostNamed = 20;
const mostLines = 5;
const mostPlaces = 1000;
/** A shorter id may be any word. */
const leastId = 6;

/** Oldest first, five at most; none of what is packed, or was imported. */
export async function unreadAbout(answer: Answer, options: ReadOptions): Promise<readonly Source[]> {
  const ids = idsOf(answer);
  const pair = pairOf(answer);
  const proof = Map.groupBy(
    answer.evidence.flatMap(({ source }) => placesOf(source)),
    ({ file }) => file,
  );
  if (proof.size === 0 || (!ids && !pair)) return [];
  const named = options.logs.length <= mostNamed ? options.logs : [];
  const logs = [...new Set([...proof.keys(), ...named])].filter((log) =>
    statSync(log, { throwIfNoEntry: false })?.isFile(),
  );
  const { wanted } = await logsOf({ ...options, logs });
  const found: Source[] = [];
  for (const one of wanted.filter(({ input }) => input.isFile)) {
    const known = proof.get(one.input.path) ?? [];
    const isUnknown = one.container === plain && !one.format;
    if (known.length === 0 && !isUnknown) continue;
    const file = new ScannedFile(one.input, 1);
    const places = isUnknown
      ? ids && one.input.bytes <= longestUnknown
        ? await file.findIn(ids, 0, one.input.bytes)
        : []
      : await near(file, known, ids, pair);
    found.push(...(await unreadAt(file, one, places, known, options)));
  }
  return found.slice(0, mostLines);
}

const literal = (text: string): string => Buffer.from(RegExp.escape(text)).toString("latin1");

/** Its ids, each as a word. */
function idsOf({ message: { queueIds, messageId } }: Answer): RegExp | undefined {
  const ids = [...queueIds, ...(messageId ? [messageId.replace(/^<|>$/g, "")] : [])].filter(
    ({ length }) => length >= leastId,
  );
  return ids.length > 0 ? new RegExp(`(?<![\\w.-])(?:${ids.map(literal).join("|")})(?![\\w-])`, "g") : undefined;
}

/** Sender and recipient in one line. */
function pairOf({ message: { sender }, recipient }: Answer): RegExp | undefined {
  if (!sender || !recipient.includes("@")) return undefined;
  const [from, to] = [literal(sender), literal(recipient)];
  return new RegExp(`${from}[^\\n]{0,400}${to}|${to}[^\\n]{0,400}${from}`, "gi");
}

async function near(
  file: ScannedFile,
  known: readonly Source[],
  ids: RegExp | undefined,
  pair: RegExp | undefined,
): Promise<readonly number[]> {
  const first = Math.min(...known.map(({ offset }) => offset));
  const last = Math.max(...known.map(({ offset }) => offset));
  const within = (bytes: number) => [Math.max(0, first - bytes), Math.min(file.bytes, last + bytes)] as const;
  const places = [
    ...(ids ? await file.findIn(ids, ...within(around.id)) : []),
    ...(pair ? await file.findIn(pair, ...within(around.pair)) : []),
  ];
  return places.toSorted((a, b) => a - b).slice(0, mostPlaces);
}

/** The lines of these places that nobody reads. */
async function unreadAt(
  file: ScannedFile,
  { input, container, tellers, year }: Detected,
  places: readonly number[],
  known: readonly Source[],
  options: ReadOptions,
): Promise<readonly Source[]> {
  const byWords = new ByWords();
  if (tellers) byWords.know(tellers);
  const strip = container.open({
    file: input,
    zone: zoneFor(options, input.path),
    ...(year !== undefined && { year }),
  });
  const proving = new Set(known.map(({ offset }) => offset));
  const found: Source[] = [];
  let end = 0;
  for (const place of places) {
    if (place < end || found.length >= mostLines) continue;
    const stretch = await file.stretch(place, place + 1);
    end = stretch.to;
    const bytes = (await input.again?.(stretch.from, stretch.to)) ?? Buffer.alloc(0);
    const line = new LineView(input);
    line.place(bytes, 0, bytes.toString("latin1").trimEnd().length, stretch.from, stretch.linesBefore + 1);
    const isOwn = strip(line) !== true || byWords.of(line) !== undefined;
    if (container !== plain && isOwn) continue;
    if (!proving.has(stretch.from)) found.push(line.source());
  }
  return found;
}
