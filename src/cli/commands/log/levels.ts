/** `postino log levels`: how much the log of each service says, and changes of it, for good or for a time. */
import type { ServiceLevel } from "../../../app/level-desk.ts";
import { UsageError } from "../../../base/error.ts";
import { parseSpan } from "../../../base/span.ts";
import type { Zone } from "../../../base/zone.ts";
import { levelNumbers } from "../../../config/sections/log.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";
import { serverZone } from "../../config-file.ts";
import { table } from "../../table.ts";

export const levels = defineCliCommand({
  summary: "show how much the log of each service says, or change it, also for a time",
  examples: [
    ["postino log levels", "the level of each service, and the API's number for it"],
    ["postino log levels smtp=extended --for 48h", "everything for two days; then it goes back by itself"],
    ["postino log levels smtp=summary", "from now on"],
  ],
  declare: (command) =>
    void command
      .argument("[service=level...]", "none, summary, debug or extended, or the API's number")
      .option("--for <span>", "go back by itself after so long: 90m, 48h, 7d")
      .option("--json", "one JSON document on standard output"),
  run: async (words, options, io) => {
    const changes = words.map(changeFrom);
    if (options.for !== undefined && changes.length === 0)
      throw new UsageError("--for needs a level that goes back: postino log levels smtp=extended --for 48h");
    const span = options.for === undefined ? {} : { forSeconds: parseSpan(String(options.for)) / 1000 };
    const done = (await callOperation("log-levels", { changes, ...span }, options, io)) as {
      readonly levels: readonly ServiceLevel[];
    };
    if (options.json) {
      io.print(JSON.stringify(done.levels.map(asJson), null, 2));
      return 0;
    }
    const stays = changes.filter(({ service }) =>
      done.levels.every((one) => one.service !== service || one.until === undefined),
    );
    for (const { service, level } of options.for === undefined ? [] : stays)
      io.warn(
        `${service} is ${level} already, for good, so nothing changes after ${options.for}; set first what it is to go back to, then ask for the time`,
      );
    const zone = serverZone(options, io);
    const rows = done.levels.map((one) => [one.service, String(one.number), levelText(one, zone)]);
    io.print(table(["service", "API", "level"], rows));
    return 0;
  },
});

/** The product's 3 is debug and summary together, which is our debug. */
const wordOf = (typed: string): string | undefined =>
  typed === "3"
    ? "debug"
    : Object.entries(levelNumbers).find(([word, number]) => [word, String(number)].includes(typed))?.[0];

function changeFrom(word: string) {
  const [, service, typed = ""] = /^([^=]+)=(.*)$/.exec(word) ?? [];
  const level = wordOf(typed.toLowerCase());
  if (service === undefined || level === undefined)
    throw new UsageError(
      `${word}: write SERVICE=LEVEL, as in smtp=extended; levels are none, summary, debug, extended`,
    );
  return { service, level };
}

const asJson = ({ until, afterwards, ...level }: ServiceLevel) => ({
  ...level,
  until: until === undefined ? null : new Date(until).toISOString(),
  afterwards: afterwards ?? null,
});

/** `extended until 2026-11-30 10:00, then debug`. */
const levelText = ({ level, until, afterwards }: ServiceLevel, zone: Zone): string =>
  until === undefined ? level : `${level} until ${zone.shown(until, "minute")}, then ${afterwards}`;
