/** Our own users: how many recipients an account may write to in a time, from where, and when it looks stolen. */
import { wideNetwork } from "../base/network.ts";
import { emptyAfter, waitFor } from "./rate.ts";

export interface SenderLimits {
  /** 0: as many as they like. */
  readonly recipientsPerHour: number;
  readonly recipientsPerDay: number;
  /** So many percent of the recipients of an hour may be refused; 100: all. */
  readonly refusedPercent: number;
  /** To so many an account may write in the first day from a network where it was never seen; 0: to any number. */
  readonly newNetworkRecipients: number;
}

/** What is remembered of an account. All times are milliseconds since the epoch. */
export interface Sender {
  /** When its counts will be back at nothing, see `rate.ts`. */
  readonly hourEmptyAt: number;
  readonly dayEmptyAt: number;
  /** What its sessions did in an hour. */
  readonly hour: Hour;
  /** The session that wrote to a recipient last. */
  readonly session?: string;
  /** Networks from which it logged in or wrote, see `base/network.ts: wideNetwork`. */
  readonly networks: Readonly<Record<string, Seen>>;
  /** When it last did something. */
  readonly seenAt: number;
}

interface Hour {
  readonly from: number;
  readonly recipients: number;
  readonly refused: number;
}

interface Seen {
  readonly seenAt: number;
  /** Only of one that was new where others were known: so long it counts as new, and to how many it has written. */
  readonly newUntil?: number;
  readonly recipients?: number;
}

/** Where it is kept; asked for an account that is not in memory. */
export interface SenderStore {
  readonly find: (account: string) => Sender | undefined;
  /** In one transaction. Throws the database's error. */
  readonly save: (changes: ReadonlyMap<string, Sender>) => void;
  /** Forgets whoever did nothing since that instant. */
  readonly prune: (before: number) => void;
}

/** From where, and in which session. */
export interface Origin {
  /** Absent where the address tells nothing of the user, as that of a web client's server does. */
  readonly peer?: string;
  readonly session: string;
}

/** Which limit one more recipient passes, and when there is room for the next, in milliseconds. */
export interface Excess {
  readonly within: "hour" | "day";
  readonly limit: number;
  readonly waitMilliseconds: number;
  /** The session that wrote to a recipient last. */
  readonly session: string | undefined;
}

/** An account has written to more than it may from a network where it was never seen. */
export interface Stranger {
  readonly network: string;
  readonly recipients: number;
  readonly limit: number;
}

/** Fewer refused recipients say nothing of an account. */
const leastRefused = 20;
const hourMilliseconds = 3_600_000;
const dayMilliseconds = 24 * hourMilliseconds;
/** Whoever did not come from a network for so long comes from a new one. */
export const rememberedMilliseconds = 180 * dayMilliseconds;
/** A traveller has fewer; of more, the one that was seen last longest ago is forgotten. */
const mostNetworks = 50;

const unknown: Sender = {
  hourEmptyAt: 0,
  dayEmptyAt: 0,
  hour: { from: 0, recipients: 0, refused: 0 },
  networks: {},
  seenAt: 0,
};

/** Counts in memory until they are saved, so that a restart forgets nothing, and no command waits for the disk. */
export class Senders {
  readonly #changes = new Map<string, Sender>();
  readonly #limits: () => SenderLimits;
  readonly #store: SenderStore;

  constructor(limits: () => SenderLimits, store: SenderStore) {
    this.#limits = limits;
    this.#store = store;
  }

  /** The account logged in from there. */
  seen(account: string, { peer }: Origin, at: number): void {
    const sender = this.#of(account);
    this.#changes.set(account, { ...sender, networks: seenFrom(sender.networks, peer, at, 0), seenAt: at });
  }

  /** Counts one more recipient of the account, if it may have one; a stranger is told once, at the first too many, and has it. */
  add(account: string, { peer, session }: Origin, at: number): Excess | Stranger | undefined {
    const sender = this.#of(account);
    const { recipientsPerHour, recipientsPerDay, newNetworkRecipients } = this.#limits();
    const windows = [
      { within: "hour", limit: recipientsPerHour, milliseconds: hourMilliseconds, emptyAt: sender.hourEmptyAt },
      { within: "day", limit: recipientsPerDay, milliseconds: dayMilliseconds, emptyAt: sender.dayEmptyAt },
    ] as const;
    for (const { within, limit, milliseconds, emptyAt } of windows) {
      const waitMilliseconds = limit === 0 ? 0 : waitFor(emptyAt, milliseconds / limit, milliseconds, at);
      if (waitMilliseconds > 0) return { within, limit, waitMilliseconds, session: sender.session };
    }
    const [hourEmptyAt, dayEmptyAt] = windows.map(({ limit, milliseconds, emptyAt }) =>
      limit === 0 ? emptyAt : emptyAfter(emptyAt, milliseconds / limit, at),
    ) as [number, number];
    const networks = seenFrom(sender.networks, peer, at, 1);
    this.#changes.set(account, { ...sender, hourEmptyAt, dayEmptyAt, session, networks, seenAt: at });
    const network = peer && wideNetwork(peer);
    const recipients = (network && networks[network]?.recipients) || 0;
    const isStrange = network && newNetworkRecipients > 0 && recipients === newNetworkRecipients + 1;
    return isStrange ? { network, recipients, limit: newNetworkRecipients } : undefined;
  }

  /** A session of the account is over; gives what it has come to in this hour where too much of it was refused. */
  ended(account: string, recipients: number, refused: number, at: number): Hour | undefined {
    const sender = this.#of(account);
    const begun = at - sender.hour.from < hourMilliseconds ? sender.hour : { from: at, recipients: 0, refused: 0 };
    const sum = { ...begun, recipients: begun.recipients + recipients, refused: begun.refused + refused };
    const isTooMuch = sum.refused >= leastRefused && sum.refused * 100 > sum.recipients * this.#limits().refusedPercent;
    this.#changes.set(account, { ...sender, hour: isTooMuch ? unknown.hour : sum, seenAt: at });
    return isTooMuch ? sum : undefined;
  }

  /** Writes what has changed. Throws the database's error; then it is written the next time. */
  save(): void {
    if (this.#changes.size === 0) return;
    this.#store.save(this.#changes);
    this.#changes.clear();
  }

  /** Forgets who did nothing for long. Throws the database's error. */
  prune(at: number): void {
    this.#store.prune(at - rememberedMilliseconds);
  }

  #of(account: string): Sender {
    return this.#changes.get(account) ?? this.#store.find(account) ?? unknown;
  }
}

/** The networks with that of the peer, from where there are so many recipients more. The first of all is no new one. */
function seenFrom(
  networks: Sender["networks"],
  peer: string | undefined,
  at: number,
  recipients: number,
): Sender["networks"] {
  if (peer === undefined) return networks;
  const network = wideNetwork(peer);
  const others = Object.entries(networks).filter(
    ([name, { seenAt }]) => name !== network && at - seenAt < rememberedMilliseconds,
  );
  const known = networks[network];
  const before = known && at - known.seenAt < rememberedMilliseconds ? known : undefined;
  const newUntil = before ? before.newUntil : others.length > 0 ? at + dayMilliseconds : undefined;
  const isNew = newUntil !== undefined && at < newUntil;
  const seen = { seenAt: at, ...(isNew && { newUntil, recipients: (before?.recipients ?? 0) + recipients }) };
  const kept = others.sort(([, a], [, b]) => b.seenAt - a.seenAt).slice(0, mostNetworks - 1);
  return Object.fromEntries([...kept, [network, seen]]);
}
