/** Our own users: how many recipients an account may write to in a time, and when it looks stolen. */
import { Rate } from "./rate.ts";

export interface SenderLimits {
  /** 0: as many as they like. */
  readonly recipientsPerHour: number;
  readonly recipientsPerDay: number;
  /** So many percent of the recipients of an hour may be refused; 100: all. */
  readonly refusedPercent: number;
}

/** Fewer refused recipients say nothing of an account. */
const leastRefused = 20;
const hourMilliseconds = 3_600_000;

/** Which limit one more recipient passes, and when there is room for the next, in milliseconds. */
export interface Excess {
  readonly within: "hour" | "day";
  readonly limit: number;
  readonly waitMilliseconds: number;
}

/** What the sessions of an account did in an hour. */
interface Hour {
  from: number;
  recipients: number;
  refused: number;
}

/** In memory: a restart begins anew. */
export class Senders {
  readonly #rates = { hour: new Rate(3600), day: new Rate(86_400) };
  readonly #hours = new Map<string, Hour>();
  readonly #limits: () => SenderLimits;

  constructor(limits: () => SenderLimits) {
    this.#limits = limits;
  }

  /** Counts one more recipient of the account, if it may have one. */
  add(account: string, at: number): Excess | undefined {
    const { recipientsPerHour: hour, recipientsPerDay: day } = this.#limits();
    for (const [within, limit] of [
      ["hour", hour],
      ["day", day],
    ] as const) {
      const waitMilliseconds = limit === 0 ? 0 : this.#rates[within].wait(account, limit, at);
      if (waitMilliseconds > 0) return { within, limit, waitMilliseconds };
    }
    if (hour > 0) this.#rates.hour.add(account, hour, at);
    if (day > 0) this.#rates.day.add(account, day, at);
    return undefined;
  }

  /** A session of the account is over; gives what it has come to in this hour where too much of it was refused. */
  ended(account: string, recipients: number, refused: number, at: number): Readonly<Hour> | undefined {
    let hour = this.#hours.get(account);
    if (!hour || at - hour.from >= hourMilliseconds) {
      hour = { from: at, recipients: 0, refused: 0 };
      this.#hours.set(account, hour);
    }
    hour.recipients += recipients;
    hour.refused += refused;
    const tooMany =
      hour.refused >= leastRefused && hour.refused * 100 > hour.recipients * this.#limits().refusedPercent;
    if (!tooMany) return undefined;
    this.#hours.delete(account);
    return hour;
  }
}
