/** The log once more as JSON lines, a file beside each text file: an event a line, with all its fields. */
import type { AppendOptions } from "../base/append-file.ts";
import { jsonLine } from "../base/text.ts";
import type { Zone } from "../base/zone.ts";
import type { MailEvent, Source } from "../events/event.ts";
import { GrowingFile, type Lines } from "./file.ts";
import { ServiceFiles } from "./service-files.ts";
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
  const asJson = (event: MailEvent): Lines => ({
    texts: [jsonLine({ time: zone.iso(event.at), ...event })],
    isAscii: false,
  });
  const files = new ServiceFiles<Current>((loss, service, { file, node }) => {
    const at = disk.now();
    file.append(asJson({ kind: "log.gap", ...loss, at, atPrecisionSeconds: 0.001, node, service }), at);
  });
  const fileFor = ({ service, node, source }: MailEvent & { readonly source: Source }): GrowingFile => {
    const path = besideText(source.file);
    const known = files.get(service);
    if (known?.path === path) return known.file;
    const file = new GrowingFile(path, disk);
    files.follow(service, { path, file, node });
    return file;
  };
  return {
    write(event) {
      fileFor(event).append(asJson(event), event.at);
    },
    flush: (done) => files.flush(done),
    close: () => files.close(),
  };
}
