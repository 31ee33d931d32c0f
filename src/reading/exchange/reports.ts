/** The reports of Exchange Online's message trace that have one row a message: what it became, and no reason. */
import { defined } from "../../base/defined.ts";
import type { Outcome } from "../../events/event.ts";
import type { Draft } from "../pattern.ts";
import type { Row } from "./table.ts";

interface Became {
  readonly status: Outcome;
  /** Where the service's word names the cause. */
  readonly cause?: string;
}

/** By the last word of `Receive, Deliver`, or the one word of the short report. */
const became: Readonly<Record<string, Became>> = {
  deliver: { status: "delivered" },
  delivered: { status: "delivered" },
  send: { status: "relayed" },
  fail: { status: "bounced" },
  failed: { status: "bounced" },
  defer: { status: "deferred" },
  pending: { status: "deferred" },
  expand: { status: "expanded" },
  expanded: { status: "expanded" },
  quarantine: { status: "quarantined", cause: "local.quarantined" },
  quarantined: { status: "quarantined", cause: "local.quarantined" },
  // Refused or blocked as spam, and not laid aside.
  filteredasspam: { status: "refused", cause: "eod.spam" },
  receive: { status: "queued" },
  gettingstatus: { status: "queued" },
};

/** `a@b##Receive, Deliver;c@d##Receive, Fail`. */
const perRecipient = /([^;#\s]+@[^;#\s]+)##([A-Za-z, ]+)/g;

const decider = "exchange.trace";

function told(sender: string, recipient: string, word: string): readonly Draft[] {
  const known = became[word.replace(/\s/g, "").toLowerCase()];
  if (!known) return [];
  const { status, cause } = known;
  const decidedBy = cause && decider;
  const ended = defined({ kind: "attempt.ended", sender, recipient, status, stage: "queue", decidedBy } as const);
  const where = status === "delivered" ? { where: { mailbox: recipient } } : {};
  return [
    ...(cause ? [{ kind: "decision", by: decider, verdict: word, cause, recipient } as const] : []),
    ...(status === "queued" ? [] : [{ ...ended, ...where } as Draft]),
  ];
}

/** What a row tells, and under which id; undefined for one that names no recipient. */
export function reported(row: Row): { readonly id: string; readonly drafts: readonly Draft[] } | undefined {
  const isShort = row("recipientaddress") !== "";
  const sender = (isShort ? row("senderaddress") : row("sender-address")).replace(/^<>$/, "");
  const each = isShort
    ? [[row("recipientaddress"), row("status")] as const]
    : [...row("recipient-status").matchAll(perRecipient)].map(
        ([, address = "", words = ""]) => [address, words.split(",").at(-1) ?? ""] as const,
      );
  if (each.length === 0) return undefined;
  const subject = (isShort ? row("subject") : row("message-subject")) || undefined;
  const sizeBytes = Number(isShort ? row("size") : row("total-bytes")) || undefined;
  const recipients = each.map(([address]) => address);
  const drafts: readonly Draft[] = [
    defined({ kind: "message.identified", subject }),
    defined({ kind: "message.accepted", sender, recipients, sizeBytes }),
    ...each.flatMap(([address, word]) => told(sender, address, word)),
  ];
  return { id: row("messagetraceid") || row("network-message-id"), drafts };
}
