/** What a record of a logger says of a line, wherever the record stands: journald's, Docker's, and those of collectors by the names that they use. */
import { Buffer } from "node:buffer";
import { isLogged } from "./logged.ts";
import { isQueueId, withQueueId } from "./queue-id.ts";
import { plausible, type TimeOf } from "./times.ts";

/** What the wrapping tells; the text may bear a stamp, host and program of its own. */
export interface Wrapped {
  readonly text: Buffer;
  /** Milliseconds since the epoch; NaN where it is told inside only. */
  readonly at: number;
  readonly host?: string | undefined;
  readonly program?: string | undefined;
  readonly pid?: number | undefined;
  /** It went through a collector: the time may be that of its arrival there. */
  readonly collected?: true;
}

export type Fields = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
const numberIn = (value: unknown): number | undefined => {
  const text = textOf(value);
  return text === undefined || text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
};
/** journald gives what is no text as a list of bytes. */
const bytesOf = (value: unknown): Buffer | undefined =>
  Buffer.isBuffer(value)
    ? value
    : Array.isArray(value)
      ? Buffer.from(value as number[])
      : typeof value === "string"
        ? Buffer.from(value)
        : undefined;

/** syslog-ng's JSON has MESSAGE, too. */
const isOfJournal = (fields: Fields): boolean =>
  ["__REALTIME_TIMESTAMP", "_SOURCE_REALTIME_TIMESTAMP", "_HOSTNAME", "_PID"].some(
    (name) => fields[name] !== undefined,
  );

/** All that is looked at of what journald says of a line. */
export const journalNames: ReadonlySet<string> = new Set(
  "MESSAGE _SOURCE_REALTIME_TIMESTAMP __REALTIME_TIMESTAMP SYSLOG_IDENTIFIER _COMM SYSLOG_PID _HOSTNAME _PID".split(
    " ",
  ),
);

/** systemd.journal-fields(7); times are microseconds. */
export function fromJournal(fields: Fields): Wrapped | undefined {
  const text = bytesOf(fields.MESSAGE);
  const time = numberIn(fields._SOURCE_REALTIME_TIMESTAMP) ?? numberIn(fields.__REALTIME_TIMESTAMP);
  if (!text) return undefined;
  const program = textOf(fields.SYSLOG_IDENTIFIER) ?? textOf(fields._COMM);
  const id = textOf(fields.SYSLOG_PID);
  const isQueued = isQueueId(program, id);
  return {
    text: isQueued ? withQueueId(id, text) : text,
    at: plausible((time ?? Number.NaN) / 1000),
    host: textOf(fields._HOSTNAME),
    program,
    pid: isQueued ? undefined : (numberIn(id) ?? numberIn(fields._PID)),
  };
}

const dockerNames: ReadonlySet<string> = new Set(["log", "stream", "time", "attrs"]);

/** Docker's logging driver json-file. */
function fromDocker(fields: Fields): Wrapped | undefined {
  if (typeof fields.log !== "string" || typeof fields.time !== "string") return undefined;
  if (!Object.keys(fields).every((name) => dockerNames.has(name))) return undefined;
  return { text: Buffer.from(fields.log.replace(/\r?\n$/, "")), at: Date.parse(fields.time) };
}

/** Records with more fields, or deeper ones, are no lines of a log. */
const [mostFields, mostDepth] = [2000, 8];
/** Objects and paths in which a record stands: what is in them is of the record itself. */
const wrappers: ReadonlySet<string> = new Set(
  "_source result event fields labels attributes jsonpayload stream metadata".split(" "),
);

/** In the order in which they count, as `nameOf` writes them. `raw`: the whole line, as it came. */
const names = {
  text: "message msg syslogmessage line textpayload fullmessage shortmessage log content event raw rawmsg event.original",
  raw: "rawmsg event.original raw",
  time: "timestamp time timereported isodate eventtime date datetime timegenerated receivedat",
  host: "hostname host.name host.hostname host logsource sysloghostname agent.hostname agent.name beat.hostname computername computer nodename fromhost source",
  tag: "syslogtag tag",
  program:
    "applicationname appname app program syslogprogram syslogidentifier ident process.name log.syslog.appname processname process sourcename programname",
  pid: "procid processid pid syslogpid process.pid log.syslog.procid",
};
type Kind = keyof typeof names;
const kinds = Object.fromEntries(
  Object.entries(names).map(([kind, list]) => [kind, list.split(" ")] as const),
) as unknown as Readonly<Record<Kind, readonly string[]>>;

/** Longer names are none of those. */
const longestName = 100;
const isPlain = /^[a-z\d.]*$/;
/** Without what tools add: GELF's and Splunk's `_`, the `@` of Logstash, marks between words, and `[UTC]` of Azure's columns. */
const nameOf = (name: string): string =>
  name.length > longestName || isPlain.test(name)
    ? name
    : name
        .toLowerCase()
        .replace(/ \[.*$/s, "")
        .replace(/(?<=^|\.)[_@]/g, "")
        .replace(/[_\- ]/g, "");

const textNames: ReadonlySet<string> = new Set(kinds.text);
/** May a field of that name hold the text of a line? */
export const isTextName = (name: string): boolean => textNames.has(nameOf(name));
/** Does a field of that name say something of a line beside it? */
export const isNameBeside = (name: string): boolean =>
  [kinds.time, kinds.host, kinds.tag, kinds.program, kinds.pid].some((list) => list.includes(nameOf(name)));

/** The fields of a record by their names, nested or dotted; the first of a name counts. */
function flattened(fields: Fields): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const note = (name: string, value: unknown) => {
    if (found.size < mostFields && !found.has(name)) found.set(name, value);
  };
  const walk = (object: Fields, path: string, depth: number) => {
    for (const [key, given] of Object.entries(object)) {
      const value: unknown = Array.isArray(given) && given.length === 1 ? given[0] : given;
      if (value === null || value === undefined || Array.isArray(value) || found.size >= mostFields) continue;
      const name = `${path}${nameOf(key)}`;
      const dot = key.indexOf(".");
      const isOuter = path === "" && wrappers.has((dot < 0 ? key : key.slice(0, dot)).toLowerCase());
      if (typeof value !== "object") {
        note(name, value);
        if (isOuter && dot > 0) note(nameOf(key.slice(dot + 1)), value);
      } else if (depth < mostDepth) {
        walk(value as Fields, `${name}.`, depth + 1);
        if (isOuter) walk(value as Fields, "", depth + 1);
      }
    }
  };
  walk(fields, "", 0);
  return found;
}

const hostShape = /^[\w.:-]{1,255}$/;
/** `postfix/smtpd`, `postfix/smtpd[7]:`; `-` is none. */
const programShape = /^(?!-$)([\w.@/-]{1,100}?)(?:\[(\d{1,10})\])?:?$/;
const mostPid = 2 ** 32;

/** A collector's record; undefined where it has no text of a line. `otherwise`: its time where it names none. */
export function fromCollector(fields: Fields, timeOf: TimeOf, otherwise = Number.NaN): Wrapped | undefined {
  const found = flattened(fields);
  const all = (kind: Kind): readonly unknown[] => {
    const values: unknown[] = [];
    for (const name of kinds[kind]) if (found.has(name)) values.push(found.get(name));
    return values;
  };
  const words = (kind: Kind): readonly string[] => all(kind).flatMap((value) => textOf(value)?.trim() || []);
  const texts = (kind: Kind) => all(kind).filter((text) => typeof text === "string" && text.trim() !== "") as string[];
  const text = (texts("raw").find(isLogged) ?? texts("text")[0])?.replace(/^ /, "").replace(/\r?\n$/, "");
  if (text === undefined) return undefined;
  const at = all("time")
    .map((time) => timeOf(textOf(time) ?? ""))
    .find((time) => !Number.isNaN(time));
  const tags = words("tag").filter((tag) => /[:\]]$/.test(tag));
  const named = [...tags, ...words("program")].map((name) => programShape.exec(name)).find((name) => name !== null);
  const pids = [named?.[2], ...words("pid")].map(numberIn);
  return {
    text: Buffer.from(text),
    at: at ?? otherwise,
    host: words("host").find((host) => hostShape.test(host)),
    program: named?.[1],
    pid: pids.find((pid) => pid !== undefined && Number.isInteger(pid) && pid >= 0 && pid < mostPid),
    collected: true,
  };
}

/** A record of any kind; `at`: its time where it names none. */
export const fromRecord = (fields: Fields, timeOf: TimeOf, at?: number): Wrapped | undefined =>
  (isOfJournal(fields) ? fromJournal(fields) : fromDocker(fields)) ?? fromCollector(fields, timeOf, at);
