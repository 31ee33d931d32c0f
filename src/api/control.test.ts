import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UsageError } from "../base/error.ts";
import { askServer, serveControl } from "./control.ts";
import type { OperationRequest } from "./run-operation.ts";

let folder = "";
let path = "";
let close = () => {};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-control-"));
  path = join(folder, "control.sock");
});
afterEach(() => {
  close();
  rmSync(folder, { recursive: true });
});

async function serve(run: (request: OperationRequest) => Promise<unknown>): Promise<void> {
  ({ close } = await serveControl(path, run));
}
const asked = { operation: "anything", input: { a: "ü" }, by: "ann" };

/** What is answered to bytes as they are. */
const answerTo = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = "";
    const client = connect(path, () => client.write(bytes));
    client.on("data", (chunk) => {
      said += chunk;
    });
    client.on("end", () => resolve(said));
    client.on("error", reject);
  });

test("a request arrives as it was asked, and its result comes back", async () => {
  await serve(async (request) => ({ request, long: "x".repeat(200_000) }));
  expect(await askServer(path, asked)).toEqual({ result: { request: asked, long: "x".repeat(200_000) } });
});

test("what the asker can mend comes back as UsageError, a bug as another error", async () => {
  await serve(async ({ operation }) => {
    throw operation === "bug" ? new TypeError("x is not y") : new UsageError("no such thing; try another");
  });
  await expect(askServer(path, asked)).rejects.toThrow(new UsageError("no such thing; try another"));
  await expect(askServer(path, asked)).rejects.toBeInstanceOf(UsageError);
  const bug = await askServer(path, { ...asked, operation: "bug" }).catch((error: unknown) => error);
  expect(bug).toEqual(new Error("the server failed: x is not y"));
  expect(bug).not.toBeInstanceOf(UsageError);
});

test("nobody listens: no file, and a file that a crash left", async () => {
  expect(await askServer(path, asked)).toBeUndefined();
  writeFileSync(path, "");
  expect(await askServer(path, asked)).toBeUndefined();
  await serve(async () => "taken over");
  expect(await askServer(path, asked)).toEqual({ result: "taken over" });
});

test("the socket is its owner's only", async () => {
  await serve(async () => 1);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test("what is no request is refused, and the next one is served", async () => {
  await serve(async () => 1);
  expect(await answerTo("{}\n")).toContain('"usage":true');
  expect(await answerTo("nonsense\n")).toContain('"error":');
  expect(await answerTo('{"operation":"a","input":1,"by":"b","more":1}\n')).toContain('"usage":true');
  expect(await answerTo(`"${"x".repeat(2 << 20)}"\n`)).toContain("longer than 1048576 bytes");
  expect(await askServer(path, asked)).toEqual({ result: 1 });
});

test("a path that is too long for a socket is told", async () => {
  await expect(serveControl(join(folder, "x".repeat(120)), async () => 1)).rejects.toThrow(/107 bytes/);
});
