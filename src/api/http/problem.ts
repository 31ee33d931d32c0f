/** What went wrong, as HTTP says it: problem+json (RFC 9457), with an id by which the log has it. */

export class Problem extends Error {
  readonly status: number;
  readonly title: string;

  /** `title` names the kind of trouble; `detail` says what is wrong, and what to do. */
  constructor(status: number, title: string, detail: string) {
    super(detail);
    this.status = status;
    this.title = title;
  }
}

export interface ProblemDocument {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The request's, in the log too. */
  readonly id: string;
}

export const problemDocument = ({ status, title, message }: Problem, id: string): ProblemDocument => ({
  type: "about:blank",
  title,
  status,
  detail: message,
  id,
});

export const notSignedIn = () =>
  new Problem(401, "Not signed in", "sign in at the page, or send a token as Authorization: Bearer");
export const notAllowed = (what: string) => new Problem(403, "Not allowed", what);
export const tooMany = () =>
  new Problem(429, "Too many at once", "too much is asked from your address at once; wait for what was asked before");
export const tooLarge = (bytes: number) =>
  new Problem(413, "Too large", `what was sent has more than ${bytes} bytes; send less`);
