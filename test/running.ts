/** The real program on a data folder of its own for each test: it is started, asked, and its log is read. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { askServer } from "../src/api/control.ts";
import { paths } from "../src/app/paths.ts";
import { Program, prepareAnyPorts } from "./program.ts";
import { RawClient } from "./smtp-under-test.ts";

/** Programs start in some tenths of a second; several of them on a busy machine take longer. */
export const patience = { timeout: 60_000 };

/** Called once in a file of tests; what it gives is about the folder of the test that runs. */
export function useDataFolder() {
  let data = "";
  let started: Program[] = [];
  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), "postino-running-"));
    await prepareAnyPorts(data);
  });
  afterEach(async () => {
    for (const { child } of started) child.kill("SIGKILL");
    await Promise.all(started.map(({ ended }) => ended));
    started = [];
    rmSync(data, { recursive: true });
  });
  const file = () => paths(data).config;
  return {
    data: () => data,
    file,
    serve: (options: ConstructorParameters<typeof Program>[1] = {}): Program => {
      const program = new Program(["serve", "--data", data], options);
      started.push(program);
      return program;
    },
    /** An operation, without a program of its own where what it prints does not matter. */
    operate: (operation: string, input: object) =>
      askServer(paths(data).controlSocket, { operation, input, by: "ann" }),
    /** Changes the configuration, or another file. */
    edit: (change: (text: string) => string, path = file()) => writeFileSync(path, change(readFileSync(path, "utf8"))),
    /** The lines of the log with that letter. */
    logOf: (letter: string, folder = join(data, "logs")): string =>
      readdirSync(folder)
        .filter((name) => name.startsWith(letter))
        .map((name) => readFileSync(join(folder, name), "utf8"))
        .join(""),
  };
}

/** A new session that has been greeted. */
export async function greeted(port: number): Promise<RawClient> {
  const client = new RawClient(port);
  await client.reply();
  return client;
}
