/** What to do where the steps of a cause do not fit: where no queue has the message any longer. */
import { say, type Text } from "../base/saying.ts";
import { failureOf, isDoubtful } from "./handed.ts";
import type { Inquiry } from "./rule.ts";

/** Those of the cause, and others before them. */
export function stepsFor(inquiry: Inquiry, steps: readonly Text[]): readonly Text[] {
  if (!failureOf(inquiry) || isDoubtful(inquiry)) return steps;
  return [say`When that is mended, let the sender send it once more: no queue has it any longer`, ...steps];
}
