/** Files that are closed when nobody has their owner any more. */
import { closeSync } from "node:fs";

const closing = new FinalizationRegistry<number>(closeSync);

export const closeWith = (owner: object, file: number): void => closing.register(owner, file);
