/** Old log files on real ground: the archive as unzip sees it, and a small disk that gets full under the running program. */
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changeFile } from "../../src/config/change.ts";
import { findSetting, type Setting } from "../../src/config/settings.ts";
import { deleteOld } from "../../src/log/retention.ts";
import { prepareAnyPorts } from "../program.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-upkeep-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("unzip finds no fault in an archive that was added to, and unpacks what went in", async () => {
  // Lines that pack well, bytes that do not, and nothing at all.
  const contents = [Buffer.from("192.0.2.7 a line\n".repeat(500_000)), randomBytes(3_000_000), Buffer.alloc(0)];
  const names = contents.map((_, n) => `s2026100${n + 1}-00.log`);
  for (const [n, content] of contents.entries()) {
    writeFileSync(join(folder, names[n] ?? ""), content);
    const { signal } = new AbortController();
    const archive = join(folder, "archive.zip");
    await deleteOld({ folder, today: "20261124", deleteAfterDays: 7, archive, say: () => {}, signal });
  }
  expect(readdirSync(folder)).toEqual(["archive-202610.zip"]);
  const zip = join(folder, "archive-202610.zip");
  expect(execFileSync("unzip", ["-t", zip], { encoding: "utf8" })).toMatch(/No errors detected in compressed data/);
  expect(execFileSync("unzip", ["-Z1", zip], { encoding: "utf8" }).trim().split("\n")).toEqual(names);
  execFileSync("unzip", ["-q", zip, "-d", join(folder, "out")]);
  for (const [n, content] of contents.entries())
    expect(readFileSync(join(folder, "out", names[n] ?? "")).equals(content)).toBe(true);
});

test("a log file beyond 4 GiB goes into an archive, and others go into that", async () => {
  const { signal } = new AbortController();
  const sizes = { "s20261001-00.log": 4_400_000_000, "s20261002-00.log": 1000 };
  for (const [name, sizeBytes] of Object.entries(sizes)) {
    // All zeros: it takes no room.
    const handle = openSync(join(folder, name), "w");
    ftruncateSync(handle, sizeBytes);
    closeSync(handle);
    const archive = join(folder, "archive.zip");
    await deleteOld({ folder, today: "20261124", deleteAfterDays: 7, archive, say: () => {}, signal });
  }
  expect(readdirSync(folder)).toEqual(["archive-202610.zip"]);
  const zip = join(folder, "archive-202610.zip");
  const listed = execFileSync("unzip", ["-l", zip], { encoding: "utf8" });
  for (const [name, sizeBytes] of Object.entries(sizes))
    expect(listed).toMatch(new RegExp(`^ *${sizeBytes} .* ${name}$`, "m"));
  expect(execFileSync("unzip", ["-p", zip, "s20261002-00.log"])).toHaveLength(1000);
});

/** A log folder of 8 MB on a disk of its own, with seven old files of a megabyte, and then the program. */
const script = `set -e
mount --make-rprivate / 2>/dev/null || true
mount -t tmpfs -o size=8m tmpfs "$1/logs"
for day in 1 2 3 4 5 6 7; do head -c 1000000 /dev/zero > "$1/logs/s2026010$day-00.log"; done
shift
exec "$@"`;

test("on a disk that is nearly full the oldest log files go until there is room", async () => {
  await prepareAnyPorts(folder);
  mkdirSync(join(folder, "logs"));
  const set = (name: string, value: unknown) =>
    changeFile(join(folder, "postino.yaml"), findSetting(name) as Setting, value);
  set("log.leastFreeBytes", 3_000_000);
  set("log.deleteAfterDays", 0);
  // Below the data folder, and so on another disk than the log.
  set("log.archive", true);
  const program = [process.execPath, "bin/postino.js", "serve", "--data", folder];
  const child = spawn("unshare", ["-m", "sh", "-c", script, "sh", folder, ...program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await once(child.stdout, "data");
    // The disk is to be seen in the program's own namespace only.
    const logs = `/proc/${child.pid}/root${folder}/logs`;
    const said = () => {
      const name = readdirSync(logs).find((each) => each.startsWith("e"));
      return name === undefined ? "" : readFileSync(join(logs, name), "utf8");
    };
    while (!said().includes("There is room again")) await setTimeout(20);
    expect(said()).toMatch(/ \d+ bytes are free on the disk of .+logs, less than log\.leastFreeBytes \(3000000\)\n/);
    expect(said().match(/Deleted the log file s2026010\d-00\.log/g)).toEqual([
      "Deleted the log file s20260101-00.log",
      "Deleted the log file s20260102-00.log",
    ]);
    expect(readdirSync(logs).filter((name) => name.startsWith("s2026010"))).toHaveLength(5);
    const archived = execFileSync("unzip", ["-Z1", join(folder, "archive-202601.zip")], { encoding: "utf8" });
    expect(archived).toBe("s20260101-00.log\ns20260102-00.log\n");
  } finally {
    child.kill("SIGTERM");
    await once(child, "exit");
  }
});
