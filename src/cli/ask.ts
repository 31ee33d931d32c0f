/** Options that all questions share, and how they become a question and a reader. */
import { existsSync, readFileSync } from "node:fs";
import type { Command } from "commander";
import { isOfSomething, questionOf } from "../app/asked.ts";
import { catalogueOf, languages } from "../app/language.ts";
import { composeReader } from "../app/reader.ts";
import { defined } from "../base/defined.ts";
import { UsageError } from "../base/error.ts";
import type { Catalogue } from "../base/saying.ts";
import { machineZone, Zone } from "../base/zone.ts";
import type { Question } from "../diagnosis/question.ts";
import type { ReadOptions } from "../reading/read.ts";
import { fromBounce } from "./bounce-question.ts";
import { collect, type Io } from "./command.ts";
import { dataFolder } from "./data-folder.ts";
import { emptyWriteCache } from "./fresh-log.ts";
import { painter } from "./print.ts";

type Options = Readonly<Record<string, unknown>>;

export function declareQuestion(command: Command): void {
  command
    .argument("[log...]", "log files or folders, - for standard input; none: the records of --data")
    .option("--to <address>", "recipient, or @domain for anybody there (may be repeated)", collect)
    .option("--from <address>", "sender")
    .option("--about <time>", 'when it was sent: 2026-11-24T10:00, 10:00, "around ten yesterday", "20m ago"')
    .option("--window <span>", "look so far around that time: 90m, 2h, 3d")
    .option("--message-id <id>", "Message-ID of the message")
    .option("--queue-id <id>", "queue id, or the id that a server gave the message")
    .option("--session <id>", "id of a session")
    .option("--subject <text>", "part of the subject, where the log has it")
    .option("--ip <address>", "address of the other server")
    .option("--host <name>", "name of the other server")
    .option("--side <side>", "whose log it is: receiver or sender")
    .option("--bounce <file>", "what the sender got back: whom it was for, from whom and its id are taken from it")
    .option(
      "--sender-log <log>",
      "log of the sender's server, read together with the others, or with the records (may be repeated)",
      collect,
    )
    .option("--fact <name=value>", "what you know of the servers: smtpd_timeout=25s (may be repeated)", collect)
    .option("--facts <file>", "the same from a JSON file: an object of names and values")
    .option("--replies <file>", "your own table of what replies mean (YAML); without logs that of the data folder")
    .option("--zone <zone>", "your time zone")
    .option("--limit <number>", "at most so many other messages, or lines of a list");
  declareLanguage(command);
  declareLogOptions(command);
}

export const declareLanguage = (command: Command): Command =>
  command.option("--lang <language>", "language of the answer's texts: en (the default) or it");

/** What texts are looked up in; undefined for English. Throws UsageError for a language that is not spoken. */
export async function catalogueFor(named: unknown): Promise<Catalogue | undefined> {
  const language = languages.find((one) => one === (named ?? "en"));
  if (!language) throw new UsageError(`--lang ${named}: answers are in English (en) and Italian (it)`);
  return catalogueOf(language);
}

/** Options of every command that reads logs. */
export function declareLogOptions(command: Command): void {
  command
    .option("--log-zone <zone>", "zone of logs that name none, or FILE=ZONE (may be repeated)", collect)
    .option("--year <year>", "year of logs that name none; of rotated ones, of the oldest");
}

/** A zone by name; throws UsageError on one that is none. */
export function zoneOf(name: unknown, option: string): Zone {
  if (name === undefined) return machineZone();
  try {
    return new Zone(String(name));
  } catch {
    throw new UsageError(`${option} ${name}: no such time zone; write Europe/Rome or +02:00`);
  }
}

/** The question; throws UsageError where an option has no sense. `anything` allows to ask for nothing in particular. */
export function questionFrom(options: Options, io: Io, anything = false): Question {
  const text = (name: string) => (options[name] === undefined ? undefined : String(options[name]));
  const zone = zoneOf(options.zone, "--zone");
  const side = text("side") ?? (options.senderLog === undefined ? undefined : "receiver");
  if (side !== undefined && side !== "receiver" && side !== "sender")
    throw new UsageError(`--side ${side}: write receiver or sender`);
  const limit = Number(text("limit") ?? 5);
  if (!Number.isInteger(limit) || limit < 0) throw new UsageError(`--limit ${text("limit")}: write a whole number`);
  const words = ["from", "about", "window", "messageId", "queueId", "session", "subject", "ip", "host"] as const;
  const asked = Object.fromEntries(words.map((name) => [name, text(name)]));
  const facts = { ...factsIn(text("facts")), ...factsFrom((options.fact as readonly string[] | undefined) ?? []) };
  const to = (options.to as readonly string[] | undefined) ?? [];
  const question = questionOf({ ...asked, to, side, facts, limit }, zone, io.now());
  if (!isOfSomething(question) && !anything)
    throw new UsageError(
      "whose mail? give at least one of --to, --from, --message-id, --queue-id, --session, --ip, --bounce",
    );
  return options.senderLog === undefined ? question : { ...question, senderLog: true };
}

function factsFrom(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((fact) => {
      const at = fact.indexOf("=");
      if (at <= 0) throw new UsageError(`--fact ${fact}: write NAME=VALUE`);
      return [fact.slice(0, at), fact.slice(at + 1)];
    }),
  );
}

function factsIn(path: string | undefined): Readonly<Record<string, string>> {
  if (path === undefined) return {};
  const wrong = (why: string) =>
    new UsageError(`--facts ${path}: ${why}; name a file with a JSON object such as {"smtpd_timeout": "25s"}`);
  let facts: unknown;
  try {
    facts = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw wrong((error as Error).message);
  }
  if (typeof facts !== "object" || facts === null || Array.isArray(facts)) throw wrong("it holds no object");
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]));
}

/** How the logs are to be read: zones, year, standard input. */
export function logOptionsFrom(options: Options): Omit<ReadOptions, "logs"> {
  const zones = ((options.logZone as readonly string[] | undefined) ?? [])
    .map((given) => given.split("="))
    .map((parts) => [parts.slice(0, -1).join("="), parts.at(-1) ?? ""] as const);
  const [, general] = zones.find(([file]) => file === "") ?? [];
  const year = options.year === undefined ? undefined : Number(options.year);
  if (year !== undefined && !(year > 1970 && year < 3000))
    throw new UsageError(`--year ${options.year}: write a year such as 2026`);
  return defined({
    zone: zoneOf(general, "--log-zone"),
    zoneOf: (file: string) => {
      const [, name] = zones.find(([path]) => path !== "" && file.endsWith(path)) ?? [];
      return name === undefined ? undefined : zoneOf(name, "--log-zone");
    },
    year,
    // Opened where it is read alone: its streams take Node a while to load.
    stdin: () => process.stdin,
  });
}

/** The question with a reader of the logs that were named, or of the records of the data folder, and how to show what it says. */
export async function ask(logs: readonly string[], given: Options, io: Io, anything = false) {
  const address = logs.find((log) => log.includes("@") && !existsSync(log));
  if (address !== undefined)
    throw new UsageError(`${address} is no file or folder; if it is an address, write --to ${address}, or --from`);
  const catalogue = await catalogueFor(given.lang);
  const zone = zoneOf(given.zone, "--zone");
  const asker = { zone, now: io.now(), catalogue };
  const bounce = given.bounce === undefined ? undefined : await fromBounce(String(given.bounce), given, asker);
  const options = bounce?.options ?? given;
  const put = questionFrom(options, io, anything);
  if (logs.length === 0) await emptyWriteCache(options, io);
  const reader = await composeReader({
    logs,
    senderLogs: (options.senderLog as readonly string[] | undefined) ?? [],
    data: dataFolder(options, io),
    askerZone: zone,
    about: put,
    catalogue,
    ...(options.replies !== undefined && { replies: String(options.replies) }),
    warn: (text) => io.warn(`postino: ${text}`),
    ...logOptionsFrom(options),
  });
  // An answer says itself how it took the question; a list has no room for that.
  const { question, understood } = anything ? await reader.meant(put) : { question: put, understood: [] };
  for (const text of understood) io.warn(`postino: ${text}`);
  return { question, reader, zone, paint: painter(io.terminal), bounce: bounce?.explanation, catalogue };
}

/** The ways in which a list can be printed. */
export const declareList = (command: Command): Command =>
  command.option("--json", "one JSON array on standard output").option("--jsonl", "one JSON object a line");

/** Prints a list in the way that was asked for, part after part; gives how much there was. */
export async function printList<One>(
  options: Options,
  io: Io,
  parts: AsyncIterable<readonly One[]> | Iterable<readonly One[]>,
  asObjects: (part: readonly One[]) => Promise<readonly object[]>,
  asTexts: (part: readonly One[]) => Promise<readonly string[]>,
): Promise<number> {
  const print = (text: string) => {
    io.print(text);
    return io.taken?.();
  };
  const most = options.limit === undefined ? Number.POSITIVE_INFINITY : Number(options.limit);
  let json = "";
  const tell = async (part: readonly One[]) => {
    const objects = options.json || options.jsonl ? await asObjects(part) : undefined;
    if (options.json) {
      const told = objects?.map((object) => JSON.stringify([object], null, 2).slice(2, -2)).join(",\n");
      if (json && told) await print(`${json},`);
      json = told ? `${json ? "" : "[\n"}${told}` : json;
      return;
    }
    const lines = objects?.map((object) => JSON.stringify(object)) ?? (await asTexts(part));
    if (lines.length > 0) await print(lines.join("\n"));
  };
  let count = 0;
  for await (const all of parts) {
    const part = all.slice(0, most - count);
    count += part.length;
    // Of some part of the time there may be nothing: those behind it are told all the same.
    if (part.length > 0) await tell(part);
    if (count >= most) break;
  }
  if (options.json) io.print(json ? `${json}\n]` : "[]");
  return count;
}

/** The exit code of a list of so many; that nothing is there is said, but of none that was asked for. */
export function endOfList(count: number, { limit }: Options, io: Io): 0 | 1 {
  const isEmpty = count === 0 && (limit === undefined || Number(limit) > 0);
  if (isEmpty) io.warn("postino: nothing of it was found; postino why tells what was searched");
  return count > 0 ? 0 : 1;
}
