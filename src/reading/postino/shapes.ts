/** How each event is worded in our log, and how the words are read back: both sides of one definition. */
import { defined, type Loose } from "../../base/defined.ts";
import { unescapeText } from "../../base/text.ts";
import type { Zone } from "../../base/zone.ts";
import type { Ended, EventBase, EventKind, EventOf, StampReason } from "../../events/event.ts";
import { numberOf } from "../pattern.ts";
import type { Pen } from "./pen.ts";

/** What an event says beyond its base. */
type Finding<K extends EventKind> = Loose<Omit<EventOf<K>, keyof EventBase | "kind"> & Partial<EventBase>>;

interface Shape<K extends EventKind> {
  /** The text (or texts, a line each) behind the stamp; what is no number and no word of ours is written by the pen. */
  readonly write: (event: EventOf<K>, pen: Pen, zone: Zone) => string | readonly string[];
  /** Undefined for what is no such text. */
  readonly read: (text: string) => Finding<K> | undefined;
  /** Which way it went where we are the server: `<<< ` came from the peer, `>>> ` is ours; of the dialogue alone. */
  readonly mark: string;
}

const shape = <K extends EventKind>(_kind: K, both: Omit<Shape<K>, "mark">, mark = ""): Shape<K> => ({ ...both, mark });

/** Recipients in a `***` line; the others follow, a line each. */
const maxListed = 20;

const textOf = (text: string | undefined): string | undefined => (text === undefined ? undefined : unescapeText(text));

// A bare value never begins with a quotation mark: with one way to read each pair, no line takes long.
const pair = / ([^ =]+)=("[^"]*"|(?!")[^ ]*)/g;
const pairs = `((?: [^ =]+=(?:"[^"]*"|(?!")[^ ]*))*)`;

const readPairs = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(pair)].map(([, name = "", value = ""]) => [
      unescapeText(name),
      unescapeText(value.startsWith('"') ? value.slice(1, -1) : value),
    ]),
  );

const two = (n: number): string => (n < 10 ? `0${Math.trunc(n)}` : `${Math.trunc(n)}`);
const clock = (seconds: number): string => `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;

function replyText(code: number, mark: string, enhanced: string | undefined, line: string, pen: Pen): string {
  const said = pen.text(line);
  if (enhanced === undefined) return `${code}${mark}${said}`;
  return said === "" ? `${code}${mark}${enhanced}` : `${code}${mark}${enhanced} ${said}`;
}

const opened =
  /^Connected(?:, local IP=([^ ,]+))?(?:, local port=(\d+))?(?:, peer port=(\d+))?(?:, peer host=([^ ,]+))?(?:, proxy=([^ ,]+))?(, tls)?$/;
/** Cannot begin what imitates `content`. */
const plainVerb = /^[A-Z]{1,32}$/;
const content = /^(\d+) bytes(?: \(overall data transfer speed=(\d+) B\/s\))?$/;
const timedOut =
  /^TIMEOUT(?: after ([\d.]+) s)?(?: \(([^ )]+)\))?(?:, waiting for ([^,]+))?(?:, (\d+) bytes received)?$/;
const summary = new RegExp(
  String.raw`^\*\*\* <([^ >]*)> ([^ ]+?)(?:,\+(\d+))? (\d+) (\d+) (\d+):(\d\d):(\d\d) ([^ =]+)(?: ([^ =]+))?${pairs}$`,
);
const decided = new RegExp(`^Decided by ([^ ]+) ([^ =]+)${pairs}$`);
const tlsStarted = new RegExp(`^TLS started ([^ ]+) ([^ =]+)${pairs}$`);
const changed = new RegExp(`^Changed by ([^ ]+)${pairs}$`);
const replyLine = /^(\d{3})([ -])(?:([245]\.\d{1,3}\.\d{1,3})(?: |$))?(.*)$/s;
const iso = String.raw`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d)`;
const stamped = new RegExp(String.raw`^(?:Log opened|Heartbeat) ${iso} (\S+)${pairs}$`);
/** An address, a network, or an account of ours. */
const blocked = String.raw`([\da-f.:]+(?:/\d+)?|\S{1,320}@\S{1,255})`;
const blockAdded = new RegExp(`^Blocked ${blocked}${pairs}$`);
const blockEnded = new RegExp(`^Block ended ${blocked} (expired|removed)${pairs}$`);
const crashed = new RegExp(`^Stopped without word; last line${pairs}$`);
const lost = new RegExp(`^Lines lost: (\\d+) from ${iso} to ${iso}$`);

const stampReasons: readonly StampReason[] = ["start", "day", "size", "offset", "clock", "level", "settings"];

/** Our word for each end (after QUIT it is we who close: that it was QUIT stands above); what the log does not say is `Disconnected` alone. */
const endings: Readonly<Record<Exclude<Ended, "open" | "unknown" | "quit">, string>> = {
  timeout: "timeout",
  "peer-closed": "peer closed",
  "peer-reset": "reset",
  "local-closed": "local closed",
  refused: "refused",
  blocked: "blocked",
  "tls-failed": "tls failed",
  shutdown: "shutdown",
  error: "error",
};

/** Wording by kind. */
export const shapes = {
  "session.opened": shape("session.opened", {
    write: ({ local, peerPort, peerHost, proxy, tls }, pen) =>
      "Connected" +
      (local?.ip === undefined ? "" : `, local IP=${pen.word(local.ip)}`) +
      (local?.port === undefined ? "" : `, local port=${local.port}`) +
      (peerPort === undefined ? "" : `, peer port=${peerPort}`) +
      (peerHost === undefined ? "" : `, peer host=${pen.word(peerHost)}`) +
      (proxy === undefined ? "" : `, proxy=${pen.word(proxy)}`) +
      (tls ? ", tls" : ""),
    read: (text) => {
      const [whole, ip, port, peerPort, peerHost, proxy, tls] = opened.exec(text) ?? [];
      if (whole === undefined) return undefined;
      const local = (ip ?? port) === undefined ? undefined : defined({ ip: textOf(ip), port: numberOf(port) });
      const peer = { peerPort: numberOf(peerPort), peerHost: textOf(peerHost), proxy: textOf(proxy) };
      return { role: "server" as const, local, ...peer, tls: tls ? (true as const) : undefined };
    },
  }),
  "tls.started": shape("tls.started", {
    write: ({ version, cipher, serverName, resumed }, pen) =>
      `TLS started ${pen.word(version)} ${pen.word(cipher)}${pen.pairs({ name: serverName, resumed: resumed && "yes" })}`,
    read: (text) => {
      const [whole, version = "", cipher = "", keys = ""] = tlsStarted.exec(text) ?? [];
      if (whole === undefined) return undefined;
      const { name: serverName, resumed } = readPairs(keys);
      const said = { version: unescapeText(version), cipher: unescapeText(cipher), serverName };
      return { ...said, resumed: resumed ? (true as const) : undefined };
    },
  }),
  "smtp.command": shape(
    "smtp.command",
    {
      write: ({ verb, argument }, pen) => {
        if (plainVerb.test(verb) && pen.isPlain(argument, verb.length + 1))
          return argument === "" ? verb : `${verb} ${argument}`;
        const text = pen.cut(argument === "" ? verb : `${verb} ${argument}`);
        return content.test(text) ? pen.guarded(text) : pen.text(text);
      },
      read: (text) => {
        const space = text.indexOf(" ");
        const [verb, argument] = space < 0 ? [text, ""] : [text.slice(0, space), text.slice(space + 1)];
        return { verb: unescapeText(verb), argument: unescapeText(argument) };
      },
    },
    "<<< ",
  ),
  "data.ended": shape(
    "data.ended",
    {
      write: ({ receivedBytes, bytesPerSecond }) =>
        `${receivedBytes} bytes${bytesPerSecond === undefined ? "" : ` (overall data transfer speed=${bytesPerSecond} B/s)`}`,
      read: (text) => {
        const [, bytes, speed] = content.exec(text) ?? [];
        return bytes === undefined ? undefined : { receivedBytes: Number(bytes), bytesPerSecond: numberOf(speed) };
      },
    },
    "<<< ",
  ),
  "smtp.reply": shape(
    "smtp.reply",
    {
      write: ({ code, enhanced, text }, pen) => {
        if (pen.isPlain(text) || !text.includes("\n")) return replyText(code, " ", enhanced, text, pen);
        const lines = text.split("\n");
        return lines.map((line, at) => replyText(code, at === lines.length - 1 ? " " : "-", enhanced, line, pen));
      },
      read: (text) => {
        const [, code, , enhanced, said = ""] = replyLine.exec(text) ?? [];
        return code === undefined ? undefined : { code: Number(code), enhanced, text: unescapeText(said) };
      },
    },
    ">>> ",
  ),
  "session.timeout": shape("session.timeout", {
    write: ({ afterSeconds, setting, waitingFor, receivedBytes }, pen) =>
      [
        "TIMEOUT",
        afterSeconds === undefined ? "" : ` after ${afterSeconds} s`,
        setting === undefined ? "" : ` (${pen.word(setting).replaceAll(")", "\\x29")})`,
        waitingFor === undefined ? "" : `, waiting for ${pen.text(waitingFor).replaceAll(",", "\\x2C")}`,
        receivedBytes === undefined ? "" : `, ${receivedBytes} bytes received`,
      ].join(""),
    read: (text) => {
      const [whole, after, setting, waitingFor, received] = timedOut.exec(text) ?? [];
      if (whole === undefined) return undefined;
      const [afterSeconds, receivedBytes] = [numberOf(after), numberOf(received)];
      return { afterSeconds, setting: textOf(setting), waitingFor: textOf(waitingFor), receivedBytes };
    },
  }),
  "transaction.ended": shape("transaction.ended", {
    write: ({ sender, recipients, count, sizeBytes, durationSeconds, status, id, keys }, pen) => {
      const listed = recipients.length > maxListed ? recipients.slice(0, maxListed) : recipients;
      let names = "";
      for (const recipient of listed) names += `${names && ","}<${pen.word(recipient)}>`;
      const more = recipients.length > maxListed ? `,+${recipients.length - maxListed}` : "";
      const name = id === undefined ? "" : ` ${pen.word(id)}`;
      const text = `*** <${pen.word(sender)}> ${names || "<>"}${more} ${count} ${sizeBytes} ${clock(durationSeconds)} ${pen.word(status)}${name}${pen.pairs(keys)}`;
      if (!more) return text;
      return [text, ...recipients.slice(maxListed).map((recipient) => `Recipient <${pen.word(recipient)}>`)];
    },
    read: (text) => {
      const [whole, sender = "", listed = "", , count, size, h, m, s, status = "", id, keys = ""] =
        summary.exec(text) ?? [];
      return whole === undefined
        ? undefined
        : {
            sender: unescapeText(sender),
            recipients: listed === "<>" ? [] : listed.split(",").map((word) => unescapeText(word.slice(1, -1))),
            count: Number(count),
            sizeBytes: Number(size),
            durationSeconds: (Number(h) * 60 + Number(m)) * 60 + Number(s),
            status: unescapeText(status),
            id: textOf(id),
            keys: readPairs(keys),
          };
    },
  }),
  decision: shape("decision", {
    write: ({ by, verdict, cause, recipient, detail, transaction, queueId, messageId }, pen) => {
      const keys = { cause, recipient, transaction: transaction?.toString(), "queue-id": queueId };
      return `Decided by ${pen.word(by)} ${pen.word(verdict)}${pen.pairs({ ...keys, "message-id": messageId, detail })}`;
    },
    read: (text) => {
      const [whole, by = "", verdict = "", keys = ""] = decided.exec(text) ?? [];
      if (whole === undefined) return undefined;
      const { transaction, "queue-id": queueId, "message-id": messageId, ...pairs } = readPairs(keys);
      const { cause, recipient, detail } = pairs;
      const said = { by: unescapeText(by), verdict: unescapeText(verdict), cause, recipient, detail };
      return { ...said, transaction: numberOf(transaction), queueId, messageId };
    },
  }),
  "session.closed": shape("session.closed", {
    write: ({ ended }) =>
      ended === "open" || ended === "unknown" || ended === "quit" ? "Disconnected" : `Disconnected, ${endings[ended]}`,
    read: (text) => {
      const words = Object.entries(endings) as [Ended, string][];
      const ended =
        text === "Disconnected" ? "unknown" : words.find(([, word]) => text === `Disconnected, ${word}`)?.[0];
      return ended === undefined ? undefined : { ended };
    },
  }),
  "service.started": shape("service.started", {
    write: ({ title }, pen) => `Service started: ${pen.text(title)}`,
    read: (text) => (text.startsWith("Service started: ") ? { title: unescapeText(text.slice(17)) } : undefined),
  }),
  "service.stopped": shape("service.stopped", {
    write: ({ title }, pen) => `Service stopped: ${pen.text(title)}`,
    read: (text) => (text.startsWith("Service stopped: ") ? { title: unescapeText(text.slice(17)) } : undefined),
  }),
  "block.added": shape("block.added", {
    write: ({ blocked, rule, code, reason, count, limit, until, by, session }, pen, zone) => {
      const counted = { count: count?.toString(), limit: limit?.toString() };
      const end = until === undefined ? undefined : zone.iso(until);
      return `Blocked ${pen.trusted(blocked)}${pen.pairs({ rule, code, reason, ...counted, until: end, by, session })}`;
    },
    read: (text) => {
      const [whole, blocked = "", keys = ""] = blockAdded.exec(text) ?? [];
      const { rule, code, reason, count, limit, until, by, session } = readPairs(keys);
      if (whole === undefined || rule === undefined || code === undefined || reason === undefined) return undefined;
      const counted = { count: numberOf(count), limit: numberOf(limit) };
      const end = until === undefined ? undefined : Date.parse(until);
      return { blocked, rule, code, reason, ...counted, until: end, by, ...(session !== undefined && { session }) };
    },
  }),
  "block.ended": shape("block.ended", {
    write: ({ blocked, how, by }, pen) => `Block ended ${pen.trusted(blocked)} ${how}${pen.pairs({ by })}`,
    read: (text) => {
      const [, blocked, how, keys = ""] = blockEnded.exec(text) ?? [];
      if (blocked === undefined) return undefined;
      return { blocked, how: how === "removed" ? ("removed" as const) : ("expired" as const), by: readPairs(keys).by };
    },
  }),
  "service.crashed": shape("service.crashed", {
    write: ({ lastAt, lastLine }, pen, zone) => {
      const keys = { at: lastAt === undefined ? undefined : zone.iso(lastAt), line: lastLine };
      return `Stopped without word; last line${pen.pairs(keys)}`;
    },
    read: (text) => {
      const [whole, keys = ""] = crashed.exec(text) ?? [];
      const { at, line } = readPairs(keys);
      return whole === undefined
        ? undefined
        : { lastAt: at === undefined ? undefined : Date.parse(at), lastLine: line };
    },
  }),
  "settings.changed": shape("settings.changed", {
    write: ({ by, what, before, after }, pen) => `Changed by ${pen.word(by)}${pen.pairs({ what, before, after })}`,
    read: (text) => {
      const [whole, by = "", keys = ""] = changed.exec(text) ?? [];
      const { what, before, after } = readPairs(keys);
      return whole === undefined || what === undefined ? undefined : { by: unescapeText(by), what, before, after };
    },
  }),
  "log.opened": shape("log.opened", {
    write: ({ at, node, level, version, continues, because, stepSeconds }, pen, zone) => {
      const keys = { node, level, version, continues, because, step: stepSeconds?.toString() };
      return `Log opened ${zone.iso(at)} ${zone.name}${pen.pairs(keys)}`;
    },
    read: (text) => {
      const [, stamp = "", zone = "", keys = ""] = text.startsWith("L") ? (stamped.exec(text) ?? []) : [];
      const { node, level, version, continues, because, step } = readPairs(keys);
      if (stamp === "" || level === undefined || version === undefined) return undefined;
      const why = stampReasons.find((reason) => reason === because);
      return {
        at: Date.parse(stamp),
        node,
        zone,
        level,
        version,
        continues,
        because: why,
        stepSeconds: numberOf(step),
      };
    },
  }),
  "log.heartbeat": shape("log.heartbeat", {
    write: ({ at, node }, pen, zone) => `Heartbeat ${zone.iso(at)} ${zone.name}${pen.pairs({ node })}`,
    read: (text) => {
      const [, stamp = "", , keys = ""] = text.startsWith("H") ? (stamped.exec(text) ?? []) : [];
      return stamp === "" ? undefined : { at: Date.parse(stamp), node: readPairs(keys).node };
    },
  }),
  "log.gap": shape("log.gap", {
    write: ({ from, to, lostLines }, _pen, zone) =>
      `Lines lost: ${lostLines} from ${zone.iso(from)} to ${zone.iso(to)}`,
    read: (text) => {
      const [, lines, from = "", to = ""] = lost.exec(text) ?? [];
      return lines === undefined ? undefined : { from: Date.parse(from), to: Date.parse(to), lostLines: Number(lines) };
    },
  }),
} as const;

/** Kinds that have a wording; remarks (`session.noted`, `system.noted`) are every other text. */
export type Shaped = keyof typeof shapes;

/** Begins a line of a session in which we are the client. */
export const clientMark = "Client session ";

const imitation =
  /^(?:<<< |>>> |\*\*\* |Recipient <|Connected|Disconnected|TLS started |TIMEOUT|Changed by |Decided by |Service st|Blocked |Block ended |Stopped without word; |Log opened |Heartbeat |Lines lost: |Client session |Session [0-9A-F]{16}$)/;

/** A remark as it stands, kept from reading as something else. */
export const writeRemark = (text: string, pen: Pen): string =>
  imitation.test(pen.cut(text)) ? pen.guarded(text) : pen.text(text);

/** How many recipients of a `***` line follow on lines of their own. */
export const furtherRecipients = (text: string): number => Number(summary.exec(text)?.[3] ?? 0);

/** The recipient of a `Recipient <…>` line, with or without a reply behind it. */
export const readRecipient = (text: string): string | undefined => textOf(/^Recipient <([^ >]*)>/.exec(text)?.[1]);
