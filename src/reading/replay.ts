/** Reads the lines of one session of a skimmed log again, into its events. */
import { foreignId } from "../base/id.ts";
import type { Zone } from "../base/zone.ts";
import type { Emit, MailEvent } from "../events/event.ts";
import { Beginnings } from "./beginnings.ts";
import type { LogContext, LogReader } from "./format.ts";
import type { Beginning } from "./open-places.ts";
import { PlacedLines } from "./placed-lines.ts";
import type { Placing, SkimmedLog } from "./places.ts";
import type { LineView } from "./view.ts";

/** Both throw UsageError for a file that cannot be read any more. */
export interface Replay {
  /** Emits what the lines of a session say. */
  events(index: number, emit: Emit): Promise<void>;
  /** The id that its first line gives it. */
  idOf(index: number): Promise<string | undefined>;
}

/** `nodeOf`: as it was when the log was skimmed. */
export function createReplay(log: SkimmedLog, nodeOf: LogContext["nodeOf"]): Replay {
  const placed = new PlacedLines(log);
  const events = async (placing: Placing, emit: Emit): Promise<void> => {
    const { format, nth, ending, lines, beginning } = placing;
    if (beginning) return eventsAmong({ log, placed, nodeOf }, placing, beginning, emit);
    let reader: LogReader | undefined;
    let zone: Zone | undefined;
    let begun = 0;
    for (const number of lines) {
      const { file, view, times } = await placed.at(number);
      zone = file.zone;
      reader ??= format.open({
        get zone() {
          return zone ?? file.zone;
        },
        nodeOf,
        newSession: (service, line) => {
          begun += 1;
          return foreignId(nodeOf(line), service, line.raw(), nth);
        },
      });
      if (times > 0) reader.read(view, emit);
      for (let time = 1; time < times; time++) {
        const said: MailEvent[] = [];
        reader.read(view, (event) => said.push(event));
        // A line that came again began another session each time.
        if (begun > 1) break;
        for (const event of said) emit(event);
      }
    }
    if (ending !== "told") reader?.endUnseen?.(ending === "forgotten", emit);
    reader?.close(emit);
  };
  return {
    events: (index, emit) => events(log.placing(index), emit),
    async idOf(index) {
      const placing = log.placing(index);
      let id: string | undefined;
      const take: Emit = ({ session }) => {
        id ??= session;
      };
      // Mostly the first one tells.
      for (let count = 1; id === undefined && count <= placing.lines.length; count *= 4)
        await events({ ...placing, lines: placing.lines.slice(0, count) }, take);
      if (id === undefined) await events(placing, take);
      return id;
    },
  };
}

interface Log extends Pick<LogContext, "nodeOf"> {
  readonly log: SkimmedLog;
  readonly placed: PlacedLines;
}

/** Of a session whose lines tell of others, too. */
async function eventsAmong(
  { log, placed, nodeOf }: Log,
  placing: Placing,
  begun: Beginning,
  emit: Emit,
): Promise<void> {
  let zone: Zone | undefined;
  let own: string | undefined;
  const beginnings = new Beginnings();
  const reader = placing.format.open({
    get zone() {
      if (!zone) throw new Error("no line is read yet");
      return zone;
    },
    nodeOf,
    newSession: (service, line) => {
      const next = beginnings.next(log.numberOf(line.file.path, (line as LineView).readAt));
      if (next.line !== begun.line || next.times !== begun.times || next.before !== begun.before) return "another";
      own = foreignId(nodeOf(line), service, line.raw(), placing.nth);
      return own;
    },
  });
  const take: Emit = (event) => {
    if (event.session !== undefined && event.session === own) emit(event);
  };
  for (const number of placing.lines) {
    const { file, view, times } = await placed.at(number);
    zone = file.zone;
    for (let time = 0; time < times; time++) {
      // What was open under the same name is over by then, or it would go on.
      if (number === begun.line && time === begun.times) reader.endUnseen?.(false, take);
      beginnings.read(number);
      reader.read(view, take);
    }
  }
  reader.close(take);
}
