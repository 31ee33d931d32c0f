/** What waits for a syslog server: in bounded memory, in order, while it is away; what there was no room for is counted. */
import { keepOpen, type LinkOptions } from "./link.ts";
import type { Wire } from "./wire.ts";

export interface QueueOptions extends LinkOptions {
  /** It is away, with the reason. */
  readonly away: (error: Error) => void;
  /** It takes messages again; so many were dropped meanwhile. */
  readonly back: (dropped: number) => void;
  readonly maxWaitingBytes?: number;
}

export interface SyslogQueue {
  /** Never waits, never throws. */
  readonly push: (message: Buffer) => void;
  /** Resolves when what waits is handed to the system, or the server was away, or takes too long. */
  readonly close: () => Promise<void>;
}

/** About 20,000 lines. */
const maxWaiting = 4 * 1024 * 1024;
/** So much is handed over at once; what was under way when a server went away comes to it again. */
const batchBytes = 64 * 1024;
/** What a server has for our last messages. */
const closeMilliseconds = 2000;

/** Opens the way at once. */
export function createSyslogQueue(options: QueueOptions): SyslogQueue {
  const { maxWaitingBytes = maxWaiting } = options;
  const waiting: Buffer[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let wire: Wire | undefined;
  let isSending = false;
  let isAway = false;
  /** Nothing waits any more, or nobody is there to take it. */
  let settled = () => {};

  const isThere = (): void => {
    if (!isAway) return;
    isAway = false;
    const count = dropped;
    dropped = 0;
    options.back(count);
  };
  const sendMore = (): void => {
    if (!wire || isSending) return;
    if (waiting.length === 0) return settled();
    isSending = true;
    const used = wire;
    const count = batchLength(waiting);
    used.send(waiting.slice(0, count), () => {
      if (wire !== used) return;
      isSending = false;
      for (const { length } of waiting.splice(0, count)) waitingBytes -= length;
      isThere();
      sendMore();
    });
  };
  const end = keepOpen(options, {
    opened: (made) => {
      wire = made;
      sendMore();
    },
    lost: (error) => {
      wire = undefined;
      isSending = false;
      settled();
      if (isAway) return;
      isAway = true;
      options.away(error);
    },
  });
  return {
    push(message) {
      if (waitingBytes + message.length > maxWaitingBytes) {
        dropped += 1;
        return;
      }
      waiting.push(message);
      waitingBytes += message.length;
      sendMore();
    },
    async close() {
      if (!isAway && waiting.length > 0)
        await new Promise<void>((done) => {
          const patience = setTimeout(done, closeMilliseconds);
          settled = () => {
            clearTimeout(patience);
            done();
          };
        });
      end();
    },
  };
}

/** How many go together: one at least. */
function batchLength(messages: readonly Buffer[]): number {
  let bytes = 0;
  const over = messages.findIndex(({ length }) => {
    bytes += length;
    return bytes > batchBytes;
  });
  return over < 0 ? messages.length : Math.max(over, 1);
}
