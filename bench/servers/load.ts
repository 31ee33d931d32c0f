/** Reads the log that is named into a source of sessions, and ends. */
import { readSource } from "../../src/app/log-source.ts";
import { Zone } from "../../src/base/zone.ts";

const [, , log = ""] = process.argv;
const source = await readSource({ logs: [log], zone: new Zone("UTC") });
const { lines, unread } = await source.coverage(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
if (lines === 0 || unread > 0) throw new Error(`${log}: ${lines} lines, ${unread} unread`);
