import { expect, test } from "vitest";
import { daemonOf } from "./daemon.ts";
import { postfixPatterns } from "./reader.ts";

/** Without the queue id. */
const behindId = (text: string) =>
  text.replace(/^(?:[0-9A-F]{6,20}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,20}z\w*): /, "");
const samples = postfixPatterns
  .filter(({ programs }) => !programs.includes("*"))
  .flatMap(({ name, programs, queued, samples }) =>
    samples.map((text) => ({ name, programs, text: queued ? behindId(text) : text })),
  );

test("what a daemon says tells which it is", () => {
  const wrong = samples.filter(({ programs, text }) => !programs.includes(daemonOf(text)));
  expect(wrong.map(({ programs, text }) => `${programs[0]}, not ${daemonOf(text)}: ${text}`)).toEqual([
    // Both say so, and postscreen's is the end of a session.
    "tlsproxy, not postscreen: DISCONNECT [127.0.0.1]:57742",
  ]);
});
