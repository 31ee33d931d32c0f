/** What to think of one session, or of one attempt, looked at alone. */
import type { Fact, Outcome } from "../events/event.ts";
import { type Attempt, toldStatus } from "../journeys/attempt.ts";
import { emptyJourney, journeysOf } from "../journeys/journey.ts";
import { isVisit } from "../journeys/store.ts";
import { replyClass } from "../mail/reply.ts";
import type { Session } from "../sessions/session.ts";
import { type CauseId, causes, isCauseId } from "./causes.ts";
import { diagnose } from "./diagnose.ts";
import { passedTo } from "./handed.ts";
import { decidedBy } from "./look.ts";
import { isSpamFolder } from "./pickup.ts";
import { recogniseReply } from "./replies/recognise.ts";
import type { SiteReply } from "./replies/site.ts";
import type { DiagnosisRule } from "./rule.ts";

export interface Verdict {
  /** Nothing was lost: a probe, a scanner, a delivery. */
  readonly benign: boolean;
  readonly cause: CauseId | null;
}

const good: readonly Outcome[] = ["delivered", "relayed", "queued", "forwarded", "expanded"];

/** The verdict on a session by itself, and its status: that of its last transaction, or what its refusal says. */
export function judge(
  session: Session,
  rules: readonly DiagnosisRule[],
  site: readonly SiteReply[],
): Verdict & { readonly status: Outcome } {
  const journeys = journeysOf([session]);
  const attempts = journeys.flatMap((journey) => journey.attempts);
  const tried = attempts.length > 0 ? attempts : emptyJourney(session).attempts;
  const last = tried.findLast(({ status }) => !good.includes(status)) ?? tried.at(-1);
  const status = toldStatus(last?.status ?? session.transactions.at(-1)?.status ?? "nothing-offered");
  if (session.role === "queue" && !last) return { benign: true, cause: null, status };
  const always = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  const [best] = diagnose(
    {
      question: { to: [], facts: {}, limit: 0 },
      window: always,
      recipient: last?.recipient ?? "",
      attempts: last ? [last] : [],
      last,
      facts: session.facts,
      lastSession: session.facts,
      others: tried.filter((attempt) => attempt !== last),
      earlierFromPeer: [],
      like: undefined,
      near: [],
      around: [],
      visits: [],
      neighbours: [],
      visitors: [],
      nameless: [],
      site,
      coverage: {
        ...always,
        ...{
          gaps: [],
          files: [],
          lines: 1,
          unread: 0,
          heartbeats: false,
          formats: [],
          levels: [],
          blocks: [],
          changes: [],
          failures: [],
          stops: [],
        },
      },
    },
    rules.filter(({ cause }) =>
      isVisit(session) ? /^(?:client|tls)\./.test(cause) : !/^(?:never|evidence)\./.test(cause),
    ),
    true,
  );
  const kind = best && causes[best.cause].kind;
  return {
    benign: best === undefined || kind === "benign" || good.includes(status),
    cause: best?.cause ?? null,
    status,
  };
}

/** The cause that an attempt itself tells: its decision, or its reply; null where it takes more to know. */
export function causeOfAttempt(
  attempt: Attempt,
  facts: readonly Fact[],
  site: readonly SiteReply[] = [],
): CauseId | null {
  if (passedTo(attempt) !== undefined) return "evidence.other-node";
  if (attempt.status === "delivered")
    return isSpamFolder(attempt.where?.folder) ? "local.spam-folder" : "store.delivered";
  if (attempt.status === "removed") return "queue.deleted";
  const said = attempt.reply && recogniseReply(attempt.reply, attempt.stage, attempt.relay, site);
  if (said?.bySite) return said.cause;
  const own = decidedBy(facts, attempt.decidedBy, attempt.session);
  if (own?.cause && isCauseId(own.cause)) return own.cause;
  if (!attempt.reply || replyClass(attempt.reply) < 4) return null;
  return said?.cause ?? null;
}
