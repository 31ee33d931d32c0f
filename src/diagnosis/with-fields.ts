/** What to do, what stood beside it and what is missing: as texts, and with the fields by which a page has words of its own for them. */
import type { Text } from "../base/saying.ts";
import type { Answer } from "./answer.ts";
import type { Beside } from "./sideways.ts";
import { stepOf } from "./step.ts";

interface Untold {
  readonly todo: readonly Text[];
  readonly near: readonly Beside[];
  readonly lacking: readonly Text[];
}

const textOf = ({ text }: { readonly text: string }): string => text;

/** `tell`: in the language of the answer. */
export function withFields(
  tell: (text: Text) => string,
  { todo, near, lacking }: Untold,
): Pick<Answer, "remedy" | "steps" | "sideways" | "beside" | "missing" | "wanted"> {
  const steps = todo.map((text) => stepOf(text, tell));
  const beside = near.map(({ text, change }) => ({ text: tell(text), change }));
  const wanted = lacking.map((text) => stepOf(text, tell));
  return {
    remedy: steps.map(textOf),
    steps,
    sideways: beside.map(textOf),
    beside,
    missing: wanted.map(textOf),
    wanted,
  };
}
