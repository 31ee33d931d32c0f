/** Names of our log files: `s20261124-00.log`, with the node's number behind the letter where there are several. */
import { logLetter } from "../events/catalogue.ts";
import type { Service } from "../events/event.ts";

export interface LogFileName {
  readonly service: Service;
  /** Number of the node or worker; absent where there is one. */
  readonly server?: string;
  /** Eight digits, the local day. */
  readonly day: string;
  /** From 0, one more at each rotation within the day. */
  readonly index: number;
}

/** `s120261124-03.log`. */
export const writeFileName = ({ service, server = "", day, index }: LogFileName): string =>
  `${logLetter[service]}${server}${day}-${String(index).padStart(2, "0")}.log`;

const services = Object.keys(logLetter) as Service[];

/** Read from the right, so that `m120190913-01.log` is server 1; undefined for any other name. */
export function readFileName(name: string): LogFileName | undefined {
  const [, letter, server, day = "", index] = /^([a-z])(\d*)(\d{8})-(\d{2,})\.log$/.exec(name) ?? [];
  const service = services.find((known) => logLetter[known] === letter);
  return service && { service, ...(server && { server }), day, index: Number(index) };
}

/** Order of time: by day, then by number (after 99 comes 100). */
export const byTime = (a: LogFileName, b: LogFileName): number => a.day.localeCompare(b.day) || a.index - b.index;

/** The name of a service's newest file among the names of a folder; undefined where it has none. */
export function newestName(names: readonly string[], service: Service): string | undefined {
  const own = names.flatMap((name) => readFileName(name) ?? []).filter((file) => file.service === service);
  const newest = own.sort(byTime).at(-1);
  return newest && writeFileName(newest);
}
