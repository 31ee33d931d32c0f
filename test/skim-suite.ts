/** Asks a log that is skimmed, and the same that is read whole, for everything: the definition, and lines for it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { importLogs } from "../src/app/import.ts";
import { openImportedLogs } from "../src/app/imported.ts";
import { readSource } from "../src/app/log-source.ts";
import { paths } from "../src/app/paths.ts";
import { Zone } from "../src/base/zone.ts";
import { PlacesInMemory } from "../src/reading/places.ts";
import { readLogs } from "../src/reading/read.ts";
import { Activity } from "../src/sessions/activity.ts";
import { createSessionBuilder } from "../src/sessions/build.ts";
import { createInMemory } from "../src/sessions/in-memory.ts";
import { isIdKey, keysOf } from "../src/sessions/keys.ts";
import type { SessionSource } from "../src/sessions/source.ts";

export const zone = new Zone("Europe/Rome");
const always = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
/** Milliseconds; who asks for more runs waits for them. */
export const patience = Math.max(120_000, 4_000 * Number(process.env.RUNS ?? 0));
type Files = Readonly<Record<string, Buffer>>;

/** Every line an event, every session in memory: the definition. */
async function readWhole(logs: readonly string[]): Promise<SessionSource> {
  const activity = new Activity();
  let read = { files: [] as readonly string[], lines: 0, unread: 0, formats: [] as readonly string[] };
  const source = createInMemory(activity, () => read);
  const builder = createSessionBuilder(source.add);
  const stat = await readLogs({ logs, zone }, (event) => {
    activity.take(event);
    builder.take(event);
  });
  builder.close();
  for (const minute of stat.minutes) activity.note(minute * 60_000);
  read = {
    files: stat.files.map(({ file }) => file),
    lines: stat.files.reduce((sum, { lines }) => sum + lines, 0),
    unread: stat.unread,
    formats: [...new Set(stat.files.flatMap(({ format }) => format?.split("+") ?? []))],
  };
  return source;
}

/** Asks both for everything that there is; gives how many sessions there were. */
export async function compare(files: Files): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "postino-skimmed-"));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const [whole, skimmed] = [await readWhole([folder]), await readSource({ logs: [folder], zone })];
    const { passedOver, ...covered } = await skimmed.coverage(...always);
    expect(covered).toEqual(await whole.coverage(...always));
    const sessions = await whole.between(...always);
    expect(await skimmed.between(...always)).toEqual(sessions);
    const after = (await skimmed.coverage(...always)).passedOver;
    expect(after, `of ${passedOver}`).toBe(passedOver === undefined ? undefined : 0);
    const ids = async (found: ReturnType<SessionSource["find"]>) =>
      (await found).map(({ id, from }) => `${id} ${from}`);
    for (const key of new Set(sessions.flatMap(keysOf))) {
      expect(await ids(skimmed.find([key], ...always)), key).toEqual(await ids(whole.find([key], ...always)));
      expect(await ids(skimmed.find([key], ...always, 2)), key).toEqual(await ids(whole.find([key], ...always, 2)));
      const bearing = sessions.filter((session) => keysOf(session).includes(key)).map(({ from }) => from);
      if (isIdKey(key)) expect((await skimmed.begun?.(key)) ?? bearing, key).toEqual(expect.arrayContaining(bearing));
    }
    for (const { id, from, to, peer } of sessions) {
      expect((await skimmed.get(id.toLowerCase()))?.from).toBe((await whole.get(id.toLowerCase()))?.from);
      expect(await ids(skimmed.between(from, to))).toEqual(await ids(whole.between(from, to)));
      const reach = sessions.filter((one) => one.from < to && one.to >= to).map((one) => `${one.id} ${one.from}`);
      expect(await ids(skimmed.reaching?.(Number.NEGATIVE_INFINITY, to) ?? skimmed.between(...always))).toEqual(
        expect.arrayContaining(reach),
      );
      if (peer) expect(await ids(skimmed.before(peer, from, 3))).toEqual(await ids(whole.before(peer, from, 3)));
    }
    return sessions.length;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same log, imported while it grew: each file after the one before, in so many steps. */
export async function compareImported(files: Files, steps: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "postino-skimmed-"));
  const data = mkdtempSync(join(tmpdir(), "postino-imported-"));
  try {
    for (const [name, bytes] of Object.entries(files))
      for (let step = 1; step <= steps; step++) {
        writeFileSync(join(folder, name), bytes.subarray(0, Math.floor((bytes.length * step) / steps)));
        await importLogs({ logs: [folder], data, zone, now: Date.now, warn: (text) => expect.unreachable(text) });
      }
    const direct = await readSource({ logs: [folder], zone });
    const imported = openImportedLogs(paths(data).imported);
    expect(await imported.between(...always)).toEqual(await direct.between(...always));
  } finally {
    rmSync(folder, { recursive: true });
    rmSync(data, { recursive: true });
  }
}

/** What a file is was seen before anything of interest is in it. */
export const quietHead = (line: string): Buffer => Buffer.from(`${line}\n`.repeat(60));

/** Is the log skimmed at all, or does it only say so? */
export async function placed(path: string): Promise<number> {
  const places = new PlacesInMemory();
  await readLogs({ logs: [path], zone, places }, () => {});
  return places.sessions;
}

export const address = fc.constantFrom(
  ...["ann@example.com", "Bob@Example.test", "bob+news@example.test", "", "a b@example.com", "@relay:x@example.net"],
  ...["<odd>@example.com", "jörg@exämple.test", "postmaster", "carol@example.org"],
);
export const host = fc.constantFrom("mx.example.net", "MX.Example.Net", "[192.0.2.9]", "örtlich.example", "x_y", "");
/** Seconds from line to line: the clock stands still, goes on, jumps, or goes back. */
export const pace = fc.constantFrom(0, 0, 0, 0, 1, 1, 7, 70, 1500, -1, -65, -3600);

/** The same of one file with that content. */
export async function placedIn(name: string, bytes: Buffer): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "postino-skimmed-"));
  try {
    writeFileSync(join(folder, name), bytes);
    return await placed(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
