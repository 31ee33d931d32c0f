/** An error for the person at the keyboard: what is wrong, where, and what to do. Everything else that is thrown is a bug. */
export class UsageError extends Error {
  /** One line: "cannot read /var/log/x: permission denied; run as root or copy the file". */
  constructor(what: string) {
    super(what);
    this.name = "UsageError";
  }
}
