/** What the codes of a reply mean where nobody knows its words: the enhanced one, else the basic one at its stage. */
import type { Stage } from "../../events/event.ts";
import type { CauseId } from "../causes.ts";
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
const vagueDetails: readonly string[] = ["0.0", "5.0", "7.0", "7.1"];
export const isVague = (enhanced: string): boolean => vagueDetails.includes(enhanced.slice(2));

const table = codeCauses as Readonly<Record<string, readonly CauseId[]>>;
/** "5.7.606-649": a vendor's codes from one to another. */
const ranges = Object.entries(table).flatMap(([name, causes]) => {
  const [, stem = "", from, to] = /^(\d\.\d\.)(\d+)-(\d+)$/.exec(name) ?? [];
  return from === undefined ? [] : [{ stem, from: Number(from), to: Number(to), causes }];
});

const inRange = (enhanced: string): readonly CauseId[] | undefined => {
  const end = enhanced.lastIndexOf(".") + 1;
  const detail = Number(enhanced.slice(end));
  return ranges.find(({ stem, from, to }) => stem === enhanced.slice(0, end) && detail >= from && detail <= to)?.causes;
};

/** A vendor's own code (Microsoft's 5.7.606): nobody else gives it, so it says more than common words. */
export const causeOfVendor = (enhanced: string): CauseId | undefined =>
  /\.\d{3}$/.test(enhanced) ? (table[enhanced] ?? inRange(enhanced))?.[0] : undefined;

interface Codes {
  readonly code: number;
  readonly enhanced: string | undefined;
  /** 4 or 5. */
  readonly class: number;
}

export function causeOfCode({ code, enhanced, class: of }: Codes, stage: Stage): CauseId | undefined {
  const specific = enhanced !== undefined && !isVague(enhanced);
  const meant = specific ? (table[enhanced] ?? inRange(enhanced) ?? table[enhanced.slice(2)]) : undefined;
  if (meant) return atStage(meant, stage) ?? meant[0];
  const basic = table[String(code)] ?? [];
  // A code of one meaning alone keeps it at every stage.
  if (basic.length === 1) return basic[0];
  if (stage === "rcpt" && of !== 4 && (enhanced?.slice(2) === "7.1" || code === 554)) return "rcpt.restricted";
  return usual[of === 4 ? 4 : 5][stage] ?? (enhanced === undefined ? basic[0] : table[enhanced.slice(2)]?.[0]);
}

const atStage = (causes: readonly CauseId[], stage: Stage): CauseId | undefined =>
  causes.find((cause) => cause.startsWith(`${causeStage[stage]}.`));
