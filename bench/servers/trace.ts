/** Traces the attempts for one recipient in the log that is named, or every attempt where none is named, and ends. */
import { composeReader } from "../../src/app/reader.ts";
import { Zone } from "../../src/base/zone.ts";

const [, , log = "", somebody] = process.argv;
const zone = new Zone("UTC");
const reader = await composeReader({ logs: [log], data: "", askerZone: zone, zone, now: Date.now() });
const { traced } = await reader.trace({
  to: somebody === undefined ? [] : [somebody],
  facts: {},
  limit: Number.POSITIVE_INFINITY,
});
if (traced.length === 0) throw new Error(`${log}: no attempt`);
console.log(`${traced.length} attempts`);
