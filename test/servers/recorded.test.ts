/**
 * Logs that real servers wrote under noise, recorded twice, with labels of people who knew what had happened and did not know the
 * engine: what it says of them may get better, and not worse. At first sight it was right of the first 247 in 83 %, of the further
 * 211 (alder, birch, cedar, dogwood, elm, fir, grove) in 89 %. What an end is called is ours ("removed", "expired", "never-seen"); of eight
 * labels that named one of two lines that prove the same (the queue's and the store's) the other was added later.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ask, type Told } from "./scenarios/asking.ts";

const folder = join(import.meta.dirname, "recorded");

interface Recorded {
  readonly id: string;
  readonly story: string;
  /** As a shell parts it; behind `--sender-log` stands a file of this folder. */
  readonly question: string;
  readonly logs: readonly string[];
  readonly cause: string;
  readonly party: string;
  readonly outcome: string;
  /** What somebody honest could say as well. */
  readonly acceptable?: readonly string[];
  readonly acceptableParties?: readonly string[];
  readonly acceptableOutcomes?: readonly string[];
  /** A regular expression for the line that decides; absent where absence is the answer. */
  readonly decisive?: string;
}

const recorded = JSON.parse(readFileSync(join(folder, "labels.json"), "utf8")) as readonly Recorded[];
const asked = Date.UTC(2026, 10, 28, 20, 30);

interface Scored {
  readonly told: Told;
  readonly cause: boolean;
  readonly party: boolean;
  readonly outcome: boolean;
  readonly decisiveFirst: boolean | undefined;
}

async function scored(one: Recorded): Promise<Scored> {
  const { cause, party, outcome, acceptable = [], acceptableParties = [], acceptableOutcomes = [], decisive } = one;
  const question = one.question.replace(/(?<=--sender-log )\S+/, (name) => join(folder, name));
  const logs = one.logs.filter((name) => !question.includes(`--sender-log ${join(folder, name)}`));
  const told = await ask(
    logs.map((name) => join(folder, name)),
    question,
    asked,
  );
  const isRight = told.cause === cause || acceptable.includes(told.cause);
  return {
    told,
    cause: isRight,
    // Another cause has another party.
    party: [party, ...acceptableParties].includes(told.party) || (isRight && told.cause !== cause),
    outcome: [outcome, ...acceptableOutcomes].includes(told.outcome),
    decisiveFirst: decisive === undefined ? undefined : new RegExp(decisive, "m").test(told.evidence[0] ?? ""),
  };
}

/** What is known to be told otherwise, and why it is left so. */
const known: Readonly<Record<string, string>> = {
  "cedar-filterdown": "a filter on 127.0.0.30: by its address any host of a test, too",
  "dogwood-cut": "why the other side closed behind the last dot nobody says",
  "dogwood-toolarge": "the log names the login alone, without its domain, and no recipient",
  "fir-complaints": "words of the administrator that name no reason",
  "fir-never": "a namesake at another domain wrote: told as that, and that nothing came from the asked one",
  "fir-sold": "words of the administrator that name no reason",
  "grove-redirect": "two messages of that sender; asked without a time, the one that was put off is told of",
  "exim-answered-only": "a transport that only answers is known by its name, and this one's says nothing",
  "exim-listed": "two words of the administrator: he may have meant anything",
  "local-probe-only": "of an address alone: the message that it brought is more than a probe",
  "local-screened-impatient": "of an address alone: the message that it brought is more than a hang-up",
  "mx-greylist-pool": "the last reply was about the missing name of the host",
  "mx-tls-only-host": "Postfix logs no reply, only a count",
  "mx-too-many-recipients": "Postfix logs no reply, only a count",
  "out-smarthost-misspelt": "whether a table or DNS named the host, the log does not say",
  "pair-nobody-listened": "on the loopback a filter is meant as a rule",
};

test(`${recorded.length} recorded scenarios`, { timeout: 240_000 }, async () => {
  const rows: (Scored & { readonly id: string })[] = [];
  for (const one of recorded) rows.push({ id: one.id, ...(await scored(one)) });
  const wrong = rows.filter(({ cause }) => !cause).map(({ id, told }) => `${id}: ${told.cause}`);
  expect(wrong.filter((line) => known[line.split(":")[0] ?? ""] === undefined)).toEqual([]);
  const share = (holds: (row: Scored) => boolean) => rows.filter(holds).length / rows.length;
  const decided = rows.filter(({ decisiveFirst }) => decisiveFirst !== undefined);
  const figures = {
    cause: share(({ cause }) => cause),
    party: share(({ party }) => party),
    outcome: share(({ outcome }) => outcome),
    decisiveFirst: decided.filter(({ decisiveFirst }) => decisiveFirst).length / decided.length,
  };
  console.log(JSON.stringify(figures));
  expect(figures.cause).toBeGreaterThan(0.95);
  expect(figures.party).toBeGreaterThan(0.97);
  expect(figures.outcome).toBeGreaterThan(0.97);
  expect(figures.decisiveFirst).toBeGreaterThan(0.95);
  const comfort = rows.filter(
    ({ id, told, outcome }) => told.outcome === "delivered" && !outcome && !Object.hasOwn(known, id),
  );
  expect(comfort).toEqual([]);
});
