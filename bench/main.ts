/** `npm run bench [ROW…]`: measures the rows beside their peers and prints the table. */
import { large, store } from "./ask.ts";
import { consoleAnswer, consoleLoad, consoleSessions } from "./console.ts";
import { flood } from "./flood.ts";
import { guard } from "./guard.ts";
import { idle } from "./idle.ts";
import { month } from "./month.ts";
import { asking, askingPacked, importingLogs, postfixReading, reading, readingExim, readingMemory } from "./reading.ts";
import { receive, transcript } from "./receive.ts";
import { recorder } from "./recorder.ts";
import { type Row, told } from "./row.ts";
import { lineCost, loopDelay } from "./writing.ts";

const rows: readonly Row[] = [
  receive,
  transcript,
  idle,
  lineCost,
  loopDelay,
  store,
  large,
  month,
  recorder,
  guard,
  flood,
  postfixReading,
  reading,
  readingExim,
  readingMemory,
  importingLogs,
  consoleLoad,
  consoleSessions,
  consoleAnswer,
  asking,
  askingPacked,
];
const asked = process.argv.slice(2);

for (const { id, title, run } of rows.filter((row) => asked.length === 0 || asked.includes(row.id))) {
  console.log(`\n## ${id}: ${title}\n`);
  const compared = await run();
  console.log("| figure | ours | peer | ratio, median (range) | bar | |\n| --- | --: | --: | --- | --- | --- |");
  for (const one of compared) console.log(told(one));
}
