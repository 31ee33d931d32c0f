/** What went wrong, as HTTP says it: problem+json (RFC 9457), with an id by which the log has it. */
import type { UsageError } from "../../base/error.ts";

/** Every kind of trouble by its word, which never changes: status, and title. */
export const problems = {
  "wrong-input": [400, "Wrong input"],
  refused: [400, "That cannot be done"],
  "not-signed-in": [401, "Not signed in"],
  "login-refused": [401, "Not signed in"],
  "not-allowed": [403, "Not allowed"],
  blocked: [403, "Not allowed"],
  "not-found": [404, "Not found"],
  "no-operation": [404, "No such operation"],
  "too-large": [413, "Too large"],
  "too-many": [429, "Too many at once"],
  failed: [500, "The server failed"],
  "not-now": [503, "Not now"],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string]>>;

type ProblemWord = keyof typeof problems;

/** The `type` of a problem: a name, and no address that could be opened. */
export const typeOf = (word: ProblemWord): string => `urn:postino:problem:${word}`;

export class Problem extends Error {
  readonly word: ProblemWord;
  readonly field: string | undefined;

  /** `detail` says what is wrong, and what to do. */
  constructor(word: ProblemWord, detail: string, field?: string) {
    super(detail);
    this.word = word;
    this.field = field;
  }

  get status(): number {
    return problems[this.word][0];
  }
}

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The part of the input that is wrong, where it is one. */
  readonly field?: string;
  /** The request's, in the log too. */
  readonly id: string;
}

export const problemDocument = ({ word, status, message, field }: Problem, id: string): ProblemDocument => ({
  type: typeOf(word),
  title: problems[word][1],
  status,
  detail: message,
  ...(field !== undefined && { field }),
  id,
});

/** What the asker can mend. */
export const problemFrom = ({ kind, message, field }: UsageError): Problem => new Problem(kind, message, field);

export const notSignedIn = () =>
  new Problem("not-signed-in", "sign in at the page, or send a token as Authorization: Bearer");
export const notAllowed = (what: string) => new Problem("not-allowed", what);
export const tooMany = () =>
  new Problem("too-many", "too much is asked from your address at once; wait for what was asked before");
export const tooLarge = (bytes: number) =>
  new Problem("too-large", `what was sent has more than ${bytes} bytes; send less`);
