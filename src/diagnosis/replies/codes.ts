/** What the codes of a reply mean where nobody knows its words: the enhanced one, else the basic one at its stage. */
import type { Stage } from "../../events/event.ts";
import { type CauseId, causes } from "../causes.ts";
import { codeCauses } from "../code-causes.ts";

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

/** What "no" and "later" are said for most, by the stage at which they are said. At `queue` it is not known who spoke. */
const usual: Readonly<Record<4 | 5, Readonly<Partial<Record<Stage, CauseId>>>>> = {
  4: {
    connect: "greeting.busy",
    tls: "tls.handshake",
    helo: "greeting.busy",
    auth: "submission.auth-backend",
    mail: "mail.rate-limit",
    rcpt: "rcpt.greylist",
    data: "eod.tempfail",
    eod: "eod.tempfail",
    store: "local.delivery-defer",
  },
  5: {
    connect: "greeting.reputation",
    tls: "tls.handshake",
    helo: "greeting.helo",
    auth: "submission.auth-failed",
    mail: "mail.sender-blocked",
    rcpt: "rcpt.user-unknown",
    data: "eod.spam",
    eod: "eod.spam",
    store: "local.delivery-failed",
  },
};

/** Codes that programs give for anything. */
const vagueDetails: readonly string[] = ["0.0", "4.0", "5.0", "7.0", "7.1"];
const isVague = (enhanced: string): boolean => vagueDetails.includes(enhanced.slice(2));

/** Whose reply means what its words say: the code stands for a whole subject, or for nothing that is known. */
export const saysLittle = (enhanced: string): boolean => /\.0$/.test(enhanced) || meaningsOf(enhanced).length === 0;

const table = codeCauses as Readonly<Record<string, readonly CauseId[]>>;
/** "5.7.606-649": a vendor's codes from one to another. */
const ranges = Object.entries(table).flatMap(([name, meanings]) => {
  const [, stem = "", from, to] = /^(\d\.\d\.)(\d+)-(\d+)$/.exec(name) ?? [];
  return from === undefined ? [] : [{ stem, from: Number(from), to: Number(to), meanings }];
});

const inRange = (enhanced: string): readonly CauseId[] | undefined => {
  const end = enhanced.lastIndexOf(".") + 1;
  const detail = Number(enhanced.slice(end));
  return ranges.find(({ stem, from, to }) => stem === enhanced.slice(0, end) && detail >= from && detail <= to)
    ?.meanings;
};

/** A vendor's own code (Microsoft's 5.7.606): nobody else gives it, so it says more than common words. */
export const causeOfVendor = (enhanced: string): CauseId | undefined =>
  /\.\d{3}$/.test(enhanced) ? (table[enhanced] ?? inRange(enhanced))?.[0] : undefined;

/** All that an enhanced code may mean; empty where it says nothing. */
export const meaningsOf = (enhanced: string): readonly CauseId[] =>
  isVague(enhanced) ? [] : (table[enhanced] ?? inRange(enhanced) ?? table[enhanced.slice(2)] ?? []);

/** What an enhanced code that says something means at a stage. `of` is the reply's class, 4 or 5. */
export function causeOfEnhanced(enhanced: string, of: number, stage: Stage): CauseId | undefined {
  const refusing = meaningsOf(enhanced).filter((cause) => refuses(cause, of));
  // What passes is not refused for good, where the code may mean what does not.
  const lasting = refusing.filter((cause) => causes[cause].kind === "permanent");
  const likely = of === 5 && lasting.length > 0 ? lasting : refusing;
  return atStage(likely, stage) ?? likely[0];
}

/** The likeliest of what a basic code, with or without a vague enhanced one, is said for at a stage. */
export function likeliestCause(
  code: number,
  enhanced: string | undefined,
  of: number,
  stage: Stage,
): CauseId | undefined {
  // The words of an access list: whom it does not know it calls so.
  if (code === 0 && stage === "rcpt") return of === 4 ? "rcpt.temp-unverified" : "rcpt.restricted";
  // They are asked before the content, and each recipient was taken: it is the sender whom they do not want.
  if (code === 0 && stage === "data" && of !== 4) return "mail.sender-blocked";
  // Nobody spoke: a route of ours ends there, in the administrator's words.
  if (code === 0 && stage === "queue" && of !== 4 && enhanced?.slice(2) === "7.1") return "rcpt.restricted";
  const [only, ...more] = table[String(code)] ?? [];
  if (only && more.length === 0) return only;
  if (stage === "rcpt" && of !== 4 && (enhanced?.slice(2) === "7.1" || code === 554)) return "rcpt.restricted";
  return usual[of === 4 ? 4 : 5][stage] ?? (enhanced === undefined ? only : table[enhanced.slice(2)]?.[0]);
}

/** Steps of a session in their order: what strikes later has not struck yet. */
const steps: readonly string[] = ["connect", "tls", "greeting", "submission", "mail", "rcpt", "data", "eod"];
const stepOf = (cause: CauseId): number => steps.indexOf(causes[cause].stage);

/** What a basic code is said for most, and what else it is said for, by no step or by one: of each step no more than one. */
export function meaningsOfCode(code: number, stage?: Stage): readonly CauseId[] {
  const reached = stage === undefined || stage === "queue" ? steps.length : steps.indexOf(causeStage[stage] ?? "");
  const possible = (table[String(code)] ?? []).filter((cause) => stepOf(cause) <= Math.max(reached, 0));
  return possible.filter((cause, n) => possible.findIndex((other) => stepOf(other) === stepOf(cause)) === n);
}

/** The stages at which most who say a code without a word mean the same by it. */
const plainAt: Readonly<Record<string, readonly Stage[]>> = {
  "550": ["rcpt", "eod"],
  "553": ["rcpt"],
  "554": ["eod"],
};
export const isPlainAt = (code: number, stage: Stage): boolean => plainAt[String(code)]?.includes(stage) ?? false;

/** What is no failure is refused by nobody, and what is for good is said with 4xx only where that is known of it. */
const refuses = (cause: CauseId, of: number): boolean => {
  const { kind, codes } = causes[cause];
  return (
    kind === "temporary" || (kind === "permanent" && (of !== 4 || codes.some((code) => /(?:^| )4\.\d/.test(code))))
  );
};

const atStage = (meanings: readonly CauseId[], stage: Stage): CauseId | undefined =>
  meanings.find((cause) => cause.startsWith(`${causeStage[stage]}.`));
