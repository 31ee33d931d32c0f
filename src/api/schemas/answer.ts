/** What `why` answers: the document of `why --json`. */
import { z } from "zod";
import type { CauseId } from "../../diagnosis/causes.ts";
import type { Role } from "../../events/event.ts";
import { list, outcome, party, reply, stage, step, time, word } from "./parts.ts";

const place = z.object({ mailbox: z.string(), folder: z.string().exactOptional(), uid: z.int().exactOptional() });

const message = z.object({
  messageId: z.string().nullable(),
  sender: z.string().nullable(),
  headerFrom: z.string().nullable(),
  subject: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  transid: z.string().nullable(),
  queueIds: list(z.string()),
  sessions: list(z.string()),
});

const replyDetails = z.object({
  provider: z.string().exactOptional(),
  source: z.string().exactOptional(),
  retryAfterSeconds: z.number().exactOptional(),
  blockLists: list(z.string()).exactOptional(),
  blockListError: z.string().exactOptional(),
  links: list(z.string()).exactOptional(),
  references: list(z.string()).exactOptional(),
  sizeBytes: z.number().exactOptional(),
  limitBytes: z.number().exactOptional(),
  movedTo: z.string().exactOptional(),
});

const attempt = z.object({
  at: time().nullable(),
  session: z.string(),
  transaction: z.int().nullable(),
  peer: z.string().nullable(),
  recipient: z.string().nullable(),
  stage: stage(),
  reply: reply.nullable(),
  status: outcome(),
});

const evidence = z.object({
  file: z.string().nullable(),
  line: z.int().nullable(),
  offset: z.int().nullable(),
  node: z.string(),
  role: word<Role>(),
  at: time().nullable(),
  text: z.string(),
});

/** A line that names the message, of a program that no format reads. */
const unreadLine = evidence.pick({ file: true, line: true, offset: true, text: true });

const change = z.object({
  at: time().nullable(),
  secondsBefore: z.int().describe("before the message, or before the time that was asked for"),
  by: z.string(),
  what: z.string().describe("a setting, or what of which account, alias, domain or block, as in the journal"),
  before: z.string().nullable().describe("null: there was none; a long value is cut, and ends with …"),
  after: z.string().nullable().describe("null: there is none any longer"),
});

export const answer = z.object({
  recipient: z.string(),
  askedAs: z.string(),
  children: list(z.string()),
  outcome: outcome(),
  final: z.boolean(),
  next: z.null(),
  stage: stage().nullable(),
  cause: word<CauseId>(),
  title: z.string(),
  party: party(),
  us: z.boolean(),
  confidence: z.number(),
  sentence: z.string(),
  where: place.nullable(),
  message,
  match: z.object({ score: z.number(), by: list(z.string()) }),
  reply: reply.nullable(),
  replyDetails: replyDetails.nullable(),
  decidedBy: z.string().nullable(),
  attempts: list(attempt),
  evidence: list(evidence),
  unreadLines: list(unreadLine),
  timeline: list(z.object({ at: time().nullable(), text: z.string(), evidence: list(z.int()) })),
  remedy: list(z.string()),
  steps: list(step).describe("the same as `remedy`, with who may do what"),
  sideways: list(z.string()),
  beside: list(z.object({ text: z.string(), change: change.nullable() })).describe(
    "the same as `sideways`, with the fields of a change; null where a sentence tells of something else",
  ),
  alternatives: list(
    z.object({ cause: word<CauseId>(), title: z.string(), confidence: z.number(), because: z.string() }),
  ),
  missing: list(z.string()),
  wanted: list(step).describe("the same as `missing`, with who may see to it"),
});

const other = z.object({
  at: time().nullable(),
  sender: z.string().nullable(),
  peer: z.string().nullable(),
  recipient: z.string().nullable(),
  messageId: z.string().nullable(),
  outcome: outcome(),
  cause: word<CauseId>(),
  title: z.string(),
});

const gap = z.object({
  from: time().nullable(),
  to: time().nullable(),
  why: word<"silent" | "lost" | "stopped" | "damaged">(),
  file: z.string().exactOptional(),
  reason: z.string().exactOptional(),
});

export const answers = z.object({
  version: z.literal(1),
  question: z.object({
    to: list(z.string()),
    from: z.string().exactOptional(),
    about: time().nullish(),
    messageId: z.string().exactOptional(),
    queueId: z.string().exactOptional(),
    session: z.string().exactOptional(),
    subject: z.string().exactOptional(),
    ip: z.string().exactOptional(),
    host: z.string().exactOptional(),
    side: word<"receiver" | "sender">(),
    facts: z.record(z.string(), z.string()).readonly(),
  }),
  understood: list(z.string()).exactOptional(),
  sent: z
    .object({ from: z.string(), at: time().nullable() })
    .describe("where nothing came for whom was asked about: the last message that he sent himself")
    .exactOptional(),
  logZone: z.string().describe("of a log that was brought: the zone of its stamps that name none").exactOptional(),
  answers: list(answer),
  others: list(other),
  searched: z.object({
    files: list(z.string()),
    from: time().nullable(),
    to: time().nullable(),
    lines: z.int(),
    unread: z.int(),
    passedOver: z.int().exactOptional(),
    passedFiles: list(z.string()).exactOptional(),
    passedLines: z.int().exactOptional(),
    copiedLines: z.int().exactOptional(),
    damagedFiles: list(z.object({ file: z.string(), why: z.string() })).exactOptional(),
    gaps: list(gap),
  }),
});
