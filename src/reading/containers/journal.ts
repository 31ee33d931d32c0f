/** What `journalctl -o export` prints: a record of many lines, one for each field. The line with the text stands for its record. */
import type { Container } from "../container.ts";
import type { LineView } from "../view.ts";
import { type Fields, fromJournal } from "./record.ts";

const field = /^(\w{1,64})=(.*)$/s;
/** What is no text stands behind its name alone, on the next line: eight bytes of length, then the bytes. */
const nameAlone = /^\w{1,64}$/;
const lengthBytes = 8;

/** Are these the first lines of such a file? */
export const isJournal = ([first = "", second = ""]: readonly string[]): boolean =>
  first.startsWith("__CURSOR=") && field.test(second);

/** Where a line stands in its file. */
export interface Place {
  readonly number: number;
  readonly offset: number;
  readonly length: number;
}

/** The line is from now on the one that stands there. */
export const moveTo = (line: LineView, place: Place): void => void Object.assign(line, place, { readAt: place.number });

class JournalRecord {
  #fields: Record<string, unknown> = {};
  /** Whose bytes the next line has. */
  #name: string | undefined;
  #text: Place | undefined;

  /** Takes a line of it; gives all that it says where it ends, and moves the line to where its text stands. */
  take(line: LineView): Fields | undefined {
    const raw = line.raw();
    const pending = this.#name;
    this.#name = undefined;
    if (pending !== undefined) {
      this.#add(pending, [...line.bytes.subarray(line.start + lengthBytes, line.end)], line);
      return undefined;
    }
    if (raw === "") return this.#end(line);
    const [, name, text = ""] = field.exec(raw) ?? [];
    if (name !== undefined) this.#add(name, text, line);
    else if (nameAlone.test(raw)) this.#name = raw;
    return undefined;
  }

  #add(name: string, value: unknown, { number, offset, length }: LineView): void {
    this.#fields[name] = value;
    if (name === "MESSAGE") this.#text = { number, offset, length };
  }

  #end(line: LineView): Fields {
    const fields = this.#fields;
    if (this.#text) moveTo(line, this.#text);
    this.#fields = {};
    this.#text = undefined;
    return fields;
  }
}

export const journal: Container = {
  id: "journal",
  open: () => {
    const record = new JournalRecord();
    return (line) => {
      const fields = record.take(line);
      const found = fields && fromJournal(fields);
      if (!found) return "part";
      line.unwrap(found.text);
      line.atPrecisionSeconds = 0.001;
      Object.assign(line, { at: found.at, host: found.host, program: found.program, pid: found.pid });
      return true;
    };
  },
};
