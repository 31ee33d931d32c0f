/** What the log also writes to, as a configuration wants it: JSON lines, a syslog server. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { AppendOptions } from "../base/append-file.ts";
import { countdown } from "../base/countdown.ts";
import { UsageError } from "../base/error.ts";
import type { Zone } from "../base/zone.ts";
import type { Config } from "../config/schema.ts";
import type { MailEvent } from "../events/event.ts";
import { createJsonLines } from "../log/json-lines.ts";
import type { LogSink } from "../log/sink.ts";
import { createSyslog, type SyslogOptions } from "../log/syslog/sink.ts";

export interface LogSinks extends LogSink {
  readonly isEmpty: () => boolean;
  /** Looks whether a configuration can be had, UsageError if not; what it gives opens what is new and closes what is not wanted. */
  readonly prepare: (next: Config) => () => void;
}

interface LogSinksOptions {
  readonly zone: Zone;
  readonly data: string;
  readonly disk: Omit<AppendOptions, "maxWaitingBytes">;
  readonly wording: (event: MailEvent) => readonly string[];
  /** Writes a remark into the program's own log. */
  readonly say: (text: string) => void;
}

/** Empty until the first `prepare`. */
export function createLogSinks({ zone, data, disk, wording, say }: LogSinksOptions): LogSinks {
  /** What is open, by all that it was made of. */
  let open: ReadonlyMap<string, LogSink> = new Map();
  let sinks: readonly LogSink[] = [];
  return {
    isEmpty: () => sinks.length === 0,
    prepare: (next) => {
      const wanted = new Map<string, () => LogSink>();
      if (next.log.json) wanted.set("json", () => createJsonLines({ ...disk, zone }));
      const syslog = syslogOf(next, data, zone);
      if (syslog) wanted.set(JSON.stringify(syslog), () => createSyslog({ ...syslog, wording, say }));
      return () => {
        const before = open;
        open = new Map([...wanted].map(([key, make]) => [key, before.get(key) ?? make()]));
        sinks = [...open.values()];
        for (const [key, sink] of before) if (!open.has(key)) void sink.close();
      };
    },
    write: (event) => {
      for (const sink of sinks) sink.write(event);
    },
    flush: (done) => {
      if (sinks.length === 0) return done();
      const one = countdown(sinks.length, done);
      for (const sink of sinks) sink.flush(one);
    },
    close: async () => {
      await Promise.all(sinks.map((sink) => sink.close()));
    },
  };
}

/** Undefined where there is no server to send to. */
function syslogOf(
  { log: { syslog }, server }: Config,
  data: string,
  zone: Zone,
): Pick<SyslogOptions, "place" | "style"> | undefined {
  if (!syslog.active || syslog.server === "") return undefined;
  const { protocol, caFile, facility, format } = syslog;
  const [, host = "", port] = /^(.+?)(?::(\d+))?$/.exec(syslog.server) ?? [];
  return {
    place: {
      protocol,
      host: host.replace(/^\[|\]$/g, ""),
      port: Number(port ?? (protocol === "tls" ? 6514 : 514)),
      ...(caFile !== "" && { authorities: readAuthorities(resolve(data, caFile)) }),
    },
    style: {
      format,
      facility,
      processId: process.pid,
      zone,
      ...(syslog.includeHostname && { hostname: server.hostname }),
    },
  };
}

function readAuthorities(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(
      `cannot read the authorities of the syslog server: ${(error as Error).message}; see log.syslog.caFile`,
    );
  }
}
