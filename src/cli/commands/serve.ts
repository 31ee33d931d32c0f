/** `postino serve`: runs the mail server until it is stopped. */
import { serveControl } from "../../api/control.ts";
import { runOperation } from "../../api/run-operation.ts";
import { lockData } from "../../app/data-lock.ts";
import { prepareData } from "../../app/first-start.ts";
import { paths } from "../../app/paths.ts";
import { composeServer, type RunningServer } from "../../app/server.ts";
import { loadConfig } from "../../config/load.ts";
import { defineCliCommand, type Io } from "../command.ts";
import { configPath } from "../config-file.ts";
import { dataFolder } from "../data-folder.ts";

/** Messages under way at the stop may go on so long. */
const graceSeconds = 10;

export const serve = defineCliCommand({
  summary: "run the mail server; the first start makes a data folder with a sample domain",
  examples: [
    ["postino serve", "on the folder data, as npm start does"],
    ["postino serve --data /var/lib/postino", "on another folder"],
  ],
  declare: () => {},
  run: async (_, options, io) => {
    const data = dataFolder(options, io);
    const lock = await lockData(data, { make: true });
    try {
      const file = configPath(options, io);
      const first = await prepareData(data, file, io.now());
      // Before anything can fail: nothing but this output ever shows them.
      if (first) {
        io.print("This is the first start. Two accounts were made; their passwords are shown only now:");
        for (const { address, password } of first.passwords) io.print(`  ${address}   ${password}`);
        io.print("");
      }
      const server = await composeServer(loadConfig(file), data, io.now, file);
      const ground = { settings: server.settings, journal: server.journal, now: io.now };
      try {
        const control = await serveControl(paths(data).controlSocket, (request) => runOperation(request, ground));
        greet(server, file, first !== undefined, io);
        await stopSignal();
        control.close();
      } finally {
        await server.stop(graceSeconds);
      }
      return 0;
    } finally {
      lock.release();
    }
  },
});

function greet({ listeners, logFolder }: RunningServer, file: string, first: boolean, io: Io): void {
  for (const { kind, ip, port } of listeners)
    io.print(`Postino listens for ${kind} on ${ip}${port === 0 ? "" : ` port ${port}`}.`);
  io.print(`Log: ${logFolder}   Configuration: ${file}`);
  const mx = listeners.find(({ kind }) => kind === "mx");
  if (!first || !mx) return;
  const { ip, port } = mx;
  io.print("\nTo try it, in another window:");
  io.print(`  swaks --server ${ip}:${port} --from you@example.org --to bob@example.test`);
  io.print(`  swaks --server ${ip}:${port} --from you@example.org --to nobody@example.test`);
  io.print("  npm run postino -- why --to nobody@example.test");
}

/** Resolves at Ctrl-C or a polite kill; the second one ends the program at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => resolve());
    }
  });
}
