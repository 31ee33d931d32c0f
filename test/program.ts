/** The real program, started by a test: what it says, how it ends, and a data folder with ports that are free. */
import { type ChildProcessWithoutNullStreams, type SpawnOptionsWithoutStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { prepareData } from "../src/app/first-start.ts";
import { paths } from "../src/app/paths.ts";
import { changeFile } from "../src/config/change.ts";
import { findSetting, type Setting } from "../src/config/settings.ts";

/** Makes a data folder as the first start does, with listeners on any free port. */
export async function prepareAnyPorts(data: string): Promise<void> {
  const { config } = paths(data);
  await prepareData(data, config, Date.now());
  for (const kind of ["mx", "submission", "submissions"]) {
    changeFile(config, findSetting(`listeners.${kind}.port`) as Setting, 0);
  }
}

export interface Ran {
  /** Null after a signal. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export class Program {
  readonly child: ChildProcessWithoutNullStreams;
  /** How it ended. */
  readonly ended: Promise<Ran>;
  #out = "";
  #err = "";

  constructor(args: readonly string[], options: SpawnOptionsWithoutStdio = {}) {
    this.child = spawn(process.execPath, ["bin/postino.js", ...args], options);
    this.child.stdout.on("data", (bytes) => {
      this.#out += bytes;
    });
    this.child.stderr.on("data", (bytes) => {
      this.#err += bytes;
    });
    this.ended = once(this.child, "close").then(([code]) => ({
      code: code as number | null,
      out: this.#out,
      err: this.#err,
    }));
  }

  /** What it has said when the words are there; rejects when it ends before. */
  async says(words: string): Promise<string> {
    const ended = this.ended.then(({ out, err }) => {
      throw new Error(`the program ended without "${words}": ${out}${err}`);
    });
    while (!this.#out.includes(words)) await Promise.race([once(this.child.stdout, "data"), ended]);
    ended.catch(() => {});
    return this.#out;
  }

  /** Its SMTP port, when it listens. */
  async port(): Promise<number> {
    return Number(/port (\d+)/.exec(await this.says("Log:"))?.[1]);
  }
}

/** Runs one command to its end. */
export const run = (...args: readonly string[]): Promise<Ran> => new Program(args).ended;
