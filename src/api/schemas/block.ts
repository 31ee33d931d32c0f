/** A block as it is told: who, why, since and until when. */
import { z } from "zod";
import { time } from "./parts.ts";

export const block = z.object({
  blocked: z.string(),
  rule: z.string(),
  code: z.string(),
  reason: z.string(),
  count: z.number().nullable(),
  limit: z.number().nullable(),
  since: time(),
  until: time().nullable().describe("null: until it is removed"),
  session: z.string().nullable().describe("the session that caused it"),
  by: z.string().nullable(),
  note: z.string().nullable(),
  times: z.int().describe("how often it was blocked, this time included"),
  refused: z.int().describe("sessions that it refused"),
  refusedAt: time().nullable(),
});
