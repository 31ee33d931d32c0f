/** `postino serve`: runs the mail server until it is stopped. */
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { serveControl } from "../../api/control.ts";
import { isBuilt } from "../../api/http/page.ts";
import { Problem } from "../../api/http/problem.ts";
import { serveWeb, type WebServer } from "../../api/http/server.ts";
import { openQuestions } from "../../api/questions/questions.ts";
import { type OperationRequest, runOperation } from "../../api/run-operation.ts";
import { lockData } from "../../app/data-lock.ts";
import { isLoopback } from "../../app/exposure.ts";
import { prepareData } from "../../app/first-start.ts";
import { inheritedSockets } from "../../app/inherited-sockets.ts";
import { paths } from "../../app/paths.ts";
import { noPrivileges, takePrivileges } from "../../app/privileges.ts";
import { composeServer, type RunningServer } from "../../app/server.ts";
import { removeTornUploads } from "../../app/uploads.ts";
import { UsageError } from "../../base/error.ts";
import { loadConfig } from "../../config/load.ts";
import { defineCliCommand, type Io } from "../command.ts";
import { configPath, dataFolder } from "../data-folder.ts";
import { changeLine, type Reloaded } from "../print-change.ts";

export const serve = defineCliCommand({
  summary: "run the mail server; the first start makes a data folder with a sample domain",
  examples: [
    ["postino serve", "on the folder data, as npm start does"],
    ["postino serve --data /var/lib/postino", "on another folder"],
  ],
  declare: () => {},
  run: async (_, options, io) => {
    const data = dataFolder(options, io);
    const file = configPath(options, io);
    // Files are for their owner only, whatever the machine's habit is.
    process.umask(0o077);
    const privileges = existsSync(file) ? takePrivileges(loadConfig(file), data) : noPrivileges;
    const lock = await lockData(data, { make: true });
    try {
      const first = await prepareData(data, file, io.now());
      // Before anything can fail: nothing but this output ever shows them.
      if (first) {
        io.print("This is the first start. Two accounts were made; their passwords are shown only now:");
        for (const { address, password } of first.passwords) io.print(`  ${address}   ${password}`);
        io.print("");
      }
      const sockets = inheritedSockets(io.env, process.pid);
      const server = await composeServer(loadConfig(file), data, io.now, { file, sockets, privileges });
      await runUntilStopped(
        server,
        { data, file },
        (web) => greet(server, file, { first: first !== undefined, web }, io),
        io,
      );
      return 0;
    } finally {
      lock.release();
    }
  },
});

/** Serves the control socket and the signals until the first SIGINT or SIGTERM; the second one ends the program at once. */
async function runUntilStopped(
  server: RunningServer,
  { data, file }: { readonly data: string; readonly file: string },
  ready: (web: WebServer | undefined) => void,
  io: Io,
): Promise<void> {
  const { settings, levels, usedBytes, journal } = server;
  removeTornUploads(data);
  const questions = openQuestions(data, file);
  const { accounts, access, blocks, live } = server;
  const asked = { accounts: () => accounts, access: () => access, blocks: () => blocks, live: () => live };
  const { nextId } = server.web;
  const ground = {
    settings,
    levels,
    ...asked,
    questions: () => questions,
    data,
    nextId,
    usedBytes,
    journal,
    now: io.now,
  };
  const run = async (request: OperationRequest) => {
    try {
      const result = await runOperation(request, ground);
      await server.written();
      return result;
    } catch (error) {
      const isAskers = error instanceof UsageError || error instanceof Problem;
      if (!isAskers && !request.visit) server.report(`the operation ${request.operation}`, error);
      throw error;
    }
  };
  const reload = async () => {
    try {
      const done = (await run({ operation: "setting-reload", input: {}, by: "SIGHUP" })) as Reloaded;
      for (const change of done.changed) io.print(changeLine(change));
    } catch (error) {
      server.note(`The configuration was not read again, the old one stays in force: ${(error as Error).message}`);
      await server.written();
      io.warn(`postino: ${(error as Error).message}`);
    }
  };
  const ignore = () => {};
  // One session's bug is no reason to end all others.
  const survive = (error: unknown) => {
    server.report("the program", error);
    io.warn(
      `postino: an error that nothing expected, see the log of the program: ${(error as Error).message ?? error}`,
    );
  };
  process.on("uncaughtException", survive);
  let web: WebServer | undefined;
  try {
    const control = await serveControl(paths(data).controlSocket, run);
    web = await openWeb(server, run);
    process.on("SIGHUP", reload);
    ready(web);
    await stopSignal();
    // A terminal that is closed hangs up as well.
    process.on("SIGHUP", ignore).off("SIGHUP", reload);
    control.close();
  } finally {
    await web?.close();
    questions.close();
    await server.stop(settings.config().server.graceSeconds);
    process.off("SIGHUP", ignore).off("uncaughtException", survive);
  }
}

/** Where vite puts the page. */
const pageFolder = dirname(fileURLToPath(new URL("../../../dist/console/index.html", import.meta.url)));

/** Undefined where the settings have none. */
async function openWeb(
  { settings, access, web, report, trouble }: RunningServer,
  run: (request: OperationRequest) => Promise<unknown>,
): Promise<WebServer | undefined> {
  const { enabled, address, port } = settings.config().web;
  if (!enabled) return undefined;
  const { identity, noted, ...gate } = web;
  return serveWeb(
    { address, port, ...(!isLoopback(address) && identity && { identity }), page: pageFolder },
    {
      ...{ ...gate, run, access, report, trouble, note: noted },
      limits: () => settings.config().web,
    },
  );
}

interface Started {
  /** It made the data folder. */
  readonly first: boolean;
  readonly web: WebServer | undefined;
}

function greet(server: RunningServer, file: string, { first, web }: Started, io: Io): void {
  const { listeners, logFolder } = server;
  const program = io.env.npm_command ? "npm run postino --" : "postino";
  for (const { kind, ip, port } of listeners)
    io.print(`Postino listens for ${kind} on ${ip}${port === 0 ? "" : ` port ${port}`}.`);
  for (const warning of server.warnings()) io.warn(`postino: ${warning}`);
  const notBuilt = isBuilt(pageFolder)
    ? ""
    : "   (not built: npm run build:console, then start again; the API answers)";
  if (web) io.print(`The page: ${web.url}${notBuilt}`);
  io.print(`Log: ${logFolder}   Configuration: ${file}`);
  if (server.accounts.domains().length === 0) {
    io.print("\nIt has no domain yet, and takes no mail but what it sends on. To give it one, in another window:");
    io.print(`  ${program} domain add example.org`);
    io.print(`  ${program} account add you@example.org --role admin`);
  }
  const mx = listeners.find(({ kind }) => kind === "mx");
  if (!first || !mx) return;
  const { ip, port } = mx;
  io.print("\nTo try it, in another window:");
  io.print(`  swaks --server ${ip}:${port} --from you@example.org --to bob@example.test`);
  io.print(`  swaks --server ${ip}:${port} --from you@example.org --to nobody@example.test`);
  io.print(`  ${program} why --to nobody@example.test`);
  if (web) io.print(`or ask at ${web.url}, signed in as alice@example.test, who is the administrator.`);
}

/** Resolves at Ctrl-C or a polite kill; after that each of them does what the system does, and ends the program. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      resolve();
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
  });
}
