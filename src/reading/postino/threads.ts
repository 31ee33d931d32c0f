/** Short numbers of sessions, for the layout that has four digits in place of an id. */

/** The number of a session, and whether the line must say whose it is: the first with that number in a day's files. */
interface Thread {
  readonly digits: string;
  readonly isNew: boolean;
}

export interface Threads {
  /** The number of an open session: at least four hex digits, shared with no other open one. `day` counts local days. */
  of(session: string, day: number): Thread;
  /** Its number may be given to another. */
  end(session: string): void;
}

/** Beyond so many open sessions a number has a digit more. */
const fourDigits = 0xffff;

/** Gives out numbers in turn, so that one comes again as late as it can. 0 is for lines of no session. */
export function createThreads(): Threads {
  const bySession = new Map<string, { readonly digits: string; day: number }>();
  const taken = new Set<string>();
  let last = 0;
  const next = (): string => {
    const most = Math.max(fourDigits, taken.size + 1);
    do last = last >= most ? 1 : last + 1;
    while (taken.has(digitsOf(last)));
    return digitsOf(last);
  };
  return {
    of(session, day) {
      const known = bySession.get(session);
      if (!known) {
        const digits = next();
        bySession.set(session, { digits, day });
        taken.add(digits);
        return { digits, isNew: true };
      }
      const isNew = known.day !== day;
      known.day = day;
      return { digits: known.digits, isNew };
    },
    end(session) {
      taken.delete(bySession.get(session)?.digits ?? "");
      bySession.delete(session);
    },
  };
}

const digitsOf = (n: number): string => n.toString(16).toUpperCase().padStart(4, "0");

/** The line that says whose number it is, where a session's first line is not `Connected`. */
export const sessionLine = (session: string): string => `Session ${session}`;
/** At the end of `Connected`. */
export const sessionKey = (session: string): string => `, session=${session}`;

const told = /^(?:(Connected.*), session=|Session )([0-9A-F]{16})$/;

/** The id that a text tells, and what else it says (nothing: undefined); undefined for any other text. */
export function toldSession(text: string): { readonly session: string; readonly rest?: string } | undefined {
  const [, rest, session] = told.exec(text) ?? [];
  return session === undefined ? undefined : { session, ...(rest !== undefined && { rest }) };
}
