/** Waits for several that call back. */

/** What is to be called so many times (one at least) until it calls `done`, once. */
export function countdown(count: number, done: () => void): () => void {
  let left = count;
  return () => {
    left -= 1;
    if (left === 0) done();
  };
}
