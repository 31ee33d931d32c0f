import { expect, test, vi } from "vitest";
import { type AppendDisk, machineDisk, promptDisk, type Trouble } from "../base/append-file.ts";
import { flushed, linesOf, noon, note, setUp, today, useOwnFolder } from "./writer-under-test.ts";

useOwnFolder();

/** A stand-in for a full disk: takes so many bytes, then refuses. */
const fullDisk = (real: AppendDisk, state: { roomBytes: number }): AppendDisk => ({
  ...real,
  write: (handle, bytes, done) => {
    if (state.roomBytes === 0) return done(Object.assign(new Error("no space left on device"), { code: "ENOSPC" }), 0);
    const part = bytes.subarray(0, state.roomBytes);
    state.roomBytes -= part.length;
    real.write(handle, part, done);
  },
});
/** A clock that goes on by two seconds at each look, so that what was refused is tried again. */
const hasty = () => {
  let at = noon;
  return () => (at += 2000);
};

const disks = [
  ["off the event loop", machineDisk],
  ["at once", promptDisk],
] as const;

test.each(disks)(
  "written %s: while the disk is full lines wait, half a line too, and nothing throws or is lost",
  async (_, real) => {
    const state = { roomBytes: 20 };
    const troubles: string[] = [];
    const now = hasty();
    const log = setUp({ disk: fullDisk(real, state), now, monotonic: now, trouble: ({ kind }) => troubles.push(kind) });
    for (const text of ["a", "b", "c"]) {
      log.write(note(text));
      await flushed(log);
    }
    state.roomBytes = 1e6;
    log.heartbeat();
    await log.close();
    expect(linesOf(today)).toEqual(["log.opened debug start", "system.noted a", "system.noted b", "system.noted c"]);
    expect(troubles).toEqual(["refused", "over"]);
  },
);

test.each(disks)(
  "written %s: what is said of a full disk goes into the log on that disk, too, once for its trouble and once for its end",
  async (_, real) => {
    const state = { roomBytes: 0 };
    const now = hasty();
    const trouble = ({ kind }: Trouble) => {
      log.write(note(kind));
      log.flush(() => {}, true);
    };
    const log = setUp({ disk: fullDisk(real, state), now, monotonic: now, trouble });
    log.write(note("first"));
    await flushed(log);
    state.roomBytes = 1e6;
    log.heartbeat();
    await flushed(log);
    log.write(note("last"));
    await log.close();
    const told = ["first", "refused", "over", "last"].map((text) => `system.noted ${text}`);
    expect(
      linesOf(today)
        .filter((line) => line.startsWith("system.noted"))
        .toSorted(),
    ).toEqual(told.toSorted());
  },
);

test.each(disks)(
  "written %s: what is too much to wait is counted, and the log says so when the disk takes lines again",
  async (_, real) => {
    const state = { roomBytes: 0 };
    const now = hasty();
    const troubles: string[] = [];
    const log = setUp({ disk: fullDisk(real, state), now, monotonic: now, trouble: ({ kind }) => troubles.push(kind) });
    log.write(note("kept"));
    await flushed(log);
    const long = "x".repeat(1_000_000);
    const sources = Array.from({ length: 20 }, (_, n) => log.write(note(long, noon + n)));
    const lost = sources.filter((source) => source === undefined).length;
    expect(lost).toBe(4);
    expect(sources.at(0)).toBeDefined();
    state.roomBytes = 1e9;
    await flushed(log);
    await vi.waitFor(() => expect(troubles).toEqual(["refused", "over"]));
    await flushed(log);
    log.write(note("after"));
    await log.close();
    expect(
      linesOf(today)
        .slice(-2)
        .map((line) => line.slice(0, 20)),
    ).toEqual(["log.gap 4", "system.noted after"]);
  },
);

test.each(disks)(
  "written %s: lines that a full disk refuses over midnight are written into their own day's file when it works again",
  async (_, real) => {
    const state = { roomBytes: 0 };
    const now = hasty();
    const log = setUp({ disk: fullDisk(real, state), now, monotonic: now });
    log.write(note("a"));
    await flushed(log);
    log.write(note("b", noon + 86_400_000));
    await flushed(log);
    state.roomBytes = 1e6;
    await flushed(log);
    await log.close();
    expect(linesOf(today)).toEqual(["log.opened debug start", "system.noted a"]);
    expect(linesOf("s20261125-00.log")).toEqual([`log.opened debug day ${today}`, "system.noted b"]);
  },
);

test("a disk that does not answer keeps nobody longer than the setting says, and loses nothing", async () => {
  const held: (() => void)[] = [];
  let holds = true;
  const troubles: string[] = [];
  const disk: AppendDisk = {
    ...machineDisk,
    write: (handle, bytes, done) => {
      if (holds) held.push(() => machineDisk.write(handle, bytes, done));
      else machineDisk.write(handle, bytes, done);
    },
  };
  const log = setUp({ disk, settings: { stallSeconds: 0.05 }, trouble: ({ kind }) => troubles.push(kind) });
  log.write(note("before"));
  await flushed(log);
  log.write(note("meanwhile"));
  await flushed(log);
  expect(troubles).toEqual(["stalled"]);
  holds = false;
  for (const go of held) go();
  log.write(note("after"));
  await vi.waitFor(() => expect(troubles).toEqual(["stalled", "over"]));
  await log.close();
  expect(linesOf(today).slice(1)).toEqual(["system.noted before", "system.noted meanwhile", "system.noted after"]);
});

test.each(["turn", "second"] as const)("with fsync %s what is written is synced", async (fsync) => {
  let synced = 0;
  const disk: AppendDisk = {
    ...machineDisk,
    sync: (handle, done) => {
      synced += 1;
      machineDisk.sync(handle, done);
    },
  };
  const log = setUp({ disk, settings: { fsync } });
  log.write(note("a"));
  await flushed(log);
  expect(synced).toBe(fsync === "turn" ? 1 : 0);
  log.heartbeat();
  expect(synced).toBe(1);
  await log.close();
});

test.each(disks)(
  "written %s: a write that fails with EIO is told once, and what it should have written waits",
  async (_, real) => {
    const told: string[] = [];
    let broken = true;
    const disk: AppendDisk = {
      ...real,
      write: (handle, bytes, done) => {
        if (broken) done(Object.assign(new Error("EIO: i/o error, write"), { code: "EIO" }), 0);
        else real.write(handle, bytes, done);
      },
    };
    const now = hasty();
    const trouble = (trouble: Trouble) => told.push(trouble.kind === "refused" ? trouble.error.message : trouble.kind);
    const log = setUp({ disk, now, monotonic: now, trouble });
    for (const text of ["a", "b"]) {
      log.write(note(text));
      await flushed(log);
    }
    broken = false;
    await flushed(log);
    await vi.waitFor(() => expect(told).toEqual(["EIO: i/o error, write", "over"]));
    await log.close();
    expect(linesOf(today)).toEqual(["log.opened debug start", "system.noted a", "system.noted b"]);
  },
);

test("a disk that cannot sync is told as it is and keeps nobody", async () => {
  const told: string[] = [];
  const broken = Object.assign(new Error("input/output error"), { code: "EIO" });
  const now = hasty();
  const log = setUp({
    disk: { ...promptDisk, sync: (_, done) => done(broken) },
    settings: { fsync: "turn" },
    now,
    monotonic: now,
    trouble: (trouble) => told.push(trouble.kind === "refused" ? trouble.error.message : trouble.kind),
  });
  log.write(note("a"));
  await flushed(log);
  expect(told).toEqual(["input/output error"]);
  await log.close();
  expect(linesOf(today)).toHaveLength(2);
});
