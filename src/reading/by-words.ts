/**
 * Which format reads the lines of a program: by its name, or, where an administrator gave it one that tells nothing (Dovecot's `instance_name`,
 * Postfix's `syslog_name`, of which RFC 5424 as rsyslog writes it keeps what stands before the slash), by words that only one product writes.
 */
import { BoundedMap } from "../base/bounded.ts";
import { byProgram } from "./by-program.ts";
import type { LogFormat } from "./format.ts";
import { registry } from "./formats/registry.gen.ts";
import type { Line } from "./line.ts";

/** A program that says so often what nobody owns is another's: a busy syslog has millions of such lines. */
const mostAsked = 500;
/** Of so many programs, and machines of each, it is known; some name themselves anew each time. */
const [mostPrograms, mostMachines] = [10_000, 1000];
/** So much of a line is looked at. */
const headBytes = 1024;

const owners = Object.values(registry).filter(({ owns, programs, container }) => owns && programs && !container);

/** A program on a machine; a format is its own from the first line that tells. */
interface Teller {
  readonly name: string;
  readonly host: string;
  format: LogFormat | undefined;
  asked: number;
}

/** All programs of one name. */
interface Named {
  readonly format: LogFormat | undefined;
  readonly tellers: BoundedMap<string, Teller>;
  /** Whose line came last: mostly a log is of one machine. */
  last: Teller | undefined;
}

/** What the first lines of a file tell of programs, to be known before they are read. */
export type Tellers = readonly Teller[];

export class ByWords {
  readonly #named = new BoundedMap<string, Named>(mostPrograms);

  of(line: Line): LogFormat | undefined {
    const { program, host = "" } = line;
    if (program === undefined) return undefined;
    const named = this.#named.get(program) ?? this.#add(program);
    if (named.format) return named.format;
    const teller = named.last?.host === host ? named.last : tellerOf(named, program, host);
    if (teller.format || teller.asked >= mostAsked) return teller.format;
    teller.asked += 1;
    const text = line.text(0, headBytes);
    teller.format = owners.find(({ owns }) => owns?.(text));
    return teller.format;
  }

  #add(program: string): Named {
    const named = {
      format: byProgram(program),
      tellers: new BoundedMap<string, Teller>(mostMachines),
      last: undefined,
    };
    this.#named.add(program, named);
    return named;
  }

  /** Those that lines tell which are looked at before they are read. */
  toldBy(lines: readonly Line[]): Tellers {
    for (const line of lines) this.of(line);
    return [...this.#named.values()].flatMap(({ tellers }) => [...tellers.values()].filter(({ format }) => format));
  }

  know(told: Tellers): void {
    for (const { name, host, format } of told)
      tellerOf(this.#named.get(name) ?? this.#add(name), name, host).format = format;
  }
}

function tellerOf(named: Named, name: string, host: string): Teller {
  const known = named.tellers.get(host);
  // A name with a slash is whole: what a log has lost is what stood behind it.
  const teller = known ?? { name, host, format: undefined, asked: name.includes("/") ? mostAsked : 0 };
  if (!known) named.tellers.add(host, teller);
  named.last = teller;
  return teller;
}
