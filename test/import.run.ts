/** An import as a process of its own that a test may kill: DATA, then the logs. It notes its place thirty times a second. */
import { importLogs } from "../src/app/import.ts";
import { Zone } from "../src/base/zone.ts";

const [, , data = "", ...logs] = process.argv;
const warn = (text: string) => process.stderr.write(`${text}\n`);
await importLogs({ logs, data, zone: new Zone("UTC"), now: Date.now, warn, saveEach: 30 });
