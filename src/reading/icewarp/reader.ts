/** Reads the lines of an IceWarp log one by one: whose they are, when they were written, which ones belong to no session. */
import { basename, dirname } from "node:path";
import { normaliseIp } from "../../base/ip.ts";
import type { Emit, Service } from "../../events/event.ts";
import type { LogContext, LogReader, Understood } from "../format.ts";
import type { Line, LogFile } from "../line.ts";
import { antispamLine, systemEvent } from "./lines.ts";
import { emitAt, type LinesToSessions } from "./sessions.ts";
import { type IcewarpStamp, prefixOf, Stamps } from "./stamp.ts";
import { type Key, keyOf } from "./threads.ts";

/** Service by the first letter of the file's name; SMTP where the name says nothing. */
const services: Readonly<Record<string, Service>> = {
  s: "smtp",
  p: "pop3",
  m: "imap",
  c: "web",
  e: "system",
  a: "antispam",
};

/** What a file's name tells: service, and the family in which thread ids are told apart (its folder, letter and server). */
function familyOf(file: LogFile): { readonly family: string; readonly service: Service } {
  const found = /^([a-z])(\w*?)\d{8}-\d{2,}\.log/.exec(basename(file.path));
  const service = services[found?.[1] ?? ""] ?? "smtp";
  return { family: `${dirname(file.path)}/${found?.[1] ?? ""}${found?.[2] ?? ""}`, service };
}

export class IcewarpReader<S> implements LogReader {
  readonly #context: LogContext;
  readonly #sessions: LinesToSessions<S>;
  #stamps = new Stamps();
  #file: LogFile | undefined;
  /** Short names of the families, by which sessions are found for nearly every line. */
  readonly #families = new Map<string, string>();
  #family = "";
  #service: Service = "smtp";
  /** To which a line without prefix belongs: the session of the line before it in its file. */
  previous: S | undefined;
  at = Number.NaN;

  constructor(context: LogContext, sessions: LinesToSessions<S>) {
    this.#context = context;
    this.#sessions = sessions;
  }

  read(line: Line, emit: Emit): Understood {
    if (line.file !== this.#file) this.#open(line.file);
    const text = line.text();
    const found = prefixOf(text);
    if (!found) return this.#continuation(line, text, emit);
    const { address, thread } = found;
    if (address === "Challenge") return "ignored";
    const stamp = this.stamp(found.stamp, line);
    if (Number.isNaN(stamp.at)) return "unread";
    this.at = stamp.at;
    const body = text.slice(found.textAt);
    const spot = { stamp, source: line.source(), emit };
    const antispam = antispamLine(body);
    if (antispam) {
      emitAt(spot, { node: this.#context.nodeOf(line), service: "antispam", peer: normaliseIp(address) }, antispam);
    } else if (/^0+$/.test(thread)) {
      this.previous = undefined;
      emitAt(spot, this.#itself(line), systemEvent(body));
    } else {
      this.previous = this.#sessions.read(line, spot, this.key(address, thread), body);
    }
    return "read";
  }

  /** Stamps are read in the order of their lines. */
  stamp(text: string, line: Line): IcewarpStamp {
    return this.#stamps.read(text, line, this.#context.zone);
  }

  key(address: string, thread: string): Key {
    return keyOf(this.#service, this.#family, address, thread);
  }

  close(emit: Emit): void {
    this.#sessions.close(emit);
  }

  endUnseen(forgotten: boolean, emit: Emit): void {
    this.#sessions.endUnseen(forgotten, emit);
  }

  #open(file: LogFile): void {
    this.#file = file;
    this.#stamps = new Stamps();
    this.previous = undefined;
    const { family, service } = familyOf(file);
    this.#family = this.#families.getOrInsert(family, String(this.#families.size));
    this.#service = service;
  }

  /** A line without prefix goes on with the one before: kept with its session, or as a remark of the service. */
  #continuation(line: Line, text: string, emit: Emit): Understood {
    if (text.trim() === "") return "ignored";
    if (Number.isNaN(this.at)) return "unread";
    const source = line.source();
    if (this.previous) this.#sessions.note(this.previous, source, text, emit);
    else
      emitAt({ stamp: { at: this.at, precisionSeconds: 1 }, source, emit }, this.#itself(line), {
        kind: "system.noted",
        text,
      });
    return "read";
  }

  /** The service as the speaker, outside of any session. */
  #itself(line: Line) {
    return { node: this.#context.nodeOf(line), service: this.#service };
  }
}
