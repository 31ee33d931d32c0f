/** What an event tells, in words for people. */
import { catalogue } from "../src/events/catalogue.ts";
import type { MailEvent, Relay } from "../src/events/event.ts";
import type { Reply } from "../src/mail/reply.ts";
import { factsOf, type Telling } from "./format-kinds.ts";
import { code, shorten } from "./markdown.ts";

const names: Readonly<Record<string, string>> = {
  queueId: "queue id",
  messageId: "Message-ID",
  remoteId: "id at the next host",
  helo: "HELO",
  tls: "TLS",
};

/** "delaySeconds" is delay, in seconds. */
export const nameOf = (field: string): string =>
  names[field] ?? field.replace(/(?:Bytes|Seconds)$/, "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** What says how it went stands first, whose it is last. */
const first = [
  "role",
  "status",
  "how",
  "ended",
  "verdict",
  "by",
  "why",
  "stage",
  "verb",
  "code",
  "sender",
  "recipient",
];
const last = ["peer", "messageId", "queueId"];
const rank = (field: string): number =>
  first.includes(field) ? first.indexOf(field) - first.length : last.indexOf(field) + 1;

const unitOf = (field: string): string => (field.endsWith("Bytes") ? " bytes" : field.endsWith("Seconds") ? " s" : "");

/** So much of a value is shown; whole it stands in the line. */
const mostOfValue = 100;

const shown = (text: string): string => code(shorten(text.replace(/\r?\n/g, " / ").trim(), mostOfValue));

/** How often a verb was used: "0 of 1" with success. */
const counted = (value: object): string | undefined =>
  "ok" in value && "all" in value
    ? value.ok === value.all
      ? `${value.all}`
      : `${value.ok} of ${value.all}`
    : undefined;

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  const parts = Object.entries(value).map(([name, part]) => (part === "" ? name : `${name} ${plain(part)}`));
  return counted(value) ?? parts.join(", ");
}

/** Fields that are put together of several. */
const whole: Readonly<Record<string, (value: never) => string>> = {
  reply: ({ code: number, enhanced, text }: Reply) => [number || "", enhanced ?? "", text].join(" ").trimStart(),
  relay: ({ host, ip, port }: Relay) =>
    `${host ?? ""}${ip === undefined ? "" : host ? `[${ip}]` : ip}${port === undefined ? "" : `:${port}`}`,
  until: (at: number) => new Date(at).toISOString(),
};

function said(field: string, value: unknown): string {
  const write = whole[field];
  if (write) return shown(write(value as never));
  return typeof value === "number" ? `${value}${unitOf(field)}` : shown(plain(value));
}

/** Fields with words of few, of which it is worth to know them all. */
const ofFew: ReadonlySet<string> = new Set(["stage", "verdict", "by", "cause", "verb", "action", "decidedBy", "after"]);
const mostOthers = 10;

/** Which other words lines that tell the same have in that field. */
function others({ lines }: Telling, { kind }: MailEvent, field: string, value: unknown): string {
  if (!ofFew.has(field)) return "";
  const all = lines.flatMap(({ events }) => events.filter((event) => event.kind === kind).flatMap(factsOf));
  const words = new Set(all.filter(([name, word]) => name === field && word !== value).map(([, word]) => String(word)));
  if (words.size === 0) return "";
  const more = words.size > mostOthers ? ` and ${words.size - mostOthers} more` : "";
  return ` (or ${[...words].sort().slice(0, mostOthers).map(code).join(", ")}${more})`;
}

/** An event a line: what it is, its kind, and each field of the sample. */
export const eventLines = (one: Telling): readonly string[] =>
  one.events.map((event) => {
    const facts = factsOf(event)
      .toSorted(([a], [b]) => rank(a) - rank(b))
      .map(([field, value]) => `${nameOf(field)} ${said(field, value)}${others(one, event, field, value)}`);
    const title = `${catalogue[event.kind].title} (${code(event.kind)})`;
    return facts.length > 0 ? `${title}: ${facts.join(", ")}` : title;
  });
