/** How each event is worded in our log, and how the words are read back: both sides of one definition. */
import { defined, type Loose } from "../../base/defined.ts";
import { cut, escapeGuarded, escapeText, escapeWord, quote, unescapeText } from "../../base/text.ts";
import type { Zone } from "../../base/zone.ts";
import type { Ended, EventBase, EventKind, EventOf, StampReason } from "../../events/event.ts";
import { numberOf } from "../pattern.ts";

/** What an event says beyond its base. */
type Finding<K extends EventKind> = Loose<Omit<EventOf<K>, keyof EventBase | "kind"> & Partial<EventBase>>;

interface Shape<K extends EventKind> {
  /** The text (or texts, a line each) behind the stamp; `maxBytes` limits what comes from outside. */
  readonly write: (event: EventOf<K>, maxBytes: number, zone: Zone) => string | readonly string[];
  /** Undefined for what is no such text. */
  readonly read: (text: string) => Finding<K> | undefined;
}

const shape = <K extends EventKind>(_kind: K, both: Shape<K>): Shape<K> => both;

/** An address has 320 characters at most (RFC 5321 §4.5.3.1); escapes may need more. */
const maxAddressBytes = 512;
/** Recipients in a `***` line; the others follow, a line each. */
const maxListed = 20;

const textOf = (text: string | undefined): string | undefined => (text === undefined ? undefined : unescapeText(text));

/** `value` as one word where it can be one, otherwise quoted. */
const pairValue = (value: string, maxBytes: number): string => {
  const short = cut(value, maxBytes);
  return /^[^\s"][^\s]*$/.test(short) ? escapeText(short) : quote(short);
};

// A bare value never begins with a quotation mark: with one way to read each pair, no line takes long.
const pair = / ([^ =]+)=("[^"]*"|(?!")[^ ]*)/g;
const pairs = `((?: [^ =]+=(?:"[^"]*"|(?!")[^ ]*))*)`;

const writePairs = (values: Readonly<Record<string, string | undefined>>, maxBytes: number): string =>
  Object.entries(values)
    .map(([name, value]) => (value === undefined ? "" : ` ${escapeWord(name)}=${pairValue(value, maxBytes)}`))
    .join("");

const readPairs = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(pair)].map(([, name = "", value = ""]) => [
      unescapeText(name),
      unescapeText(value.startsWith('"') ? value.slice(1, -1) : value),
    ]),
  );

const path = (address: string): string => `<${escapeWord(cut(address, maxAddressBytes))}>`;

const clock = (seconds: number): string =>
  [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((n) => String(Math.trunc(n)).padStart(2, "0")).join(":");

const opened =
  /^Connected(?:, local IP=([^ ,]+))?(?:, local port=(\d+))?(?:, peer port=(\d+))?(?:, peer host=([^ ,]+))?(?:, proxy=([^ ,]+))?(, tls)?$/;
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

/** Wording by kind, without direction marks (`<<< `, `>>> `, which depend on our role). */
export const shapes = {
  "session.opened": shape("session.opened", {
    write: ({ local, peerPort, peerHost, proxy, tls }) =>
      [
        "Connected",
        local?.ip === undefined ? "" : `, local IP=${escapeWord(local.ip)}`,
        local?.port === undefined ? "" : `, local port=${local.port}`,
        peerPort === undefined ? "" : `, peer port=${peerPort}`,
        peerHost === undefined ? "" : `, peer host=${escapeWord(cut(peerHost, maxAddressBytes))}`,
        proxy === undefined ? "" : `, proxy=${escapeWord(proxy)}`,
        tls ? ", tls" : "",
      ].join(""),
    read: (text) => {
      const [whole, ip, port, peerPort, peerHost, proxy, tls] = opened.exec(text) ?? [];
      if (whole === undefined) return undefined;
      const local = (ip ?? port) === undefined ? undefined : defined({ ip: textOf(ip), port: numberOf(port) });
      const peer = { peerPort: numberOf(peerPort), peerHost: textOf(peerHost), proxy: textOf(proxy) };
      return { role: "server" as const, local, ...peer, tls: tls ? (true as const) : undefined };
    },
  }),
  "tls.started": shape("tls.started", {
    write: ({ version, cipher, serverName, resumed }, maxBytes) =>
      `TLS started ${escapeWord(version)} ${escapeWord(cipher)}${writePairs({ name: serverName, resumed: resumed && "yes" }, maxBytes)}`,
    read: (text) => {
      const [whole, version = "", cipher = "", keys = ""] = tlsStarted.exec(text) ?? [];
      if (whole === undefined) return undefined;
      const { name: serverName, resumed } = readPairs(keys);
      const said = { version: unescapeText(version), cipher: unescapeText(cipher), serverName };
      return { ...said, resumed: resumed ? (true as const) : undefined };
    },
  }),
  "smtp.command": shape("smtp.command", {
    write: ({ verb, argument }, maxBytes) => {
      const text = cut(argument === "" ? verb : `${verb} ${argument}`, maxBytes);
      return content.test(text) ? escapeGuarded(text) : escapeText(text);
    },
    read: (text) => {
      const space = text.indexOf(" ");
      const [verb, argument] = space < 0 ? [text, ""] : [text.slice(0, space), text.slice(space + 1)];
      return { verb: unescapeText(verb), argument: unescapeText(argument) };
    },
  }),
  "data.ended": shape("data.ended", {
    write: ({ receivedBytes, bytesPerSecond }) =>
      `${receivedBytes} bytes${bytesPerSecond === undefined ? "" : ` (overall data transfer speed=${bytesPerSecond} B/s)`}`,
    read: (text) => {
      const [, bytes, speed] = content.exec(text) ?? [];
      return bytes === undefined ? undefined : { receivedBytes: Number(bytes), bytesPerSecond: numberOf(speed) };
    },
  }),
  "smtp.reply": shape("smtp.reply", {
    write: ({ code, enhanced, text }, maxBytes) => {
      const written = (line: string, mark: string) => {
        const said = escapeText(cut(line, maxBytes));
        const body = enhanced === undefined ? said : said === "" ? enhanced : `${enhanced} ${said}`;
        return `${code}${mark}${body}`;
      };
      if (!text.includes("\n")) return written(text, " ");
      const lines = text.split("\n");
      return lines.map((line, at) => written(line, at === lines.length - 1 ? " " : "-"));
    },
    read: (text) => {
      const [, code, , enhanced, said = ""] = replyLine.exec(text) ?? [];
      return code === undefined ? undefined : { code: Number(code), enhanced, text: unescapeText(said) };
    },
  }),
  "session.timeout": shape("session.timeout", {
    write: ({ afterSeconds, setting, waitingFor, receivedBytes }, maxBytes) =>
      [
        "TIMEOUT",
        afterSeconds === undefined ? "" : ` after ${afterSeconds} s`,
        setting === undefined ? "" : ` (${escapeWord(setting).replaceAll(")", "\\x29")})`,
        waitingFor === undefined
          ? ""
          : `, waiting for ${escapeText(cut(waitingFor, maxBytes)).replaceAll(",", "\\x2C")}`,
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
    write: ({ sender, recipients, count, sizeBytes, durationSeconds, status, id, keys }, maxBytes) => {
      const further = recipients.slice(maxListed);
      const listed = recipients.slice(0, maxListed).map(path).join(",") || "<>";
      const more = further.length > 0 ? `,+${further.length}` : "";
      const name = id === undefined ? "" : ` ${escapeWord(id)}`;
      return [
        `*** ${path(sender)} ${listed}${more} ${count} ${sizeBytes} ${clock(durationSeconds)} ${escapeWord(status)}${name}${writePairs(keys, maxBytes)}`,
        ...further.map((recipient) => `Recipient ${path(recipient)}`),
      ];
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
    write: ({ by, verdict, cause, recipient, detail, transaction, queueId, messageId }, maxBytes) => {
      const keys = { cause, recipient, transaction: transaction?.toString(), "queue-id": queueId };
      return `Decided by ${escapeWord(by)} ${escapeWord(verdict)}${writePairs({ ...keys, "message-id": messageId, detail }, maxBytes)}`;
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
    write: ({ title }) => `Service started: ${escapeText(title)}`,
    read: (text) => (text.startsWith("Service started: ") ? { title: unescapeText(text.slice(17)) } : undefined),
  }),
  "service.stopped": shape("service.stopped", {
    write: ({ title }) => `Service stopped: ${escapeText(title)}`,
    read: (text) => (text.startsWith("Service stopped: ") ? { title: unescapeText(text.slice(17)) } : undefined),
  }),
  "block.added": shape("block.added", {
    write: ({ blocked, rule, code, reason, count, limit, until, by, session }, maxBytes, zone) => {
      const counted = { count: count?.toString(), limit: limit?.toString() };
      const end = until === undefined ? undefined : zone.iso(until);
      return `Blocked ${blocked}${writePairs({ rule, code, reason, ...counted, until: end, by, session }, maxBytes)}`;
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
    write: ({ blocked, how, by }, maxBytes) => `Block ended ${blocked} ${how}${writePairs({ by }, maxBytes)}`,
    read: (text) => {
      const [, blocked, how, keys = ""] = blockEnded.exec(text) ?? [];
      if (blocked === undefined) return undefined;
      return { blocked, how: how === "removed" ? ("removed" as const) : ("expired" as const), by: readPairs(keys).by };
    },
  }),
  "service.crashed": shape("service.crashed", {
    write: ({ lastAt, lastLine }, maxBytes, zone) => {
      const keys = { at: lastAt === undefined ? undefined : zone.iso(lastAt), line: lastLine };
      return `Stopped without word; last line${writePairs(keys, maxBytes)}`;
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
    write: ({ by, what, before, after }, maxBytes) =>
      `Changed by ${escapeWord(by)}${writePairs({ what, before, after }, maxBytes)}`,
    read: (text) => {
      const [whole, by = "", keys = ""] = changed.exec(text) ?? [];
      const { what, before, after } = readPairs(keys);
      return whole === undefined || what === undefined ? undefined : { by: unescapeText(by), what, before, after };
    },
  }),
  "log.opened": shape("log.opened", {
    write: ({ at, node, level, version, continues, because, stepSeconds }, maxBytes, zone) => {
      const keys = { node, level, version, continues, because, step: stepSeconds?.toString() };
      return `Log opened ${zone.iso(at)} ${zone.name}${writePairs(keys, maxBytes)}`;
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
    write: ({ at, node }, maxBytes, zone) => `Heartbeat ${zone.iso(at)} ${zone.name}${writePairs({ node }, maxBytes)}`,
    read: (text) => {
      const [, stamp = "", , keys = ""] = text.startsWith("H") ? (stamped.exec(text) ?? []) : [];
      return stamp === "" ? undefined : { at: Date.parse(stamp), node: readPairs(keys).node };
    },
  }),
  "log.gap": shape("log.gap", {
    write: ({ from, to, lostLines }, _maxBytes, zone) =>
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
export function writeRemark(text: string, maxBytes: number): string {
  const short = cut(text, maxBytes);
  return imitation.test(short) ? escapeGuarded(short) : escapeText(short);
}

/** How many recipients of a `***` line follow on lines of their own. */
export const furtherRecipients = (text: string): number => Number(summary.exec(text)?.[3] ?? 0);

/** The recipient of a `Recipient <…>` line, with or without a reply behind it. */
export const readRecipient = (text: string): string | undefined => textOf(/^Recipient <([^ >]*)>/.exec(text)?.[1]);
