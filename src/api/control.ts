/** The control socket of a running server: one request, one JSON document a line, and its answer. */
import { chmodSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { z } from "zod";
import { UsageError } from "../base/error.ts";
import type { OperationRequest } from "./run-operation.ts";

/** Room for a long list of addresses; whoever sends more is no command of ours. */
const maxRequestBytes = 1 << 20;
/** Room for a list of a hundred thousand accounts. */
const maxAnswerBytes = 1 << 26;
/** A request is written in one go; whoever is silent holds a place for nothing. */
const requestSeconds = 10;
/** Longer than any operation should take. */
const answerSeconds = 60;
/** So many may ask at a time: commands typed by people, and their scripts. */
const maxAskers = 100;

/**
 * `by` is what the asker says of himself. The socket has mode 0600, so that he is the server's own user or root, who could
 * write the journal as well: nobody else can forge a name.
 */
const request = z.strictObject({ operation: z.string(), input: z.unknown(), by: z.string().min(1).max(256) });

/** `usage`: the asker can mend it; otherwise it is a bug or the system's trouble. */
const answer = z.union([
  z.strictObject({ result: z.unknown() }),
  z.strictObject({ error: z.string(), usage: z.boolean() }),
]);
type Answer = z.output<typeof answer>;

/**
 * Listens at a path, mode 0600; a socket file that a crash left there is taken over, so the caller holds the lock of the data
 * folder. Rejects with UsageError for a path that cannot be listened on.
 */
export async function serveControl(
  path: string,
  run: (request: OperationRequest) => Promise<unknown>,
): Promise<{ readonly close: () => void }> {
  const server = createServer((asker) => void answerOne(asker, run));
  server.maxConnections = maxAskers;
  try {
    rmSync(path, { force: true });
    await listening(server, path);
    chmodSync(path, 0o600);
  } catch (error) {
    server.close();
    throw new UsageError(
      `cannot open the control socket ${path}: ${(error as Error).message}; its path may have 107 bytes at most, in a folder that is ours`,
    );
  }
  return { close: () => void server.close() };
}

const listening = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });

async function answerOne(asker: Socket, run: (request: OperationRequest) => Promise<unknown>): Promise<void> {
  let said: Answer;
  try {
    const line = await readLine(asker, maxRequestBytes, requestSeconds);
    const parsed = request.safeParse(JSON.parse(line));
    if (!parsed.success) throw new UsageError("that is no request: { operation, input, by } is expected");
    said = { result: await run(parsed.data) };
  } catch (error) {
    said = { error: (error as Error).message, usage: error instanceof UsageError };
  }
  asker.end(`${JSON.stringify(said)}\n`);
}

/**
 * Asks the server at a path; undefined where none listens. Rejects with the server's UsageError, and with an error where it
 * does not answer.
 */
export async function askServer(
  path: string,
  asked: OperationRequest,
): Promise<{ readonly result: unknown } | undefined> {
  const server = await reached(path);
  if (!server) return undefined;
  try {
    server.write(`${JSON.stringify(asked)}\n`);
    const said = answer.parse(JSON.parse(await readLine(server, maxAnswerBytes, answerSeconds)));
    if (!("error" in said)) return { result: said.result };
    throw said.usage ? new UsageError(said.error) : new Error(`the server failed: ${said.error}`);
  } finally {
    server.destroy();
  }
}

/** Connected, or undefined where nobody listens: no file, or one that a crash left. */
const reached = (path: string): Promise<Socket | undefined> =>
  new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(socket));
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ECONNREFUSED" || error.code === "ENOTDIR") resolve(undefined);
      else reject(new UsageError(`cannot ask the server at ${path}: ${error.message}; be its user, or root`));
    });
  });

/** What comes before the first line end. Rejects when the other side is silent, ends early, or says too much. */
const readLine = (socket: Socket, maxBytes: number, silentSeconds: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const fail = (why: string) => {
      socket.pause();
      reject(new Error(why));
    };
    socket.setTimeout(silentSeconds * 1000, () => fail(`nothing came within ${silentSeconds} s`));
    socket.on("error", reject);
    socket.on("end", () => fail("the other side ended without a word"));
    socket.on("data", (chunk: Buffer) => {
      const end = chunk.indexOf(0x0a);
      size += chunk.length;
      if (size > maxBytes) return fail(`a line is longer than ${maxBytes} bytes`);
      chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
      if (end < 0) return;
      socket.setTimeout(0);
      resolve(Buffer.concat(chunks).toString());
    });
  });
