/** What a sentence is made of, and what all of them say alike. */
import type { Zone } from "../base/zone.ts";
import type { Finding } from "./diagnose.ts";
import type { Inquiry } from "./rule.ts";

export interface Told {
  readonly inquiry: Inquiry;
  readonly finding: Finding;
  readonly zone: Zone;
}

/** "from ann@sender.example for bob@example.test": as much as is known. */
export function letter({ last, recipient, question }: Inquiry): string {
  const sender = last?.sender === "" ? "the null sender <>" : last?.sender || question.from;
  const to = last?.originalRecipient ?? last?.recipient ?? recipient;
  return [...(sender ? [`from ${sender}`] : []), ...(to ? [`for ${to}`] : [])].join(" ");
}
