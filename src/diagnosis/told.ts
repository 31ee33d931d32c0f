/** What a sentence is made of, and what all of them say alike. */
import { say, type Text, together } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import { formatReply, type Reply } from "../mail/reply.ts";
import type { Finding } from "./diagnose.ts";
import type { Inquiry } from "./rule.ts";

export interface Told {
  readonly inquiry: Inquiry;
  readonly finding: Finding;
  readonly zone: Zone;
}

/** "from ann@sender.example for bob@example.test": as much as is known, or that it is the one in question. */
export function letter({ last, recipient, question }: Inquiry): Text {
  const sender = last?.sender || question.from;
  const to = last?.originalRecipient ?? last?.recipient ?? recipient;
  const from = last?.sender === "" ? say`from the null sender <>` : sender ? say`from ${sender}` : "";
  return from || to ? together([from, to ? say`for ${to}` : ""]) : say`in question`;
}

/** Behind what is told of a refusal: how it was worded; "" without one. */
export const quote = (reply: Reply | undefined): string => (reply ? `: "${formatReply(reply)}"` : "");
