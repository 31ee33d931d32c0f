/**
 * Where records lie: a folder a day, by UTC, and in it numbered parts, open or sealed.
 *
 * `20261124/0003.open` grows; `20261124/0003_20261124T100000_20261124T113000.sqlite` is sealed and tells its time;
 * `20261124/0000-0086_….sqlite` is a whole day, merged. What lies within the numbers of a sealed part is superseded by it, so a
 * rename is the one moment in which sessions change their file.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";

export interface PartFile {
  readonly path: string;
  /** `20261124`. */
  readonly day: string;
  readonly kind: "open" | "sealed";
  /** The numbers that it holds. */
  readonly first: number;
  readonly last: number;
  /** Of a sealed part: the earliest and the latest that it tells of, epoch milliseconds. */
  readonly span?: { readonly from: number; readonly to: number };
}

const dayName = /^\d{8}$/;
const partName = /^(\d{4,})(?:-(\d{4,}))?(?:\.open|_(\d{8}T\d{6})_(\d{8}T\d{6})\.sqlite)$/;

/** The day of an instant, by UTC, so that no zone setting can rename a day. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10).replaceAll("-", "");

/** All of a day, epoch milliseconds. */
export const daySpan = (day: string): { readonly from: number; readonly to: number } => {
  const from = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`);
  return { from, to: from + 86_400_000 };
};

const padded = (number: number): string => String(number).padStart(4, "0");

export const openPath = (folder: string, day: string, number: number): string =>
  join(folder, day, `${padded(number)}.open`);

/** The name that a part has once it is sealed; its time is told in whole seconds, never too short. */
export function sealedPath(folder: string, { day, first, last }: PartFile, from: number, to: number): string {
  const numbers = first === last ? padded(first) : `${padded(first)}-${padded(last)}`;
  return join(folder, day, `${numbers}_${stamp(Math.floor(from / 1000))}_${stamp(Math.ceil(to / 1000))}.sqlite`);
}

/** The name under which a part is built. */
export const buildPath = (folder: string, { day, first, last }: PartFile): string =>
  join(folder, day, `${padded(first)}-${padded(last)}.tmp`);

const stamp = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19).replace(/[-:]/g, "");

/** The time that a stamp tells; asked for each part at each question, so it is quick. */
const atOf = (text: string): number => {
  const part = (from: number, to: number) => Number(text.slice(from, to));
  return Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(9, 11), part(11, 13), part(13, 15));
};

/** What a folder holds; days and parts in order. None where there is no folder. Throws the system's error otherwise. */
export function listDays(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => dayName.test(name));
}

/** What lies in the folder and is no day: files of another layout, or of somebody else. */
export function strangers(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => !dayName.test(name));
}

/** The parts of a day that count, in order: those that another supersedes are not among them. */
export function listParts(folder: string, day: string): readonly PartFile[] {
  const all = allParts(folder, day);
  return all.filter((part) => !isSuperseded(part, all)).sort((a, b) => a.first - b.first);
}

/** What a crash left behind: half-built files, and what a sealed part supersedes. */
export function leftovers(folder: string, day: string): readonly string[] {
  const all = allParts(folder, day);
  const halfBuilt = namesIn(join(folder, day)).filter((name) => /\.tmp(?:-journal)?$/.test(name));
  return [
    ...halfBuilt.map((name) => join(folder, day, name)),
    ...all.filter((part) => isSuperseded(part, all)).map(({ path }) => path),
  ];
}

/** The number for a new part of that day. */
export const nextNumber = (folder: string, day: string): number =>
  allParts(folder, day).reduce((next, { last }) => Math.max(next, last + 1), 0);

const isSuperseded = (part: PartFile, all: readonly PartFile[]): boolean =>
  all.some(
    (other) =>
      other !== part &&
      other.kind === "sealed" &&
      other.first <= part.first &&
      other.last >= part.last &&
      (part.kind === "open" || other.last - other.first > part.last - part.first),
  );

function allParts(folder: string, day: string): readonly PartFile[] {
  return namesIn(join(folder, day)).flatMap((name): readonly PartFile[] => {
    const [, first, last = first, from, to] = partName.exec(name) ?? [];
    if (first === undefined) return [];
    const part = { path: join(folder, day, name), day, first: Number(first), last: Number(last) };
    if (from === undefined || to === undefined) return [{ ...part, kind: "open" }];
    return [{ ...part, kind: "sealed", span: { from: atOf(from), to: atOf(to) } }];
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
