/** A session whose lines are gathered while its log is skimmed. */

/** How a session ended: by its own last line (or not at all), because another began in its place, or because too many were open. */
export const endings = ["told", "replaced", "forgotten"] as const;
export type Ending = (typeof endings)[number];

/** Beyond so many words a session is not searched for those that it has already. */
const comparedWords = 32;

/** What a long session took is not kept for the next one. */
const keptRuns = 1024;

/** Where a session began, among others of which the same lines tell. */
export interface Beginning {
  readonly line: number;
  /** How often the line was read before, where it, or the one behind it, says that it came again. */
  readonly times: number;
  /** How many sessions began before, as it was read then. */
  readonly before: number;
}

/** An open session. It is used again for another one when it is closed. */
export class OpenPlaces {
  /** Epoch milliseconds of its first line. */
  from = 0;
  /** How many equal first lines came before. */
  nth = 0;
  /** May it be about a message of which it names no recipient? */
  nameless = false;
  /** Was a message begun, and did it break off? Both together make it nameless. */
  #hasTransaction = false;
  #isBroken = false;
  /** Was its end told already? Then these are lines behind it. */
  after = false;
  /** Where its lines tell of others, too. */
  beginning: Beginning | undefined;
  /** Runs of lines: the first, and how many. */
  // Typed arrays take more memory, and far longer to be made, than the few lines of most sessions.
  runs: number[] = [];
  runsEnd = 0;
  words: number[] = [];
  wordsEnd = 0;

  begin(from: number, nth: number): void {
    this.from = from;
    this.nth = nth;
    this.nameless = false;
    this.#hasTransaction = false;
    this.#isBroken = false;
    this.after = false;
    this.beginning = undefined;
    this.runsEnd = 0;
    this.wordsEnd = 0;
    if (this.runs.length > keptRuns) this.runs = [];
    if (this.words.length > keptRuns) this.words = [];
  }

  transaction(): void {
    this.#hasTransaction = true;
    if (this.#isBroken) this.nameless = true;
  }

  breaks(): void {
    this.#isBroken = true;
    if (this.#hasTransaction) this.nameless = true;
  }

  /** Each line once, in the order in which they stand in the log, whatever it says. */
  line(number: number): void {
    const { runs, runsEnd } = this;
    const next = runsEnd === 0 ? 0 : (runs[runsEnd - 2] ?? 0) + (runs[runsEnd - 1] ?? 0);
    if (number === next && runsEnd > 0) runs[runsEnd - 1] = (runs[runsEnd - 1] ?? 0) + 1;
    else if (number > next || runsEnd === 0) this.#append(number);
    else if (number < next - 1) this.#insert(number);
  }

  #append(number: number): void {
    this.runs[this.runsEnd] = number;
    this.runs[this.runsEnd + 1] = 1;
    this.runsEnd += 2;
  }

  #insert(number: number): void {
    const { runs, runsEnd } = this;
    let at = runsEnd;
    while (at > 0 && (runs[at - 2] ?? 0) > number) at -= 2;
    if (at > 0 && number < (runs[at - 2] ?? 0) + (runs[at - 1] ?? 0)) return;
    // Makes room at the end.
    this.#append(number);
    runs.copyWithin(at + 2, at, runsEnd);
    runs[at] = number;
    runs[at + 1] = 1;
  }

  word(word: number): void {
    const { words, wordsEnd } = this;
    for (let at = Math.max(0, wordsEnd - comparedWords); at < wordsEnd; at++) if (words[at] === word) return;
    words[wordsEnd] = word;
    this.wordsEnd = wordsEnd + 1;
  }
}
