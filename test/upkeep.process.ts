/**
 * Does the upkeep of the records in the folder that is named, and kills itself with SIGKILL before the step with that number; for
 * `upkeep.test.ts`. Says how many steps it took where it lived through all.
 */

import { type PartDisk, partDisk, upkeep } from "../src/records/upkeep.ts";
import { openPartsOf } from "../src/records/writer.ts";

const [folder = "", deadly] = process.argv.slice(2);
let steps = 0;
const step = () => {
  steps += 1;
  if (steps === Number(deadly)) process.kill(process.pid, "SIGKILL");
};
const disk: PartDisk = {
  build: (path, parts) => {
    step();
    partDisk.build(
      path,
      // In the midst of it, too.
      parts.map((part) => ({
        ...part,
        span: part.span,
        stored: (number) => {
          if (number === 1) step();
          return part.stored(number);
        },
      })),
    );
  },
  sync: (path) => {
    step();
    partDisk.sync(path);
  },
  rename: (from, to) => {
    step();
    partDisk.rename(from, to);
  },
  remove: (path) => {
    step();
    partDisk.remove(path);
  },
};
const remarks = upkeep(
  { folder, closed: openPartsOf(folder), now: Date.UTC(2027, 0, 1), merge: true, keep: { days: 0, bytes: 0 } },
  disk,
);
process.stdout.write(JSON.stringify({ steps, remarks }));
