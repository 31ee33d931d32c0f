/** Who is meant by an address: follows aliases, groups, forwards and catch-alls to mailboxes here and addresses elsewhere. */
import { isDatabaseError } from "../base/database.ts";
import type { Missed, RecipientQuestion, Refusal, Resolution } from "../mail/envelope.ts";
import { isTransient } from "../mail/reply.ts";
import type { AccountPolicy, Entry } from "./account.ts";
import { type AddressKey, addressKey, mailboxOf, namesOf } from "./name.ts";
import {
  circle,
  directoryDown,
  disabled,
  full,
  relayDenied,
  suspendedDomain,
  targetUnknown,
  unknown,
} from "./refusals.ts";
import type { AccountStore } from "./store.ts";

/** An alias of an alias … ends here: nobody means more, and a circle would not end. */
const maxLevels = 10;

/** Whom one can always write to (RFC 5321 §4.5.1, RFC 2142 §4). */
const postmaster = "postmaster";
const roles = [postmaster, "abuse"];

export interface ResolutionOptions {
  readonly store: Pick<AccountStore, "lookUp" | "firstLocalDomains">;
  /** Asked at each question. */
  readonly policy: () => AccountPolicy;
  /** Bytes that a mailbox holds; asked only where there is a quota. */
  readonly usedBytes: (mailbox: string) => number | Promise<number>;
  /** Told of the error behind a refusal. */
  readonly failed?: (error: unknown) => void;
}

/** What was found so far. */
interface Found {
  /** With the quota in bytes; 0: without end. */
  readonly mailboxes: Map<string, number>;
  readonly remote: Set<string>;
  readonly refusals: Missed[];
  /** Names that were followed already. */
  readonly seen: Set<string>;
}

/** Answers for one recipient; a promise only where the size of a mailbox must be read first. Never throws for a broken database. */
export function createResolution(
  options: ResolutionOptions,
): (question: RecipientQuestion) => Resolution | Promise<Resolution> {
  return (question) => {
    try {
      const search = new Search(options, question);
      search.begin();
      return search.answer();
    } catch (error) {
      if (!isDatabaseError(error)) throw error;
      options.failed?.(error);
      return { kind: "refused", refusal: { ...directoryDown(question.address), detail: (error as Error).message } };
    }
  };
}

class Search {
  readonly #options: ResolutionOptions;
  readonly #question: RecipientQuestion;
  readonly #policy: AccountPolicy;
  readonly #found: Found = { mailboxes: new Map(), remote: new Set(), refusals: [], seen: new Set() };
  #lastResort: string | undefined;
  #isCaught = false;

  constructor(options: ResolutionOptions, question: RecipientQuestion) {
    this.#options = options;
    this.#question = question;
    this.#policy = options.policy();
  }

  begin(): void {
    const { address, mayRelay } = this.#question;
    const key = addressKey(address);
    const [home] = key.domain === "" && key.local === postmaster ? this.#options.store.firstLocalDomains() : [];
    const meant = { ...key, domain: home ?? key.domain };
    const entry = this.#options.store.lookUp(meant);
    if (entry) this.#inDomain(address, meant, entry, 0);
    else if (mayRelay && key.domain !== "") this.#found.remote.add(address);
    else this.#refuse(relayDenied, address);
  }

  answer(): Resolution | Promise<Resolution> {
    const { mailboxes } = this.#found;
    const limited = [...mailboxes].filter(([, quotaBytes]) => quotaBytes > 0);
    const used = limited.map(([mailbox]) => this.#options.usedBytes(mailbox));
    const isRoom = used.every((bytes) => typeof bytes === "number");
    return isRoom ? this.#decide(limited, used) : Promise.all(used).then((bytes) => this.#decide(limited, bytes));
  }

  #decide(limited: readonly (readonly [string, number])[], usedBytes: readonly number[]): Resolution {
    const { mailboxes, remote, refusals } = this.#found;
    const { address, declaredBytes } = this.#question;
    // A message has a byte at least, also where MAIL did not say.
    const leastBytes = Math.max(declaredBytes, 1);
    const own = mailboxOf(addressKey(address));
    limited.forEach(([mailbox, quotaBytes], index) => {
      if ((usedBytes[index] ?? 0) + leastBytes <= quotaBytes) return;
      mailboxes.delete(mailbox);
      const whose = mailbox === own ? undefined : mailbox;
      this.#refuse((asked) => full(asked, this.#policy.fullIsPermanent, whose), mailbox);
    });
    if (mailboxes.size + remote.size > 0) {
      const missed = refusals.length > 0 ? { missed: refusals } : {};
      const caught = this.#isCaught ? ({ caught: true } as const) : {};
      return { kind: "accepted", mailboxes: [...mailboxes.keys()], remote: [...remote], ...missed, ...caught };
    }
    if (this.#lastResort !== undefined) return { kind: "accepted", mailboxes: [this.#lastResort], remote: [] };
    // Of several reasons one that passes: who comes again may find room.
    const found = refusals.find(({ refusal }) => isTransient(refusal.reply)) ?? refusals[0];
    return { kind: "refused", refusal: found?.refusal ?? circle(address) };
  }

  /** A target that an alias, a forward or a catch-all names: it may be anywhere. */
  #follow(target: string, level: number): void {
    const key = addressKey(target);
    const entry = this.#options.store.lookUp(key);
    if (!entry) this.#found.remote.add(target);
    else if (level > maxLevels) this.#refuse(circle, target);
    else this.#inDomain(target, key, entry, level);
  }

  #inDomain(address: string, { domain: name, local: given }: AddressKey, entry: Entry, level: number): void {
    const { kind, suspended, catchAll } = entry.domain;
    const names = namesOf(given, this.#policy.separator);
    const isRole = kind === "local" && names.some((each) => roles.includes(each));
    const reaches = () =>
      (isRole ? [...names, postmaster] : names).some((local) => {
        const key = { domain: name, local };
        return this.#toName(mailboxOf(key), local === given ? entry : this.#options.store.lookUp(key), level);
      });
    const caught = () => {
      if (catchAll === null) return false;
      this.#isCaught ||= level === 0;
      this.#follow(catchAll, level + 1);
      return true;
    };
    if (suspended && !isRole) this.#refuse(suspendedDomain, address);
    else if (kind !== "local") this.#found.remote.add(address);
    else if (isRole) this.#always(mailboxOf({ domain: name, local: postmaster }), reaches() || caught());
    else if (reaches() || caught()) return;
    else this.#refuse(level === 0 ? unknown : targetUnknown, address);
  }

  /** A mailbox that needs no account and is never full: where no such name is, or where its owner takes nothing. */
  #always(mailbox: string, isName: boolean): void {
    if (isName) this.#lastResort = mailbox;
    else this.#found.mailboxes.set(mailbox, 0);
  }

  /** Is there such a name? If so, it was followed. */
  #toName(name: string, { account, targets = account?.forward }: Partial<Entry> = {}, level: number): boolean {
    if (!targets) return false;
    if (this.#found.seen.has(name)) return true;
    this.#found.seen.add(name);
    if (account?.state === "receive-disabled") {
      this.#refuse(disabled, name);
      return true;
    }
    if (account && (targets.length === 0 || account.keepCopy)) {
      this.#found.mailboxes.set(name, account.quotaBytes ?? this.#policy.quotaBytes);
    }
    for (const target of targets) this.#follow(target, level + 1);
    return true;
  }

  /** `address`: who does not get it; the refusal itself speaks of the address that was asked for. */
  #refuse(why: (asked: string) => Refusal, address: string): void {
    this.#found.refusals.push({ address, refusal: why(this.#question.address) });
  }
}
