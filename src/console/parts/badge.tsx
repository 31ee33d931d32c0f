/** A state by word, shape and colour. */
import { word } from "../text/t.ts";
import { Icon, type IconName } from "./icon.tsx";

export type Tone = "good" | "wait" | "bad" | "quiet";

const looks: Readonly<Record<Tone, IconName>> = { good: "check", wait: "clock", bad: "stop", quiet: "question" };

/** How an outcome is to be taken. */
export function toneOf(outcome: string): Tone {
  if (["delivered", "relayed", "forwarded", "expanded"].includes(outcome)) return "good";
  if (["deferred", "queued", "held"].includes(outcome)) return "wait";
  if (["nothing-offered", "never-seen", "unknown", "removed"].includes(outcome)) return "quiet";
  return "bad";
}

export function Badge({ tone, text }: { readonly tone: Tone; readonly text: string }) {
  return (
    <span class={`badge ${tone}`}>
      <Icon name={looks[tone]} />
      <span>{text}</span>
    </span>
  );
}

export const OutcomeBadge = ({ outcome }: { readonly outcome: string }) => (
  <Badge tone={toneOf(outcome)} text={word("outcome", outcome)} />
);
