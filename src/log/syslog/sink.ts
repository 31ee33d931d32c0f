/** The log once more as syslog messages, a message a line. A server that is away keeps nobody. */
import { cut } from "../../base/text.ts";
import type { MailEvent } from "../../events/event.ts";
import type { LogSink } from "../sink.ts";
import { type MessageStyle, syslogMessage } from "./message.ts";
import { createSyslogQueue, type QueueOptions } from "./queue.ts";
import { dial, type WireOptions } from "./wire.ts";

export interface SyslogOptions extends Pick<QueueOptions, "maxWaitingBytes" | "later"> {
  readonly place: WireOptions;
  readonly style: MessageStyle;
  /** The lines of an event as the log words them, without their heads. */
  readonly wording: (event: MailEvent) => readonly string[];
  /** Writes a remark into the program's own log: that the server is away, that it is back, and what it did not get. */
  readonly say: (text: string) => void;
}

/** Receivers take 8 KiB with their usual settings; the rest is for what stands before the text. */
const maxTextBytes = 7000;

export function createSyslog({ place, style, wording, say, ...more }: SyslogOptions): LogSink {
  const name = `The syslog server ${place.host}:${place.port} (${place.protocol})`;
  const queue = createSyslogQueue({
    ...more,
    dial: (dialled) => dial(place, dialled),
    away: ({ message }) => say(`${name} is away: ${message}; messages wait in memory`),
    back: (dropped) =>
      say(`${name} takes messages again; ${dropped === 0 ? "none were dropped" : `${dropped} were dropped`} meanwhile`),
  });
  return {
    write(event) {
      for (const text of wording(event)) queue.push(Buffer.from(syslogMessage(event, cut(text, maxTextBytes), style)));
    },
    flush: (done) => done(),
    close: () => queue.close(),
  };
}
