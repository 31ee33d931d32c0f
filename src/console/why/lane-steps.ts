/** The way of a message as steps between lanes: who handed it to whom, and where it stopped. */
import type { Answer, Attempt, EvidenceLine } from "../documents.ts";

export type Lane = "sender" | "network" | "smtp" | "queue" | "mailbox" | "devices";

/** In the order of a message's way. On the sender's side the network lies behind our queue, and `mailbox` is the recipient's server. */
export const lanesOf = (side: string): readonly Lane[] =>
  side === "sender"
    ? ["sender", "smtp", "queue", "network", "mailbox", "devices"]
    : ["sender", "network", "smtp", "queue", "mailbox", "devices"];

export interface Step {
  readonly at: string | null;
  /** Since the step before; null for the first, or where a time is missing. */
  readonly pauseSeconds: number | null;
  readonly from: Lane;
  readonly to: Lane;
  readonly status: string;
  readonly text: string;
}

/** Where a try stops, by the stage at which it was decided. */
const stageLanes: Readonly<Record<string, Lane>> = {
  connect: "network",
  tls: "network",
  queue: "queue",
  store: "mailbox",
};

/** What of an answer tells the way. */
export interface Story extends Pick<Answer, "timeline"> {
  readonly attempts: readonly Pick<Attempt, "at" | "stage" | "status">[];
  readonly evidence: readonly Pick<EvidenceLine, "role">[];
}

/** All steps of an answer, in order of time. */
export function stepsOf({ timeline, attempts, evidence }: Story): readonly Step[] {
  let next = 0;
  const steps = timeline.map((entry) => {
    const found = attempts.findIndex(({ at }, index) => index >= next && at === entry.at);
    const attempt = found < 0 ? undefined : attempts[found];
    if (attempt) next = found + 1;
    const role = entry.evidence.map((index) => evidence[index]?.role).find((one) => one !== undefined);
    return { at: entry.at, text: entry.text, ...(attempt ? wayOf(attempt, role) : visit) };
  });
  const sorted = steps.toSorted((a, b) => timeOf(a.at) - timeOf(b.at));
  return sorted.map((step, index) => ({ ...step, pauseSeconds: pause(sorted[index - 1]?.at ?? null, step.at) }));
}

/** What no attempt made is done to a message that lies in its mailbox, by its owner's programs. */
const visit = { from: "devices", to: "mailbox", status: "" } as const;

function wayOf(
  { stage, status }: Story["attempts"][number],
  role: string | undefined,
): { from: Lane; to: Lane; status: string } {
  const isOutbound = role === "queue" || role === "client";
  const isStored = stage === "store" || status === "delivered";
  if (!isOutbound) return { from: "sender", to: isStored ? "mailbox" : (stageLanes[stage] ?? "smtp"), status };
  const far = stage === "connect" || stage === "tls" ? "network" : "mailbox";
  return { from: "queue", to: stage === "queue" && status !== "relayed" ? "queue" : far, status };
}

const timeOf = (at: string | null): number => (at === null ? Number.NEGATIVE_INFINITY : Date.parse(at));

function pause(before: string | null, at: string | null): number | null {
  return before === null || at === null ? null : (Date.parse(at) - Date.parse(before)) / 1000;
}
