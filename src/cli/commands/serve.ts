/** `postino serve`: runs the mail server until it is stopped. */
import { isServerRunning } from "../../app/control.ts";
import { prepareData } from "../../app/first-start.ts";
import { composeServer } from "../../app/server.ts";
import { UsageError } from "../../base/error.ts";
import { loadConfig } from "../../config/load.ts";
import { defineCliCommand } from "../command.ts";
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
    if (await isServerRunning(data))
      throw new UsageError(`a server is running on ${data} already; stop it, or choose another folder with --data`);
    const file = configPath(options, io);
    const first = await prepareData(data, file, io.now());
    // Before anything can fail: nothing but this output ever shows them.
    if (first) {
      io.print("This is the first start. Two accounts were made; their passwords are shown only now:");
      for (const { address, password } of first.passwords) io.print(`  ${address}   ${password}`);
      io.print("");
    }
    const server = await composeServer(loadConfig(file), data, io.now);
    const [{ ip, port } = { ip: "127.0.0.1", port: 25 }] = server.listeners;
    for (const { kind, ip: at, port: on } of server.listeners)
      io.print(`Postino listens for ${kind} on ${at}${on === 0 ? "" : ` port ${on}`}.`);
    io.print(`Log: ${server.logFolder}   Configuration: ${file}`);
    if (first) {
      io.print("\nTo try it, in another window:");
      io.print(`  swaks --server ${ip}:${port} --from you@example.org --to bob@example.test`);
      io.print(`  swaks --server ${ip}:${port} --from you@example.org --to nobody@example.test`);
      io.print("  npm run postino -- why --to nobody@example.test");
    }
    await stopSignal();
    await server.stop(graceSeconds);
    return 0;
  },
});

/** Resolves at Ctrl-C or a polite kill; the second one ends the program at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => resolve());
    }
  });
}
