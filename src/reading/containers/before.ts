/** What collectors and their tools put before a line: labels, a tag, a stream's name, a time of their own. */
import { Buffer } from "node:buffer";
import { isoStamp, loggedHead } from "./logged.ts";
import type { Wrapped } from "./record.ts";
import { plausible } from "./times.ts";

/** `2026-11-24T10:00:01Z {host="mx1", job="mail"} `: Loki's logcli. */
const loki = new RegExp(String.raw`^(${isoStamp}) {1,8}\{([^{}]{0,2000})\} {1,8}`);
const lokiHost = /(?:^|[\s,])(?:host|hostname|host_name|nodename|node)="([\w.:-]{1,255})"/;
/** `1795514401000	2026-11-24T10:00:01.000Z	`: the text that Grafana lets one save. */
const grafana = new RegExp(String.raw`^\d{13}\t(${isoStamp})\t`);
/** Papertrail's archives: id, when it was made and received, the source's id, name and address, facility, severity, program. */
const papertrail = new RegExp(
  String.raw`^\d{1,20}\t(${isoStamp})\t${isoStamp}\t\d{1,20}\t([^\t]{1,255})\t[^\t]{0,60}\t[^\t]{0,20}\t[^\t]{0,20}\t([\w./-]{1,100})(?:\[(\d{1,10})\])?\t`,
);
/** `@4000000067…`: what multilog of daemontools and s6-log write. */
const tai64n = /^@([0-9a-f]{16})([0-9a-f]{8}) /;
/** A TAI64 label of the epoch: 2^62, and the ten seconds by which such labels are ahead of UTC. */
const taiEpoch = 2n ** 62n + 10n;
/** `group stream `, `pod container `, a time before them or none; a word of digits alone is of a stamp. */
const words = new RegExp(String.raw`^(?:(?!\d{1,255} )[^\s"{}]{1,255} {1,8}){1,3}(?=${loggedHead})`);
const firstStamp = new RegExp(`^(${isoStamp})(?= )`);
const prefixBytes = 2400;

type Prefix = (head: string) => (Omit<Wrapped, "text"> & { readonly length: number }) | undefined;

const prefixes: readonly Prefix[] = [
  (text) => {
    const [all, at = "", labels = ""] = loki.exec(text) ?? [];
    if (all === undefined) return undefined;
    return { length: all.length, at: Date.parse(at), host: lokiHost.exec(labels)?.[1] };
  },
  (text) => {
    const [all, at = ""] = grafana.exec(text) ?? [];
    return all === undefined ? undefined : { length: all.length, at: Date.parse(at) };
  },
  (text) => {
    const [all, at = "", host, program, pid] = papertrail.exec(text) ?? [];
    if (all === undefined) return undefined;
    return { length: all.length, at: Date.parse(at), host, program, pid: pid === undefined ? undefined : Number(pid) };
  },
  (text) => {
    const [all, seconds = "", nanoseconds = ""] = tai64n.exec(text) ?? [];
    if (all === undefined) return undefined;
    const at = Number(BigInt(`0x${seconds}`) - taiEpoch) * 1000 + Math.floor(Number.parseInt(nanoseconds, 16) / 1e6);
    return { length: all.length, at: plausible(at) };
  },
  (text) => {
    const [all] = words.exec(text) ?? [];
    if (all === undefined) return undefined;
    return { length: all.length, at: Date.parse(firstStamp.exec(all)?.[1] ?? "") };
  },
];

/** What stands in [start, end) without what was put before it; undefined where nothing was. */
export function behindPrefix(bytes: Buffer, start: number, end: number): Wrapped | undefined {
  const text = bytes.toString("latin1", start, Math.min(end, start + prefixBytes));
  for (const prefix of prefixes) {
    const found = prefix(text);
    if (!found) continue;
    const { length, ...rest } = found;
    return { text: Buffer.from(bytes.subarray(start + length, end)), collected: true, ...rest };
  }
  return undefined;
}
