/** The real program, started by a test: what it says, how it ends, and a data folder with ports that are free. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
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
  changeFile(config, findSetting("web.port") as Setting, 0);
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

  /** `socket`: a descriptor that the program inherits as its mx listener, as systemd would hand it over; `env` is added to ours; `script`: another program. */
  constructor(
    args: readonly string[],
    {
      socket,
      env = {},
      script = "bin/postino.js",
    }: { readonly socket?: number; readonly env?: Readonly<Record<string, string>>; readonly script?: string } = {},
  ) {
    const program = [process.execPath, script, ...args];
    // LISTEN_PID is known only inside: the shell's number, which exec keeps.
    const shell = ["/bin/sh", "-c", 'LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=mx exec "$0" "$@"', ...program];
    const [command = "", ...words] = socket === undefined ? program : shell;
    const stdio = ["pipe", "pipe", "pipe", ...(socket === undefined ? [] : [socket])] as ["pipe", "pipe", "pipe"];
    this.child = spawn(command, words, { stdio, env: { ...process.env, ...env } });
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
    await this.#until(this.child.stdout, () => this.#out.includes(words), words);
    return this.#out;
  }

  /** Resolves when it has warned so; rejects when it ends before. */
  async warns(words: string): Promise<void> {
    await this.#until(this.child.stderr, () => this.#err.includes(words), words);
  }

  async #until(stream: Readable, there: () => boolean, words: string): Promise<void> {
    const ended = this.ended.then(({ out, err }) => {
      throw new Error(`the program ended without "${words}": ${out}${err}`);
    });
    ended.catch(() => {});
    while (!there()) await Promise.race([once(stream, "data"), ended]);
  }

  /** Address of the page, when it is open. */
  async page(): Promise<string> {
    return /^The page: (\S+)/m.exec(await this.says("Log:"))?.[1] ?? "";
  }

  /** The port of that listener, when it listens. */
  async port(kind = "mx"): Promise<number> {
    return Number(new RegExp(`for ${kind} on \\S+ port (\\d+)`).exec(await this.says("Log:"))?.[1]);
  }
}

/** Runs one command to its end. */
export const run = (...args: readonly string[]): Promise<Ran> => new Program(args).ended;
