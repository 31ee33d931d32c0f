/** Waiting for what a server will write into its log. */
import { setTimeout } from "node:timers/promises";

const patience = 30_000;

/** Waits until the pattern stands there so many times. If it does not, it says what the log has of it, and its end. */
export async function waitUntilLogged(text: () => string, pattern: RegExp, times = 1): Promise<void> {
  const all = new RegExp(pattern, "g");
  const until = Date.now() + patience;
  while ([...text().matchAll(all)].length < times) {
    if (Date.now() > until) throw new Error(`not logged ${times} times: ${pattern}\n${nearest(text(), pattern)}`);
    await setTimeout(20);
  }
}

/** Lines with the word that the pattern begins with, which is mostly a queue id, and the last lines. */
function nearest(text: string, { source }: RegExp): string {
  const [word] = /^[\w-]{6,}/.exec(source) ?? [];
  const lines = text.trimEnd().split("\n");
  const about = word === undefined ? [] : lines.filter((line) => line.includes(word));
  return [...about, "…", ...lines.slice(-30)].join("\n");
}
