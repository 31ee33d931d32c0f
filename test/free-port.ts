/** Ports for the servers that a test starts, and for those that must not be there. */
import { once } from "node:events";
import { createServer } from "node:net";

// Below those that the kernel gives to connections and to `listen(0)`: nobody else takes one of these later.
const first = 10_000;
const each = 4000;

let next = 0;

/** One that is free, that no other test file running now has, and that this one did not get before. */
export async function freePort(): Promise<number> {
  const port = first + each * (Number(process.env.VITEST_POOL_ID ?? 0) % 5) + (next++ % each);
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return await freePort();
  }
  server.close();
  await once(server, "close");
  return port;
}
