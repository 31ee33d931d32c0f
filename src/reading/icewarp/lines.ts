/** Single lines of an IceWarp log that say everything by themselves. */
import { defined } from "../../base/defined.ts";
import type { Ended } from "../../events/event.ts";
import { bareAddress } from "../../mail/address.ts";
import { type Draft, numberOf } from "../pattern.ts";

/** The shapes of message ids: ABC12345 (Merak 8 on), or time and four digits with or without a server number (11 on). */
const messageId = String.raw`[A-Z]{3}\d{5}|\d{18,20}|[0-9A-F]{16}`;

const antispam =
  /^(\S{1,40}) '<?([^']*?)>?' '<?([^']*?)>?' (\d+) score (-?\d+[.,]\d+) reason \[([^\]]*)\] action (\S+)/;
/** A percentage beside the parts, or a word: it adds nothing to the score. */
const addsNothing = new Set(["Bayes"]);

/** The antispam engine's line about one message. */
export function antispamLine(text: string): Draft | undefined {
  if (!text.includes(" score ")) return undefined;
  const found = antispam.exec(text);
  if (!found) return undefined;
  const [, queueId = "", sender = "", recipient = "", count, score = "", reasons = "", action = ""] = found;
  const figures = { count: Number(count), score: Number(score.replace(",", ".")) };
  return { kind: "message.scored", queueId, sender, recipient, ...figures, ...reasonsIn(reasons), action };
}

/** `SpamAssassin=3.31,Other=2.50,Body=PR`: numbers add up to the score, the rest explains. */
function reasonsIn(reasons: string) {
  const parts: Record<string, number> = {};
  const letters: Record<string, string> = {};
  for (const pair of reasons.split(",").filter((reason) => reason.includes("="))) {
    const [key = "", value = ""] = pair.trim().split("=");
    if (/^-?\d+(?:\.\d+)?$/.test(value) && !addsNothing.has(key)) parts[key] = Number(value);
    else letters[key] = value;
  }
  return { parts, letters };
}

/** The score is at most so much. */
const mostScore = 10;
const verdicts = new Set(["DELETE", "REJECT", "SPAM", "QUARANTINE"]);
/** Reasons and the name of the content filter that spoke, behind the id of a summary. */
const verdictTail = /^\[([\w=.,+ -]{1,500})\](?: '([^']{1,200})')?$/;

/** What a summary says of the antispam engine, or of the content filter, whose word it was. */
export function judgedIn(draft: Draft): Draft | undefined {
  if (draft.kind !== "transaction.ended" || !verdicts.has(draft.status)) return undefined;
  const [, reasons = "", filter] = verdictTail.exec(draft.keys.tail ?? "") ?? [];
  if (reasons === "") return undefined;
  const { parts, letters } = reasonsIn(reasons);
  const sum = Object.values(parts).reduce((all, part) => all + part, 0);
  return {
    kind: "message.scored",
    ...(draft.id !== undefined && { queueId: draft.id }),
    sender: draft.sender,
    recipient: draft.recipients[0] ?? "",
    count: draft.count,
    score: Math.min(mostScore, Math.round(sum * 100) / 100),
    parts,
    letters: filter === undefined ? letters : { ...letters, FORCED: filter },
    action: draft.status,
  };
}

/** A line of the service itself. */
export function systemEvent(text: string): Draft {
  const service = /^(.+ Service) (started|stopped)\b/i.exec(text);
  if (service?.[1])
    return { kind: service[2]?.toLowerCase() === "started" ? "service.started" : "service.stopped", title: service[1] };
  return { kind: "system.noted", text };
}

const summary = new RegExp(
  String.raw`^\*\*\* <([^>]*)> (<[^>]*>(?:,(?:<[^>]*>|\+\d+))*) (\d+) (\d+) (\d{2,}):(\d\d):(\d\d) (\S+)(?: (${messageId})(?= |$))?(?: (.*))?$`,
);

/** The summary of a transaction; what follows its id are keys, or else the tail as it stands. */
export function summaryLine(text: string): Draft | undefined {
  const found = summary.exec(text);
  if (!found) return undefined;
  const [, sender = "", recipients = "", count, size, hours, minutes, seconds, status = "", id, tail] = found;
  return defined({
    kind: "transaction.ended",
    sender: bareAddress(sender),
    recipients: [...recipients.matchAll(/<([^>]*)>/g)].map((one) => one[1] ?? "").filter((address) => address !== ""),
    count: Number(count),
    sizeBytes: Number(size),
    durationSeconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
    status,
    id,
    keys: tail ? keysOf(tail) : {},
  });
}

function keysOf(tail: string): Readonly<Record<string, string>> {
  const pair = /\s*([a-z][\w-]*)=(?:"((?:\\.|[^"\\])*)"|(\[[^\]]*\])|(\S*))(?=\s|$)/y;
  const keys: Record<string, string> = {};
  let end = 0;
  for (let found = pair.exec(tail); found?.[1]; found = pair.exec(tail)) {
    keys[found[1]] = found[2] ?? found[3] ?? found[4] ?? "";
    end = pair.lastIndex;
  }
  const rest = tail.slice(end).trim();
  return rest === "" ? keys : { ...keys, tail: rest };
}

/** The one timer that ends an idle server session in this product. */
const sessionTimer = "c_system_adv_protocols_sessiontimeout";

/** "TIMEOUT", or with what the log knows of it: "TIMEOUT after 300 s (setting), waiting for …, N bytes received". */
export function timeoutLine(text: string): Draft | undefined {
  if (!/\btime-?out\b/i.test(text)) return undefined;
  const after = /after (\d+(?:\.\d+)?) ?s/i.exec(text)?.[1];
  const setting = /\((\w+)\)/.exec(text)?.[1] ?? sessionTimer;
  const waitingFor = /waiting for ([^,]+)/i.exec(text)?.[1];
  const bytes = /(\d+) bytes/.exec(text)?.[1];
  return defined({
    kind: "session.timeout",
    afterSeconds: numberOf(after),
    setting,
    waitingFor,
    receivedBytes: numberOf(bytes),
  });
}

const endings: readonly (readonly [RegExp, Ended])[] = [
  [/peer closed|by peer/i, "peer-closed"],
  [/local closed/i, "local-closed"],
  [/reset/i, "peer-reset"],
  [/time-?out/i, "timeout"],
  [/refused/i, "refused"],
  [/blocked/i, "blocked"],
  [/shutdown/i, "shutdown"],
  [/error/i, "error"],
];

/** What stands behind "Disconnected"; undefined where nothing does. */
export const endingOf = (text: string): Ended | undefined => endings.find(([words]) => words.test(text))?.[1];
