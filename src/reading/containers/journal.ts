/** What journalctl prints as records of many lines: `-o json-pretty` and `-o export`. The line with the text stands for its record. */
import type { Container } from "../container.ts";
import type { LineView } from "../view.ts";
import { type Fields, fromJournal } from "./wrapped.ts";

/** `	"MESSAGE" : "connect from …",`. */
const prettyField = /^\t"(\w{1,64})" : (.*?),?$/s;
const exportField = /^(\w{1,64})=(.*)$/s;
/** What is no text stands behind its name alone, on the next line: eight bytes of length, then the bytes. */
const exportName = /^\w{1,64}$/;
const lengthBytes = 8;

/** Are these the first lines of such a file? */
export const isJournal = ([first = "", second = ""]: readonly string[]): boolean =>
  (first === "{" && prettyField.test(second)) || (first.startsWith("__CURSOR=") && exportField.test(second));

interface Place {
  readonly number: number;
  readonly offset: number;
  readonly length: number;
}

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
    if (raw === "" || raw === "}") return this.#end(line);
    const [, pretty, json = ""] = prettyField.exec(raw) ?? [];
    const [, exported, text = ""] = exportField.exec(raw) ?? [];
    if (pretty !== undefined) this.#add(pretty, parsed(json), line);
    else if (exported !== undefined) this.#add(exported, text, line);
    else if (exportName.test(raw)) this.#name = raw;
    return undefined;
  }

  #add(name: string, value: unknown, { number, offset, length }: LineView): void {
    this.#fields[name] = value;
    if (name === "MESSAGE") this.#text = { number, offset, length };
  }

  #end(line: LineView): Fields {
    const fields = this.#fields;
    Object.assign(line, this.#text, this.#text && { readAt: this.#text.number });
    this.#fields = {};
    this.#text = undefined;
    return fields;
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
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
