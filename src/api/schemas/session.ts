/** Sessions as `sessions --json` gives them. */
import { z } from "zod";
import type { CauseId } from "../../diagnosis/causes.ts";
import type { Ended, Role, Service } from "../../events/event.ts";
import { list, outcome, time, word } from "./parts.ts";

const transaction = z.object({
  sender: z.string().nullable(),
  recipients: list(
    z.object({
      address: z.string(),
      reply: z.object({ code: z.int(), enhanced: z.string().exactOptional(), text: z.string() }).nullable(),
    }),
  ),
  queueId: z.string().nullable(),
  messageId: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  status: outcome(),
});

export const sessionRow = z.object({
  id: z.string(),
  partial: word<"start" | "end">().nullable(),
  service: word<Service>(),
  role: word<Role>(),
  node: z.string(),
  peer: z.string().nullable(),
  peerHost: z.string().nullable(),
  local: z.object({ ip: z.string().exactOptional(), port: z.int().exactOptional() }).nullable(),
  from: time().nullable(),
  to: time().nullable(),
  ended: word<Ended>(),
  helo: z.string().nullable(),
  tls: z.string().nullable(),
  user: z.string().nullable(),
  status: z.string(),
  transactions: list(transaction),
  verdict: z.object({ benign: z.boolean(), cause: word<CauseId>().nullable() }),
});

/** A line of a session: who said it, and how long it was silent before. */
export const transcriptLine = z.object({
  at: time().nullable(),
  pauseSeconds: z.number(),
  who: word<"peer" | "local" | "note">(),
  kind: z.string(),
  file: z.string().nullable(),
  line: z.int().nullable(),
  text: z.string(),
});
