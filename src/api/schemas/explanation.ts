/** What `explain` says of a pasted text: the document of `explain --json`, and what may be asked of it next. */
import { z } from "zod";
import type { CauseFamily, CauseId } from "../../diagnosis/causes.ts";
import type { ExplanationKind } from "../../diagnosis/explain/explanation.ts";
import { list, party, step, time, word } from "./parts.ts";

const recipient = z.object({
  address: z.string().nullable(),
  finalAddress: z.string().nullable(),
  cause: word<CauseId>().nullable(),
  family: word<CauseFamily>().nullable(),
  party: party().nullable(),
  confidence: z.number(),
  status: z.string().nullable(),
  reply: z.object({ code: z.int(), enhanced: z.string().exactOptional(), text: z.string() }).nullable(),
  command: z.string().nullable(),
  remoteHost: z.string().nullable(),
  retryUntil: time().nullable(),
  sentence: z.string(),
  remedy: list(z.string()),
  steps: list(step).describe("the same as `remedy`, with who may do what"),
});

const hop = z.object({
  from: z.string().nullable(),
  fromIp: z.string().nullable(),
  by: z.string().nullable(),
  with: z.string().nullable(),
  id: z.string().nullable(),
  for: z.string().nullable(),
  at: z.number().nullable().describe("milliseconds since the epoch"),
  delaySeconds: z.number().nullable(),
});

const headers = z.object({
  hops: list(hop),
  totalSeconds: z.number().nullable(),
  authentication: list(
    z.object({ method: z.string(), result: z.string(), of: z.string().nullable(), by: z.string().nullable() }),
  ),
  spam: list(z.string()),
});

export const explanation = z.object({
  kind: word<ExplanationKind>(),
  sentence: z.string(),
  recipients: list(recipient),
  originalMessageId: z.string().nullable(),
  noticedAt: z.string().nullable().describe("when the notice was made, ISO 8601"),
  reportingHost: z.string().nullable(),
  about: z
    .object({
      messageId: z.string().nullable(),
      sender: z.string().nullable(),
      subject: z.string().nullable(),
      ours: z.boolean().nullable(),
      sentence: z.string().nullable(),
    })
    .nullable(),
  madeBy: z
    .object({
      host: z.string().nullable(),
      whose: word<"sender" | "recipient" | "third-party" | "unknown">(),
      opinion: word<"itself" | "remote" | "unknown">(),
      sentence: z.string(),
    })
    .nullable(),
  headers: headers.nullable(),
  plain: z
    .object({
      isName: z.boolean(),
      to: list(z.string()),
      from: z.string().exactOptional(),
      about: z.string().exactOptional(),
    })
    .describe("where it is no such text but a name or a question in plain words: whom and what time it names")
    .exactOptional(),
});
