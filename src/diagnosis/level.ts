/** What the log could not tell because it was told to say little, and how it is made to say more. */
import { say, type Text } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import { confidence } from "./confidence.ts";
import type { Finding } from "./diagnose.ts";
import { decidedBy, factOf, hasDialogue } from "./look.ts";
import { moment } from "./moment.ts";
import type { Inquiry } from "./rule.ts";
import { forAdmin } from "./step.ts";
import { isUntold, missingLog } from "./untold.ts";

interface Lack {
  /** The least level that would have told. */
  readonly level: "debug" | "extended";
  /** What it would have told, in words. */
  readonly what: Text;
}

const dialogue = say`what the two servers said to each other`;
const handshake = say`how the TLS handshake went`;

/** For `missing`: nothing where the answer is sure, or where more lines would not have made it surer. */
export function levelTooLow(inquiry: Inquiry, finding: Finding, zone: Zone): readonly Text[] {
  const { attempts, lastSession } = inquiry;
  if (finding.cause === "evidence.log-gap" && attempts.length === 0 && lastSession.length === 0 && isUntold(inquiry))
    return [...missingLog(inquiry, zone), ...toldHigher(inquiry, finding, zone)];
  return toldHigher(inquiry, finding, zone);
}

function toldHigher(inquiry: Inquiry, finding: Finding, zone: Zone): readonly Text[] {
  const { formats } = inquiry.coverage;
  if (formats.includes("postfix")) return forPostfix(inquiry, finding);
  if (formats.includes("icewarp") && finding.confidence < confidence.enough && !hasDialogue(inquiry.lastSession))
    return [say`a log at level debug or extended of that time`];
  return forOurs(inquiry, finding, zone);
}

const aboutTls = ({ lastSession }: Inquiry, { cause }: Finding): boolean =>
  cause.startsWith("tls.") || factOf(lastSession, "session.broken", ({ after }) => after === "STARTTLS") !== undefined;

function forOurs(inquiry: Inquiry, finding: Finding, zone: Zone): readonly Text[] {
  const { coverage, lastSession, last, question } = inquiry;
  const at = last?.at ?? lastSession[0]?.at ?? question.about;
  const changes = coverage.levels.filter(({ service }) => service === "smtp");
  const had = at === undefined ? changes.at(-1) : changes.findLast((change) => change.at <= at);
  const lack = lackOf(inquiry, finding, had?.level);
  if (!lack) return [];
  const { what, level } = lack;
  if (!had) return [say`${what}, which stands in a log at level ${level}`];
  return [
    forAdmin(
      say`${what}: the log of smtp had level ${had.level} since ${moment(had.at, zone)}, and level ${level} would have told; for the next two days: postino log levels smtp=${level} --for 48h, or the page Logs, Levels`,
    ),
  ];
}

/** What is not known, and would be at a higher level than the one that the log had. */
function lackOf(inquiry: Inquiry, finding: Finding, level: string | undefined): Lack | undefined {
  const { lastSession, last } = inquiry;
  if (level === "none" && finding.confidence < confidence.specificCode) return { level: "debug", what: dialogue };
  // Of a message that did not come a summary shows as little as the rest.
  if (lastSession.length === 0 && !last) return undefined;
  const decided = lastSession.some((fact) => fact.kind === "decision" && fact.by !== "session.ended");
  if (level !== "extended" && aboutTls(inquiry, finding) && !decided) return { level: "extended", what: handshake };
  const fromSummary = decidedBy(finding.facts, "session.ended") !== undefined;
  if (level === "summary" && !hasDialogue(lastSession) && (fromSummary || finding.confidence < confidence.enough))
    return { level: "debug", what: dialogue };
  if (level === "debug" && !decided && finding.confidence < confidence.enough)
    return { level: "extended", what: say`who decided, and what was noted on the way` };
  return undefined;
}

/** Postfix logs no dialogue, but for peers that it is told of, and of TLS little. */
function forPostfix(inquiry: Inquiry, finding: Finding): readonly Text[] {
  const { lastSession, last } = inquiry;
  const peer = lastSession.find((fact) => fact.peer !== undefined)?.peer;
  if (peer === undefined || last?.role === "queue") return [];
  if (aboutTls(inquiry, finding))
    return [
      say`${handshake}: Postfix tells it with smtpd_tls_loglevel = 1 (2: step by step) in main.cf, then postfix reload`,
    ];
  if (finding.confidence >= confidence.enough) return [];
  return [
    say`${dialogue}, and what was checked: Postfix tells it with debug_peer_list = ${peer} in main.cf, then postfix reload`,
  ];
}
