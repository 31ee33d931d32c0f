import { expect, test } from "vitest";
import { expectLinear } from "../../../test/growth.ts";
import { logWords } from "./log-words.ts";

const causeOf = (line: string) => logWords.find(({ text }) => text.test(line))?.cause;

test.each(logWords.flatMap(({ cause, samples }) => samples.map((sample) => [sample, cause] as const)))(
  "%s: %s",
  (sample, cause) => expect(causeOf(sample)).toBe(cause),
);

test.each([
  "dovecot: imap-login: Login: user=<ann>, method=PLAIN, rip=192.0.2.50, lip=192.0.2.50",
  "postfix/smtpd[9]: warning: hostname x.example does not resolve to address 192.0.2.7",
  "dovecot: auth: Debug: sql(ann): query: SELECT 1",
])("%s: nothing is wrong for anybody", (line) => expect(causeOf(line)).toBeUndefined());

test("a long line takes no longer than its length", async () => {
  const hostile = (bytes: number) => `sender verify fail for <${"sql(".repeat(bytes / 4)}`;
  const [short, long] = [hostile(20_000), hostile(40_000)];
  const name = "what a line means";
  await expectLinear({ name, short: () => causeOf(short), long: () => causeOf(long), times: 3, least: 33 });
});
