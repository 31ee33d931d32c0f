/** What a reply says by itself: the first row that fits, else what its codes mean. */

import type { Stage } from "../../events/event.ts";
import { type Reply, replyClass } from "../../mail/reply.ts";
import { enhancedCode } from "../../mail/status-codes.ts";
import type { CauseId } from "../causes.ts";
import { codeCauses } from "../code-causes.ts";
import { confidence } from "../confidence.ts";
import { type ReplyRow, replyRows } from "./rows.ts";

export interface Recognised {
  readonly cause: CauseId;
  /** Absent: that of an explicit line with a known text. */
  readonly confidence?: number;
}

/** The cause that a reply at a stage names; undefined where it says too little. */
export function recogniseReply(reply: Reply, stage: Stage): Recognised | undefined {
  const row = replyRows.find((candidate) => fits(candidate, reply, stage));
  if (row) return { cause: row.cause };
  const { enhanced } = reply;
  if (!enhanced || replyClass(reply) < 4) return undefined;
  const detail = enhanced.slice(2);
  const candidates = (codeCauses as Readonly<Record<string, readonly CauseId[]>>)[detail] ?? [];
  const meant = candidates.find((cause) => cause.startsWith(`${causeStage[stage]}.`)) ?? candidates[0];
  if (!meant) return undefined;
  const vague = detail === "0.0" || detail === "7.1" || detail === "5.0" || enhancedCode(enhanced) === undefined;
  return { cause: meant, confidence: vague ? confidence.genericCode : confidence.specificCode };
}

/** Which causes strike at a stage: the first part of their ids. */
const causeStage: Readonly<Record<Stage, string>> = {
  connect: "greeting",
  tls: "tls",
  helo: "greeting",
  auth: "submission",
  mail: "mail",
  rcpt: "rcpt",
  data: "data",
  eod: "eod",
  queue: "queue",
  store: "local",
};

function fits({ stages, codes, text }: ReplyRow, reply: Reply, stage: Stage): boolean {
  if (stages && !stages.includes(stage)) return false;
  if (codes && !codes.some((code) => hasCode(reply, code))) return false;
  return text === undefined || text.test(reply.text);
}

/** "550", "5.1.1", "550 5.1.1", or the beginning "5" of either. */
function hasCode(reply: Reply, code: string): boolean {
  if (code.includes(" ")) return code === `${reply.code} ${reply.enhanced}`;
  if (code.length === 1) return String(replyClass(reply)) === code;
  return code === String(reply.code) || code === reply.enhanced;
}
