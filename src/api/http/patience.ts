/** How long a request may take to come: a short time for anybody, a long one for the file of somebody who may bring it. */
import type { IncomingMessage, Server } from "node:http";

/** 2 MB, the most that an operation is sent, come over a slow line in that time. */
const usualMilliseconds = 2 * 60_000;

/** Hangs up on whoever takes longer. What it gives lets that request take as long as the server allows. */
export function watchRequests(http: Server, milliseconds = usualMilliseconds): (request: IncomingMessage) => void {
  const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();
  const wait = (request: IncomingMessage) => clearTimeout(timers.get(request));
  // Before whoever answers it, who may let it wait at once.
  http.prependListener("request", (request: IncomingMessage) => {
    timers.set(
      request,
      setTimeout(() => request.socket.destroy(), milliseconds),
    );
    request.once("end", () => wait(request)).once("close", () => wait(request));
  });
  return wait;
}
