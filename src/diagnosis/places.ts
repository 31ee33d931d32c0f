/** Where in this product a step is taken: the page to open, the setting to change, the command that does the same. */
import { say, type Text } from "../base/saying.ts";
import { domainOf } from "../mail/address.ts";
import type { CauseId } from "./causes.ts";
import { decidedBy, factOf } from "./look.ts";
import type { Inquiry } from "./rule.ts";
import { forAdmin } from "./step.ts";

/** Whose limit a block's letter stands for (`intrusion/rules/`); one by hand has none. */
export const ruleOfLetter: Readonly<Record<string, string>> = {
  E: "early-talker",
  H: "recipient-probing",
  I: "connection-flood",
  L: "failed-logins",
  M: "oversized-message",
  N: "noop-flood",
  P: "unknown-recipients",
  R: "rset-flood",
  T: "slow-sessions",
  V: "vrfy-flood",
  Y: "relay-attempts",
};

const places: Readonly<Partial<Record<CauseId, (inquiry: Inquiry) => readonly Text[]>>> = {
  "greeting.ips-ban": (inquiry) => [...unblock(peerOf(inquiry)), ...threshold(inquiry)],
  // Who was suspended by hand is no block: `account resume` is among the steps.
  "submission.account-blocked": ({ lastSession }) => {
    // "bob@example.test; why; session=…". Whom an administrator closed is no block: `account resume` is among the steps.
    const suspended = decidedBy(lastSession, "sender.suspended") ?? decidedBy(lastSession, "login.suspended");
    return unblock(suspended?.detail?.split("; ", 1)[0]);
  },
  "submission.rate-limit": ({ lastSession }) => {
    if (decidedBy(lastSession, "sender.rate-day")) return [limitAt("intrusion.accounts.recipientsPerDay")];
    if (decidedBy(lastSession, "sender.rate-hour")) return [limitAt("intrusion.accounts.recipientsPerHour")];
    return [];
  },
  "submission.too-large": () => [limitAt("smtp.messageBytes")],
  "mail.size-declared": () => [limitAt("smtp.messageBytes")],
  "data.size-exceeded": () => [limitAt("smtp.messageBytes")],
  "eod.tempfail": () => [
    forAdmin(say`The error itself stands in the program's own log: postino log tail --service system`),
  ],
  "rcpt.relay-denied": ({ last }) => {
    const domain = domainOf(last?.recipient ?? "");
    return domain ? [forAdmin(say`If ${domain} is ours: postino domain add ${domain}`)] : [];
  },
};

/** Nothing where another server was read: its administrator has other pages, and other names. */
export function placesFor(inquiry: Inquiry, cause: CauseId): readonly Text[] {
  const { formats } = inquiry.coverage;
  const isOurs = formats.length > 0 && formats.every((format) => format === "postino" || format === "records");
  return isOurs && inquiry.last?.direction !== "outbound" ? (places[cause]?.(inquiry) ?? []) : [];
}

const peerOf = ({ last, lastSession }: Inquiry): string | undefined =>
  last?.peer ?? lastSession.find(({ peer }) => peer)?.peer;

const unblock = (who: string | undefined): readonly Text[] =>
  who ? [forAdmin(say`On the page Blocks: Unblock ${who}; or postino blocks remove ${who}`)] : [];

function threshold({ lastSession }: Inquiry): readonly Text[] {
  const text = factOf(lastSession, "rcpt.refused", ({ stage }) => stage === "connect")?.reply.text ?? "";
  const rule = ruleOfLetter[/\]\[([A-Z])/.exec(text)?.[1] ?? ""];
  return rule ? [limitAt(`intrusion.rules.${rule}.limit`)] : [];
}

const limitAt = (setting: string): Text =>
  forAdmin(say`Its limit is ${setting}: on the page Settings, or postino set ${setting} NUMBER`);
