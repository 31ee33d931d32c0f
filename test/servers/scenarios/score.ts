/** Answers against labels: who was right, and whether those who were sure were right more often. */
import type { Told } from "./asking.ts";
import type { Label } from "./scenario.ts";

export interface Scored {
  readonly site: string;
  readonly id: string;
  readonly question: string;
  readonly label: Label;
  readonly told: Told;
  /** Of those in whose logs a line decides: does it come first? */
  readonly decisiveFirst: boolean | undefined;
}

const arrived = new Set(["delivered", "forwarded", "relayed", "expanded"]);

const isRight = ({ label, told }: Scored): boolean => label.cause === told.cause;
const isPartyRight = ({ label, told }: Scored): boolean => label.party === told.party;
/** "Delivered", of what was not: the one mistake that ends all searching. */
export const isFalseComfort = ({ label, told }: Scored): boolean =>
  told.outcome === "delivered" && !arrived.has(label.outcome);

const share = (rows: readonly Scored[], holds: (row: Scored) => boolean): number =>
  rows.length === 0 ? 1 : rows.filter(holds).length / rows.length;

export const totals = (rows: readonly Scored[]) => {
  const withLine = rows.filter(({ decisiveFirst }) => decisiveFirst !== undefined);
  return {
    scenarios: rows.length,
    causes: new Set(rows.map(({ label }) => label.cause)).size,
    cause: share(rows, isRight),
    party: share(rows, isPartyRight),
    outcome: share(rows, ({ label, told }) => label.outcome === told.outcome),
    decisiveFirst: share(withLine, ({ decisiveFirst }) => decisiveFirst === true),
    falseComfort: rows.filter(isFalseComfort).map(({ site, id }) => `${site} ${id}`),
  };
};

/** What is wrong with an answer, in a line; undefined where nothing is. */
export function missed(scored: Scored): string | undefined {
  const { site, id, label, told, decisiveFirst } = scored;
  const same = isRight(scored) && isPartyRight(scored) && label.outcome === told.outcome;
  if (same && decisiveFirst !== false) return undefined;
  const expected = `${label.cause} ${label.party} ${label.outcome}`;
  const got = same ? "the same, by another line first" : `${told.cause} ${told.party} ${told.outcome}`;
  return `${site} ${id}: expected ${expected}, got ${got} (${told.confidence.toFixed(2)}): ${told.evidence[0] ?? "-"}`;
}

const edges = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1] as const;

/** By the confidence that was said: how many there were, and the share whose cause was right. */
export const calibration = (rows: readonly Scored[]) =>
  edges.slice(1).flatMap((to, n) => {
    const from = edges[n] ?? 0;
    const said = rows.filter(({ told: { confidence } }) => confidence >= from && (confidence < to || to === 1));
    if (said.length === 0) return [];
    const mean = said.reduce((sum, { told }) => sum + told.confidence, 0) / said.length;
    return [{ from, to, count: said.length, mean, right: share(said, isRight) }];
  });

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;

const row = (scored: Scored): string => {
  const { site, id, label, told, decisiveFirst } = scored;
  const line = decisiveFirst === undefined ? "–" : decisiveFirst ? "yes" : "no";
  const got =
    isRight(scored) && isPartyRight(scored) && label.outcome === told.outcome
      ? "the same"
      : `${told.cause}, ${told.party}, ${told.outcome}`;
  return `| ${site} | ${id} | ${label.cause}, ${label.party}, ${label.outcome} | ${got} | ${told.confidence.toFixed(2)} | ${line} | ${isRight(scored) ? "yes" : "**no**"} |`;
};

/** The page of docs/reference: totals, calibration, and each scenario. */
export function calibrationPage(rows: readonly Scored[]): string {
  const { scenarios, causes, ...sums } = totals(rows);
  return `# How often answers are right

Written by \`UPDATE=1 npm run test:servers -- test/servers/scenarios.test.ts\`, which plays ${scenarios} scenarios on a real Postfix with
Dovecot, a sending Postfix, a real Exim and our own server, under noise, and asks about each of them. The labels were written
by somebody who had not read the rules; an answer that is wrong stays in the table.

| | share |
| --- | --- |
| exact cause (of ${causes} causes) | ${percent(sums.cause)} |
| party | ${percent(sums.party)} |
| outcome | ${percent(sums.outcome)} |
| the decisive line comes first | ${percent(sums.decisiveFirst)} |
| "delivered" of what was not | ${sums.falseComfort.length} |

## Said against right

Of answers with confidence c, a share of c should be right.

| confidence said | answers | mean said | right |
| --- | --- | --- | --- |
${calibration(rows)
  .map(({ from, to, count, mean, right }) => `| ${from} to ${to} | ${count} | ${mean.toFixed(2)} | ${percent(right)} |`)
  .join("\n")}

## The scenarios

| site | scenario | expected: cause, party, outcome | answered | confidence | decisive line first | right |
| --- | --- | --- | --- | --- | --- | --- |
${rows.map(row).join("\n")}
`;
}
