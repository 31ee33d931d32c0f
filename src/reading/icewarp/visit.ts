/** What a mail program does in its mailbox, by the dialogue of POP3 or IMAP (RFC 1939, RFC 9051). */
import { defined } from "../../base/defined.ts";
import type { Source } from "../../events/event.ts";
import type { Draft } from "../pattern.ts";

export interface Followed {
  readonly draft: Draft;
  /** The line that did it, where the answer to it was awaited. */
  readonly source: Source | undefined;
}

/** So many messages of a visit are kept apart, and so many of one command. */
const maxMessages = 5000;
const maxOfOne = 500;

const unquoted = (word = ""): string => word.replace(/^"(.*)"$/, "$1");

/** What is said of a login without its password. */
export const withoutSecret = (said: string): string =>
  said
    .replace(/^(PASS|\S+ LOGIN (?:"[^"]*"|\S+)) .*/i, "$1 (hidden)")
    .replace(/^(\S+ AUTHENTICATE \S+) .*/i, "$1 (hidden)");

/** The account that a line of a program logs in to. */
export const accountIn = (said: string): string | undefined =>
  unquoted(/^(?:USER|\S+ LOGIN) ("[^"]*"|\S+)/i.exec(said)?.[1]) || undefined;

interface Awaited {
  readonly words: readonly string[];
  readonly source: Source | undefined;
}

export class IcewarpVisit {
  readonly #service: "pop3" | "imap";
  #user = "";
  #folder = "INBOX";
  /** Commands without an answer, by their tags; POP3 has one at a time. */
  readonly #awaited = new Map<string, Awaited>();
  /** By number: the size of a message, and in IMAP its UID. */
  readonly #sizes = new Map<string, number>();
  readonly #uids = new Map<string, string>();
  readonly #deleted = new Map<string, Source | undefined>();
  #messages = 0;
  #fetched = 0;

  constructor(service: "pop3" | "imap") {
    this.#service = service;
  }

  take(ours: boolean, said: string, source: Source | undefined): readonly Followed[] {
    if (ours) return this.#service === "pop3" ? this.#popAnswer(said) : this.#imapAnswer(said);
    this.#user = accountIn(said) ?? this.#user;
    const [first = "", ...rest] = said.split(" ");
    const tag = this.#service === "pop3" ? "" : first;
    const words = this.#service === "pop3" ? [first.toUpperCase(), ...rest] : rest;
    if (this.#awaited.size < maxOfOne && words.length > 0) this.#awaited.set(tag, { words, source });
    return [];
  }

  #loggedIn(ok: boolean, source: Source | undefined): readonly Followed[] {
    if (this.#user === "") return [];
    const draft = ok
      ? ({ kind: "decision", by: "login.accepted", verdict: "accept", detail: this.#user } as const)
      : ({
          kind: "decision",
          by: "login.failed",
          verdict: "refuse",
          cause: "client.auth",
          detail: this.#user,
        } as const);
    return [{ draft, source: ok ? source : undefined }];
  }

  #popAnswer(said: string): readonly Followed[] {
    const asked = this.#awaited.get("");
    this.#awaited.delete("");
    const [verb = "", number = ""] = asked?.words ?? [];
    const ok = said.startsWith("+OK");
    if (verb === "PASS" || verb === "STAT")
      this.#messages = Number(/^\+OK (\d{1,9})/.exec(said)?.[1] ?? this.#messages);
    if (verb === "PASS") return this.#loggedIn(ok, asked?.source);
    if (!ok) return [];
    if (verb === "RETR") {
      this.#fetched += 1;
      const size = Number(/(\d{1,12}) octets/.exec(said)?.[1] ?? 0);
      if (size > 0 && this.#sizes.size < maxMessages) this.#sizes.set(number, size);
    }
    if (verb === "DELE" && this.#deleted.size < maxMessages) this.#deleted.set(number, asked?.source);
    if (verb === "RSET") this.#deleted.clear();
    return verb === "QUIT" ? this.#popLeft(asked?.source) : [];
  }

  /** What is marked is gone when the program says goodbye, and not before (RFC 1939). */
  #popLeft(source: Source | undefined): readonly Followed[] {
    const counted = (count: number) => ({ ok: count, all: count });
    const verbs = { RETR: counted(this.#fetched), DELE: counted(this.#deleted.size) };
    const remaining = Math.max(0, this.#messages - this.#deleted.size);
    const [last] = [...this.#deleted.values()].slice(-1);
    const gone = [...this.#deleted].flatMap(([number, line]) => {
      const sizeBytes = this.#sizes.get(number);
      return sizeBytes === undefined ? [] : [this.#changed("expunged", undefined, line, { sizeBytes })];
    });
    return [...gone, { draft: { kind: "session.counted", verbs, remaining }, source: last ?? source }];
  }

  #imapAnswer(said: string): readonly Followed[] {
    const fetched = /^\* (\d{1,10}) FETCH \((.*)/s.exec(said);
    if (fetched) {
      this.#noted(fetched[1] ?? "", fetched[2] ?? "");
      return [];
    }
    const [, tag = "", word = ""] = /^(\S{1,40}) (OK|NO|BAD)\b/i.exec(said) ?? [];
    const asked = this.#awaited.get(tag);
    if (!asked) return [];
    this.#awaited.delete(tag);
    return this.#answered(asked, word.toUpperCase() === "OK");
  }

  /** `UID 4711 FLAGS () SIZE 5200` with its long name, or the literal of a whole message: `BODY[] {5200}`. */
  #noted(number: string, items: string): void {
    const uid = /\bUID (\d{1,10})\b/.exec(items)?.[1];
    const size = /\bRFC822\.SIZE (\d{1,12})\b/.exec(items)?.[1] ?? /\bBODY\[\] \{(\d{1,12})\+?\}/.exec(items)?.[1];
    if (this.#uids.size >= maxMessages) return;
    if (uid) this.#uids.set(number, uid);
    const known = uid ?? this.#uids.get(number);
    if (known && size) this.#sizes.set(known, Number(size));
  }

  #answered({ words, source }: Awaited, ok: boolean): readonly Followed[] {
    const byUid = words[0]?.toUpperCase() === "UID";
    const [verb = "", set = "", ...rest] = byUid ? words.slice(1) : words;
    const command = verb.toUpperCase();
    if (command === "LOGIN" || command === "AUTHENTICATE") return this.#loggedIn(ok, source);
    if (!ok) return [];
    if (command === "SELECT" || command === "EXAMINE") this.#selects(unquoted([set, ...rest].join(" ")));
    if (command === "STORE") return this.#stores(this.#uidsOf(set, byUid), rest.join(" "), source);
    if (command === "COPY" || command === "MOVE") {
      const to = unquoted(rest.join(" "));
      const how = command === "MOVE" ? "moved" : "copied";
      return this.#uidsOf(set, byUid).map((uid) => this.#changed(how, uid, source, { to }));
    }
    const ends = command === "EXPUNGE" || command === "CLOSE";
    if (!ends) return [];
    const gone = [...this.#deleted.keys()];
    this.#deleted.clear();
    return gone.map((uid) => this.#changed("expunged", uid, source));
  }

  #selects(folder: string): void {
    this.#folder = folder;
    for (const known of [this.#sizes, this.#uids, this.#deleted]) known.clear();
  }

  #stores(uids: readonly string[], flags: string, source: Source | undefined): readonly Followed[] {
    if (/^-FLAGS/i.test(flags) && /\\Deleted/i.test(flags)) for (const uid of uids) this.#deleted.delete(uid);
    if (!/^\+?FLAGS/i.test(flags) || !/\\Deleted/i.test(flags)) return [];
    for (const uid of uids) this.#deleted.set(uid, source);
    return uids.map((uid) => this.#changed("trashed", uid, source));
  }

  /** `4711`, `4711,4713`, `1:3`; numbers that stand for no known message are left out. */
  #uidsOf(set: string, byUid: boolean): readonly string[] {
    const numbers = set.split(",").flatMap((part) => {
      const [, from = "", to] = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(part) ?? [];
      const length = from === "" ? 0 : to === undefined ? 1 : Math.abs(Number(to) - Number(from)) + 1;
      const first = to === undefined ? Number(from) : Math.min(Number(from), Number(to));
      return Array.from({ length: Math.min(length, maxOfOne) }, (_, n) => String(first + n));
    });
    return byUid ? numbers : numbers.flatMap((number) => this.#uids.get(number) ?? []);
  }

  #changed(
    how: "moved" | "copied" | "trashed" | "expunged",
    uid: string | undefined,
    source: Source | undefined,
    more: { readonly to?: string; readonly sizeBytes?: number } = {},
  ): Followed {
    const where = defined({
      mailbox: this.#user,
      folder: this.#folder,
      uid: uid === undefined ? undefined : Number(uid),
    });
    const sizeBytes = more.sizeBytes ?? (uid === undefined ? undefined : this.#sizes.get(uid));
    return { draft: defined({ kind: "mailbox.changed", how, where, to: more.to, sizeBytes } as const), source };
  }
}
