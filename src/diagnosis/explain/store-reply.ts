/** What a POP3 or IMAP server answers a program that fetches mail, as people copy it out of an error window. */
import { inCatalogue, say, type Text } from "../../base/saying.ts";
import { type CauseId, causes } from "../causes.ts";
import { bare, type Explanation, supposed } from "./explanation.ts";
import { addressIn } from "./prose.ts";
import { saidIn } from "./said.ts";

/** POP3's refusal (RFC 1939 §3), and IMAP's with its code (RFC 9051 §7.1), its tag, or as a farewell. */
const refusals: readonly RegExp[] = [
  /(?:^|[\s"'(>:])-ERR\b[ \t]?([^\n]{0,1000})/m,
  /(?:^|[\s"'(>:])(?:NO|BAD|BYE) (\[[A-Z][A-Z/-]{1,30}\][^\n]{0,1000})/m,
  /^[ \t]{0,9}(?:\*|[a-z]{0,3}\d{1,8}) (?:NO|BYE) ([^\n]{1,1000})/im,
];

interface StoreRow {
  readonly cause: CauseId;
  /** Response codes: RFC 9051 §7.1, RFC 2449 §8, RFC 3206, RFC 5530; or words of servers. */
  readonly text: RegExp;
  readonly samples: readonly string[];
}

/** The first row that fits speaks. */
export const storeRows: readonly StoreRow[] = [
  {
    cause: "greeting.ips-ban",
    text: /\b(?:ip|host|address)\b.{0,60}(?:black ?list|block|bann|denied)|(?:blocked|banned|blacklisted) .{0,40}\b(?:ip|address)|too many (?:failed|invalid|bad|wrong) (?:log ?ins?|auth\w{0,14}|passwords?)|too many (?:login|authentication) (?:failures|errors|attempts)/i,
    samples: [
      // KPN, https://blacklist.kpnmail.nl/Help/17
      "-ERR Your IP: 192.0.2.9 is blacklisted, please see http://blacklist.example/Help/17",
      "-ERR Too many failed logins, try again later",
    ],
  },
  {
    cause: "client.connection-limit",
    text: /\[(?:IN-?USE|LOGIN-DELAY|LIMIT)\]|(?:mail ?(?:box|drop|folder)|account|session) .{0,60}(?:lock|in use|busy|already open)|maximum number of connections|too many (?:simultaneous |concurrent |open )?(?:connections|sessions|logins)|minimum .{0,40}between (?:logins|checks)/i,
    samples: [
      "-ERR [IN-USE] Mailbox is locked by another session",
      "-ERR [LOGIN-DELAY] minimum time between mail checks violation",
      "a1 NO [LIMIT] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)",
      "-ERR maildrop already locked",
    ],
  },
  {
    cause: "submission.auth-backend",
    text: /\[(?:UNAVAILABLE|SYS\/TEMP)\].{0,80}(?:auth|log ?in)|temporary authentication failure|internal authentication/i,
    samples: [
      "a1 NO [UNAVAILABLE] Temporary authentication failure.",
      "-ERR [SYS/TEMP] Temporary authentication failure.",
    ],
  },
  {
    cause: "rcpt.quota",
    text: /\[OVERQUOTA\]|quota exceeded|over ?quota/i,
    samples: ["a3 NO [OVERQUOTA] Quota exceeded (mailbox for user is full)"],
  },
  {
    cause: "store.corrupt",
    text: /\[(?:CORRUPTION|SERVERBUG|SYS\/PERM)\]|internal error occurred|(?:mailbox|index|folder) .{0,40}(?:corrupt|damaged|broken)/i,
    samples: ["a2 NO [SERVERBUG] Internal error occurred. Refer to server log for more information."],
  },
  {
    cause: "client.auth",
    text: /\[(?:AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|EXPIRED|PRIVACYREQUIRED|AUTH|WEBALERT\b[^\]]{0,300})\]|(?:auth\w{0,14}|log ?[io]n|sign-?in|password|user ?name|credential\w{0,2})\b.{0,80}(?:fail|invalid|incorrect|wrong|not accepted|denied|reject|unsuccessful|required|expired|error|disabled|bad)|(?:invalid|incorrect|wrong|bad|unknown|no such) .{0,30}(?:log ?in|password|user|credential|account)|please log in via your web browser/i,
    samples: [
      "-ERR [AUTH] Authentication failed.",
      "-ERR [AUTH] Username and password not accepted.",
      "a1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)",
      "a1 NO LOGIN failed.",
      "NO [ALERT] Application-specific password required",
      "NO [ALERT] Please log in via your web browser: https://support.example/",
    ],
  },
];

export function explainStoreReply(text: string): Explanation<Text> | undefined {
  const head = text.slice(0, 20_000);
  const said = refusals.map((shape) => shape.exec(head)?.[1]).find((found) => found !== undefined);
  const row = said === undefined ? undefined : storeRows.find((candidate) => candidate.text.test(said));
  if (!row || saidIn(head).reply) return undefined;
  const told = say`This is what a server answers a program that fetches mail, and is about no single message: ${inCatalogue(causes[row.cause].name)}.`;
  return { ...bare("reply", told), recipients: [supposed(addressIn(head) ?? null, row.cause, 0.75, told)] };
}
