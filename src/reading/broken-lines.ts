/** Lines that a mail program or a narrow window broke on the way to where they were copied, put together again. */
import { Buffer } from "node:buffer";
import type { Each } from "./split.ts";

/** What follows a line in its file and belongs to it. */
export interface Joined {
  /** So many lines more. */
  readonly lines: number;
  /** Bytes of the first. */
  readonly bytes: number;
}

export type EachJoined = (...line: [...Parameters<Each>, joined: Joined | undefined]) => void;

/** More of a log line is not put together: what follows is something else. */
const mostLines = 12;
/** Where mail programs break lines. */
const [shortest, longest] = [55, 100];

const unfinished = /(?:[,=:;(<]|\b(?:for|to|from|host|server|mail|after|by|said))$/;
const goesOn = /^(?:[a-z_]{1,20}=|[A-Z]=|[(<"=])/;
/** A field at the beginning of a line, which no program's own line has. */
const field = /^\s*(?:[a-z_]{1,20}|[A-Z])=[^\s=]/;

/** Is a line as long as a mail program makes them? */
const isFull = ({ length }: string): boolean => length >= shortest && length <= longest;

/** Do fields of a log line that was broken begin a line of their own? */
export const areBroken = (texts: readonly string[]): boolean =>
  texts.some((text, at) => field.test(text) && at > 0 && isFull(texts[at - 1] ?? ""));

/** Is a bracket open in it? */
const isOpen = (text: string): boolean => text.split("(").length > text.split(")").length;

/** `begins`: is it the first line of something that is known? */
export class JoiningLines {
  readonly #each: EachJoined;
  readonly #begins: (line: Buffer) => boolean;
  #first: { readonly offset: number; readonly bytes: number; readonly whole: boolean } | undefined;
  #texts: string[] = [];
  #isKnown = false;

  constructor(each: EachJoined, begins: (line: Buffer) => boolean) {
    this.#each = each;
    this.#begins = begins;
  }

  readonly push: Each = (bytes, start, end, offset, whole) => {
    const line = Buffer.from(bytes.subarray(start, end));
    const begins = this.#begins(line);
    const text = line.toString("latin1");
    if (this.#first && this.#isKnown && !begins && this.#goesOn(text)) {
      this.#texts.push(text);
      return;
    }
    this.end();
    this.#first = { offset, bytes: end - start, whole };
    this.#texts = [text];
    this.#isKnown = begins;
  };

  end(): void {
    if (!this.#first) return;
    const { offset, bytes, whole } = this.#first;
    const [first = "", ...rest] = this.#texts;
    const line = Buffer.from(
      [first.trimEnd(), ...rest.map((text) => text.replace(/^[>|\s]+/, "").trimEnd())].join(" "),
      "latin1",
    );
    const joined = rest.length > 0 ? { lines: rest.length, bytes } : undefined;
    if (joined) this.#each(line, 0, line.length, offset, whole, joined);
    else {
      const alone = Buffer.from(first, "latin1");
      this.#each(alone, 0, alone.length, offset, whole, undefined);
    }
    this.#first = undefined;
  }

  #goesOn(text: string): boolean {
    const next = text.replace(/^[>|\s]+/, "").trimEnd();
    const last = this.#texts.at(-1)?.trimEnd() ?? "";
    if (next === "" || /^`{3}/.test(next) || this.#texts.length >= mostLines) return false;
    const isBroken = isFull(last) && /^[a-z0-9]/.test(next);
    return unfinished.test(last) || goesOn.test(next) || isBroken || isOpen(this.#texts.join(" "));
  }
}
