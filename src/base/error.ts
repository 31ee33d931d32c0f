/** What the user can mend: a value or a deed that is refused, something that is not there, or an input that is none. For programs; people read the text. */
export type UsageKind = "refused" | "not-found" | "wrong-input";

/** An error for the person at the keyboard: what is wrong, where, and what to do. Everything else that is thrown is a bug. */
export class UsageError extends Error {
  readonly kind: UsageKind;
  /** The part of the input that is wrong, for a form that has a field for it. */
  readonly field: string | undefined;

  /** One line: "cannot read /var/log/x: permission denied; run as root or copy the file". */
  constructor(what: string, kind: UsageKind = "refused", field?: string) {
    super(what);
    this.name = "UsageError";
    this.kind = kind;
    this.field = field;
  }
}
