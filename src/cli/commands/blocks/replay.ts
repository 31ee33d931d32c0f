/** `postino blocks replay`: who would have been blocked in a past log, and what that would have cost. */
import { existsSync } from "node:fs";
import { blockView } from "../../../api/block-view.ts";
import { type Replayed, replay as replayed } from "../../../app/replay.ts";
import { UsageError } from "../../../base/error.ts";
import type { Zone } from "../../../base/zone.ts";
import { loadConfig } from "../../../config/load.ts";
import { type Config, schema } from "../../../config/schema.ts";
import { declareJson } from "../../account-options.ts";
import { declareLogOptions, logOptionsFrom } from "../../ask.ts";
import { whyText } from "../../block-text.ts";
import { defineCliCommand, type Io } from "../../command.ts";
import { configPath } from "../../data-folder.ts";
import { table } from "../../table.ts";

type Options = Readonly<Record<string, unknown>>;

export const replay = defineCliCommand({
  summary: "try the rules on a past log, ours or another's: who would have been blocked",
  examples: [
    ["postino blocks replay /var/log/mail.log", "with the settings of now, or as they are by default"],
    ["postino blocks replay logs --rule rset-flood --limit 3", "one rule alone, and stricter"],
  ],
  declare: (command) => {
    command
      .argument("<log...>", "log files or folders, - for standard input")
      .option("--rule <id>", "this rule alone")
      .option("--limit <number>", "so many are allowed of it");
    declareLogOptions(declareJson(command));
  },
  run: async (logs, options, io) => {
    const file = configPath(options, io);
    const config = existsSync(file) ? loadConfig(file) : schema.parse({});
    const read = { logs, ...logOptionsFrom(options) };
    const { found, sessions, stat } = await replayed(read, changed(config, options), { warn: io.warn });
    if (options.json) io.print(JSON.stringify({ sessions, unread: stat.unread, found: found.map(asJson) }, null, 2));
    else print(found, sessions, read.zone, io);
    return found.some(({ spared }) => spared === undefined) ? 0 : 1;
  },
});

/** The configuration with the rule that is asked for alone. Throws UsageError for a rule or a limit that is none. */
function changed(config: Config, { rule, limit }: Options): Config {
  const { rules } = config.intrusion;
  if (rule === undefined) {
    if (limit !== undefined) throw new UsageError("--limit needs the rule that it is for: --rule rset-flood");
    return config;
  }
  if (!Object.hasOwn(rules, String(rule)))
    throw new UsageError(`--rule ${rule}: no such rule; there are ${Object.keys(rules).join(", ")}`);
  const most = limit === undefined ? undefined : Number(limit);
  if (most !== undefined && !(Number.isInteger(most) && most > 0))
    throw new UsageError(`--limit ${limit}: write a whole number from 1`);
  const only = Object.entries(rules).map(([id, one]) => [
    id,
    id === rule ? { enabled: true, limit: most ?? one.limit } : { ...one, enabled: false },
  ]);
  const alone = Object.fromEntries(only) as Config["intrusion"]["rules"];
  return { ...config, intrusion: { ...config.intrusion, enabled: true, rules: alone } };
}

const asJson = ({ block, spared, refused, good }: Replayed) => ({
  ...blockView({ ...block, refused }),
  spared: spared ?? null,
  refusedGood: good,
});

function print(found: readonly Replayed[], sessions: number, zone: Zone, io: Io): void {
  const rows = found.map(({ block, spared, refused, good }) => [
    ...[zone.shown(block.since), block.blocked, block.code, whyText(blockView(block))],
    spared === undefined ? String(refused) : `spared: ${spared}`,
    spared === undefined ? String(good) : "",
    block.session ?? "",
  ]);
  if (rows.length > 0) io.print(table(["when", "blocked", "code", "why", "refused", "of them good", "session"], rows));
  const blocks = found.filter(({ spared }) => spared === undefined);
  const sum = (count: (one: Replayed) => number) => blocks.reduce((all, one) => all + count(one), 0);
  const [refused, good] = [sum((one) => one.refused), sum((one) => one.good)];
  io.print(
    `${sessions} sessions: ${blocks.length} blocks would have refused ${refused} of them, ${good} of which brought mail that was accepted.`,
  );
}
