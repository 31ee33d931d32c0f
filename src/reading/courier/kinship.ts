/** Which message in the queue was made of which: notices, and what a .courier file sends on. Courier only logs that both are there. */
import type { EventOf } from "../../events/event.ts";
import type { Spot } from "../spot.ts";
import type { Entry, Origin } from "./scene.ts";

type Why = EventOf<"message.linked">["why"];

/** A notice that is being written. */
interface Notice extends Spot {
  readonly of: Entry;
  readonly address: string;
  readonly why: Why;
}

/** The message that it becomes is in the queue at once. */
const noticeMilliseconds = 60_000;
/** So long is between a local delivery and what is sent on by it, give or take the seconds of a log. */
const onwardMilliseconds = 2000;
const most = 1000;

export interface Parent extends Spot {
  readonly entry: Entry;
  readonly why: Why;
}

/** What programs of the same machine hand in says so. */
const isOfHere = ({ helo, peer }: Origin): boolean => helo === "localhost" && peer === "127.0.0.1";

/** The local part stands for an address of this server. */
const isFor = (address: string, started: string): boolean =>
  address === started || (!started.includes("@") && address.startsWith(`${started}@`));

export class Kinship {
  #notices: Notice[] = [];
  #stored: (Spot & { readonly of: Entry })[] = [];

  reports(of: Entry, address: string, why: Why, place: Spot): void {
    this.#notices = [...this.#notices.slice(-most), { of, address, why, ...place }];
  }

  /** A try to store it begins, or has done so. */
  stored(of: Entry, place: Spot): void {
    // Of what programs here hand in the next may be from the same sender, and no forward.
    if (!of.came || isOfHere(of.came)) return;
    this.#stored = [...this.#stored.slice(-most), { of, ...place }];
  }

  /** Of what a new message was made whose first try begins; undefined where that is not known. */
  parentOf(entry: Entry, origin: Origin, sender: string, address: string, at: number): Parent | undefined {
    if (!isOfHere(origin)) return undefined;
    return sender === "" || sender === "#@[]"
      ? this.#noticed(entry, sender, address, at)
      : this.#sentOn(entry, sender, at);
  }

  #noticed(entry: Entry, sender: string, address: string, at: number): Parent | undefined {
    this.#notices = this.#notices.filter((one) => at - one.at <= noticeMilliseconds);
    // A bounce of a bounce goes to the postmaster, whoever that is.
    const index = this.#notices.findIndex(
      ({ of, address: to }) =>
        of.node === entry.node && (sender === "" ? isFor(to, address) : of.sender === "" || to === "postmaster"),
    );
    const [found] = index < 0 ? [] : this.#notices.splice(index, 1);
    if (!found) return undefined;
    const { of, why, address: _, ...place } = found;
    return { entry: of, why, ...place };
  }

  #sentOn(entry: Entry, sender: string, at: number): Parent | undefined {
    this.#stored = this.#stored.filter((one) => at - one.at <= onwardMilliseconds);
    const own = this.#stored.filter(({ of }) => of.sender === sender && of.node === entry.node);
    const [found] = own;
    if (!found || own.some(({ of }) => of !== found.of)) return undefined;
    const { of, ...place } = found;
    return { entry: of, why: "forwarded", ...place };
  }
}
