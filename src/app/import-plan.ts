/** What an import has to read: what is new in the files, and those of before in which something was still open. */
import { dirname, resolve } from "node:path";
import { defined } from "../base/defined.ts";
import { UsageError } from "../base/error.ts";
import type { Zone } from "../base/zone.ts";
import { plain } from "../reading/containers/plain.ts";
import { type Detected, detect, plainFormats } from "../reading/detect.ts";
import { registry } from "../reading/formats/registry.gen.ts";
import { type Input, inputsOf } from "../reading/input.ts";
import type { ReadOptions } from "../reading/read.ts";
import { byRotation } from "../reading/rotation.ts";
import type { KnownFile, Progress, ReadFor } from "./import-progress.ts";
import { findLog, headOf, type Looked, lookAtLog } from "./known-logs.ts";

/** A file to be read from its beginning: only then its lines mean what they meant. */
export interface ImportJob {
  readonly file: KnownFile;
  /** Under the name that the records know. */
  readonly detected: Detected;
  readonly input: Input;
  /** So much of it is in the records; it is read again for what is open in it, and for the lines behind it. */
  readonly already: number;
  readonly alreadyLines: number;
  readonly end: number;
}

export interface ImportPlan {
  /** In the order of their first stamps. */
  readonly jobs: readonly ImportJob[];
  /** How many files are known to their ends. */
  readonly known: number;
  readonly skipped: readonly Told[];
  readonly damaged: readonly Told[];
}

interface Told {
  readonly file: string;
  readonly why: string;
}

interface PlanOptions extends Pick<ReadOptions, "logs" | "zone" | "zoneOf" | "year" | "maxUnpackedBytes"> {
  /** The files go on to be read while they grow. */
  readonly follow?: unknown;
}

/**
 * Files that are new become known in the progress. `followed`: the file that was read last, where what is open is in memory: it is
 * looked for under another name, too. Throws UsageError for a file that cannot be read.
 */
export async function planImport(options: PlanOptions, progress: Progress, followed?: KnownFile): Promise<ImportPlan> {
  const inputs = [
    ...(await inputsOf(
      options.logs.map((log) => resolve(log)),
      options,
      0,
    )),
  ];
  const moved = followed && (await findLog(followed));
  if (moved && !inputs.some(({ path }) => path === moved.path)) inputs.push(moved);
  const damaged: Told[] = [];
  const looked = new Map<Input, Looked>();
  for (const input of inputs) {
    const look = await lookAtLog(input, progress.files).catch((error: unknown) => damageOf(input, error));
    if (typeof look === "string") damaged.push({ file: input.path, why: look });
    else looked.set(input, look);
  }
  const unread = [...looked.values()].filter(({ known, end }) => end > (known?.readTo ?? 0));
  const before = unread.length > 0 && !followed ? await openBefore(unread, [...looked.values()], progress.files) : [];
  const found: { readonly look: Looked; readonly detected: Detected }[] = [];
  for (const look of [...unread, ...before]) found.push({ look, detected: await detected(look.input, options) });
  const skipped = found.flatMap((one) => {
    const why = notRead(one, options);
    return why === undefined ? [] : [{ file: one.look.input.path, why }];
  });
  const jobs: ImportJob[] = [];
  for (const one of found.filter((each) => notRead(each, options) === undefined).sort(inOrder))
    jobs.push(await jobOf(one.look, one.detected, progress));
  const known = [...looked.values()].filter((look) => look.known && !unread.includes(look));
  return { jobs, known: known.length, skipped, damaged };
}

/** Why it is no log. What somebody names is one to a question, but nothing is kept of it; one that grows may become one. */
function notRead(
  { look, detected: { skipped, container, format } }: Found,
  { follow }: PlanOptions,
): string | undefined {
  const isStrange = container === plain && format === undefined && look.known === undefined && follow === undefined;
  return skipped ?? (isStrange ? "no format reads it" : undefined);
}

type Found = { readonly look: Looked; readonly detected: Detected };

const inOrder = (a: Found, b: Found): number =>
  a.detected.firstAt === b.detected.firstAt
    ? byRotation(a.look.input.path, b.look.input.path)
    : a.detected.firstAt < b.detected.firstAt
      ? -1
      : 1;

/** What is wrong with a packed file is told, and the others are read; where a plain one cannot be read, nothing is. */
function damageOf({ path, packed }: Input, error: unknown): string {
  if (!packed || !(error instanceof UsageError)) throw error;
  return error.message.replace(`cannot read ${path}: `, "");
}

/** Files of the same folders, from the first on in which something was open when the import ended. */
async function openBefore(
  unread: readonly Looked[],
  looked: readonly Looked[],
  files: readonly KnownFile[],
): Promise<readonly Looked[]> {
  const folders = new Set(unread.map(({ input }) => dirname(input.path)));
  const reading = new Set(unread.map(({ known }) => known));
  const here = files.filter((file) => folders.has(dirname(file.path)));
  const first = Math.min(...here.filter(({ open }) => open).map(({ firstAt }) => firstAt ?? Number.NEGATIVE_INFINITY));
  const wanted = here.filter((file) => !reading.has(file) && (file.firstAt ?? Number.NEGATIVE_INFINITY) >= first);
  const found: Looked[] = [];
  for (const known of wanted) {
    const input = looked.find((look) => look.known === known)?.input ?? (await findLog(known));
    if (input) found.push({ input, known, end: known.readTo });
  }
  return found;
}

async function detected(input: Input, { zone, zoneOf, year }: PlanOptions): Promise<Detected> {
  const context = { zone: zoneOf?.(input.path) ?? zone, ...(year !== undefined && { year }) };
  return detect(input, plainFormats(registry), context);
}

async function jobOf({ input, known, end }: Looked, found: Detected, progress: Progress): Promise<ImportJob> {
  const mark = await headOf(input, end);
  const file = known ?? newFile(input, mark.head, progress.files);
  if (!known) progress.files.push(file);
  Object.assign(file, {
    path: input.path,
    head: mark.head,
    headBytes: mark.headBytes,
    firstAt: Number.isFinite(found.firstAt) ? found.firstAt : null,
  } satisfies Partial<KnownFile>);
  return { file, input, detected: found, already: file.readTo, alreadyLines: file.lines, end };
}

/** Two files whose first bytes are equal go on otherwise, so that a number behind tells them apart. */
function newFile(input: Input, head: string, files: readonly KnownFile[]): KnownFile {
  const equal = files.filter((file) => file.name.split("#").at(-1)?.startsWith(head)).length;
  return {
    name: `${input.path}#${head}${equal > 0 ? `.${equal}` : ""}`,
    ...{ path: input.path, head, headBytes: 0, readTo: 0, tail: "", firstAt: null, formats: [] },
    ...{ lines: 0, unread: 0, open: false },
  };
}

/** What the lines of a file were read with, and must be again. */
export function howRead(
  { detected, input: { date, modified } }: ImportJob,
  zone: Zone,
  node: string | undefined,
): ReadFor {
  return { container: detected.container.id, zone: zone.name, ...defined({ date, modified, node }) };
}
