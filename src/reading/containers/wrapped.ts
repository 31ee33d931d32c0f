/** Lines that a second logger has wrapped: JSON of journald, Docker and collectors, the logs of Kubernetes (CRI) and of docker compose, and what tools put before a line. */
import { Buffer } from "node:buffer";
import type { Container } from "../container.ts";
import type { LineView } from "../view.ts";
import { behindPrefix } from "./before.ts";
import { withoutColours } from "./colours.ts";
import { type Fields, fromRecord, type Wrapped } from "./record.ts";
import { syslog } from "./syslog.ts";
import { openTimes, type TimeOf } from "./times.ts";
import { openTold } from "./told.ts";

const brace = "{".charCodeAt(0);
/** `2026-11-24T10:00:00.123456789Z stdout F `. */
const cri = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (?:stdout|stderr) [FP] /;
/** `mail-1  | `, of a swarm `mail.1.q9hz@host  | `. */
const compose = /^[\w.@-]{1,200} {1,100}\| /;
/** What `docker logs -t` puts before each line: a stamp to the nanosecond. */
const timed = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z) /;
/** `2026-11-24T10:00:00+00:00	mail.mx	{`: fluentd's file; other tools put a time alone before the record. */
const tagged =
  /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z| ?[+-]\d\d:?\d\d))[\t ][^\s{}]{0,200}[:\t ]{0,2}(?=\{)/;
const prefixBytes = 320;

function fromJson(text: string, timeOf: TimeOf, at?: number): Wrapped | undefined {
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) return undefined;
  return fromRecord(fields as Fields, timeOf, at);
}

/** What docker compose writes may stand in a syslog or journal itself. */
function logged(line: LineView, strip: ReturnType<Container["open"]>): Wrapped | undefined {
  if (!strip(line) || line.program === undefined) return undefined;
  const [prefix] = compose.exec(line.text(0, prefixBytes)) ?? [];
  if (prefix === undefined) return undefined;
  const text = Buffer.from(line.bytes.subarray(line.textStart + prefix.length, line.end));
  return { text, at: line.at, host: line.host };
}

function unwrapped(line: LineView, strip: ReturnType<Container["open"]>, timeOf: TimeOf): Wrapped | undefined {
  const { bytes, start, end } = line;
  if (bytes[start] === brace) return fromJson(line.raw(), timeOf);
  const head = bytes.toString("latin1", start, Math.min(end, start + prefixBytes));
  const [prefix = "", ofContainer] = cri.exec(head) ?? compose.exec(head) ?? [];
  const [time = "", ofLine] = timed.exec(head.slice(prefix.length)) ?? [];
  const length = prefix.length + time.length;
  if (length > 0) {
    const stamp = ofLine ?? ofContainer;
    const text = Buffer.from(bytes.subarray(start + length, end));
    return { text, at: stamp === undefined ? Number.NaN : Date.parse(stamp) };
  }
  const [before, at = ""] = tagged.exec(head) ?? [];
  const ofTag = before && fromJson(bytes.toString("utf8", start + before.length, end), timeOf, Date.parse(at));
  return ofTag || (behindPrefix(bytes, start, end) ?? logged(line, strip));
}

export const wrapped: Container = {
  id: "wrapped",
  open: (context) => {
    const told = openTold(context);
    const timeOf = openTimes(context);
    const stripOuter = syslog.open(context);
    return (line) => {
      const plain = withoutColours(line.bytes, line.start, line.end);
      if (plain) line.unwrap(plain);
      const found = unwrapped(line, stripOuter, timeOf) ?? (plain && { text: plain, at: Number.NaN });
      return found !== undefined && told(line, found);
    };
  },
};
