/** Ids of sessions and messages: 16 hex digits. */
import { hash } from "node:crypto";

/**
 * Makes ids that grow with time: 11 digits of milliseconds, 2 of the node (0-255), 3 that count within the millisecond.
 * More than 4,096 in one millisecond borrow from the next, so that order and uniqueness hold.
 */
export function idMaker(node: number, now: () => number): () => string {
  let last = 0;
  let count = 0;
  let begin = "";
  const nodeDigits = hex(node, 2);
  return () => {
    const at = Math.max(now(), last);
    count = at === last ? count + 1 : 0;
    if (at !== last || begin === "") begin = hex(at, 11) + nodeDigits;
    last = at;
    const id = begin + hex(count, 3);
    if (count === 0xfff) {
      last = at + 1;
      count = -1;
      begin = hex(last, 11) + nodeDigits;
    }
    return id;
  };
}

/** When the bearer of such an id began, in milliseconds since the epoch; of any other id it says nothing. */
export const startOf = (id: string): number => Number.parseInt(id.slice(0, 11), 16);

const hex = (n: number, digits: number): string => n.toString(16).toUpperCase().padStart(digits, "0");

/**
 * The id of a session in a foreign log: a hash of its node, service, first raw line and how many equal lines came
 * before, never of file name or offset, so that reading it again, rotated or packed, gives the same id.
 */
export function foreignId(node: string, service: string, firstLine: string, nth: number): string {
  const digest = hash("sha256", `${node}\0${service}\0${firstLine}\0${nth}`, "hex");
  return digest.slice(0, 16).toUpperCase();
}
