import { expect, test } from "vitest";
import { pauseHeight, rowsOf } from "./transcript-rows.ts";

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ at: null, pauseSeconds: 0, file: "s.log", line: index + 1, text: `${index + 1}` },
    ...{ kind: "smtp.command", who: "peer" as const },
  }));
const told = (count: number, evidence: readonly number[], whole = false) =>
  rowsOf(
    lines(count),
    evidence.map((line) => ({ file: "s.log", line })),
    whole,
  ).map((row) => (typeof row === "number" ? -row : row.isEvidence ? `${row.line.text}!` : Number(row.line.text)));

test("a short transcript is whole, with its evidence marked", () => {
  expect(told(4, [3])).toEqual([1, 2, "3!", 4]);
});

test("a long one is folded but for its ends and what proves something", () => {
  expect(told(200, [100])).toEqual([
    ...[1, 2, 3, 4, 5, 6, -88, 95, 96, 97, 98, 99, "100!", 101, 102, 103, 104, 105],
    ...[-89, 195, 196, 197, 198, 199, 200],
  ]);
  expect(told(200, [], true)).toHaveLength(200);
});

test("the same number in another file is no evidence", () => {
  expect(rowsOf(lines(1), [{ file: "other.log", line: 1 }], false)).toMatchObject([{ isEvidence: false }]);
});

test("a pause is drawn to scale, but has an end", () => {
  expect([0.5, 1, 60, 300, 1e9].map(pauseHeight)).toEqual([0, 10, 69, 92, 120]);
});
