/** The log once more as JSON lines, a file beside each text file: an event a line, with all its fields. */
import type { AppendOptions } from "../base/append-file.ts";
import { jsonLine } from "../base/text.ts";
import type { Zone } from "../base/zone.ts";
import type { MailEvent, Service } from "../events/event.ts";
import { GrowingFile } from "./file.ts";
import type { LogSink } from "./sink.ts";

interface JsonLinesOptions extends Omit<AppendOptions, "maxWaitingBytes"> {
  readonly zone: Zone;
}

interface Current {
  readonly path: string;
  readonly file: GrowingFile;
  readonly node: string;
}

/** `s20261124-00.log` has `s20261124-00.jsonl` beside it. */
const besideText = (path: string): string => path.replace(/\.log$/, ".jsonl");

/** Each line begins with the event's time in ISO 8601, in the zone of the log. */
export function createJsonLines({ zone, ...disk }: JsonLinesOptions): LogSink {
  const files = new Map<Service, Current>();
  /** Files that others follow, until the disk has taken all of them. */
  const leaving = new Map<GrowingFile, Service>();
  const asJson = (event: MailEvent) => jsonLine({ time: zone.iso(event.at), ...event });

  const currentFor = (service: Service, node: string, textPath: string): Current => {
    const path = besideText(textPath);
    const known = files.get(service);
    if (known?.path === path) return known;
    if (known) leaving.set(known.file, service);
    const current = { path, file: new GrowingFile(path, disk), node };
    files.set(service, current);
    return current;
  };
  /** The disk works again, and some lines found no room while it did not. */
  const tellLoss = (service: Service, from: GrowingFile): void => {
    const current = files.get(service);
    const loss = current && from.takeLoss();
    if (!loss) return;
    const at = disk.now();
    const { file, node } = current;
    file.append([asJson({ kind: "log.gap", ...loss, at, atPrecisionSeconds: 0.001, node, service })], at);
  };
  const letGo = async (file: GrowingFile, service: Service): Promise<void> => {
    await flushed(file);
    if (file.waitingBytes > 0 || !leaving.delete(file)) return;
    tellLoss(service, file);
    file.close(() => {});
  };
  return {
    write(event) {
      currentFor(event.service, event.node, event.source.file).file.append([asJson(event)], event.at);
    },
    flush(done) {
      const waiting = [...leaving].map(([file, service]) => letGo(file, service));
      for (const [service, { file }] of files) {
        tellLoss(service, file);
        if (file.waitingBytes > 0) waiting.push(flushed(file));
      }
      if (waiting.length === 0) return done();
      void Promise.all(waiting).then(done);
    },
    async close() {
      const open = [...leaving.keys(), ...[...files.values()].map(({ file }) => file)];
      leaving.clear();
      files.clear();
      await Promise.all(open.map((file) => new Promise<void>((done) => file.close(done))));
    },
  };
}

const flushed = (file: GrowingFile): Promise<void> => new Promise((done) => file.flush(done));
