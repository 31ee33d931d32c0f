/** What a policy server tells Postfix to do (access(5)), as the verdict of a decision. */

const verdicts: readonly (readonly [action: RegExp, verdict: string])[] = [
  [/^(?:5\d\d|REJECT)\b/i, "reject"],
  [/^(?:4\d\d|DEFER\w*)\b/i, "defer"],
  [/^DISCARD\b/i, "discard"],
  [/^HOLD\b/i, "hold"],
];

/** `pass` where it says nothing against the message: DUNNO, OK, and what only marks it or sends it another way. */
export const verdictOf = (action: string): string => verdicts.find(([one]) => one.test(action))?.[1] ?? "pass";
