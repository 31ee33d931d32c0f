/** The gate: who is blocked is told so when he connects, and of a flood only so many, so that others have their time. */
import type { Config } from "../config/schema.ts";
import { type Block, countText, manual } from "../intrusion/block.ts";
import type { BlockList } from "../intrusion/block-list.ts";
import { emptyAfter, waitFor } from "../intrusion/rate.ts";
import { type Barrier, isSubmission, type ListenerKind, type SmtpHooks } from "../smtp/hooks.ts";

export interface Gate {
  readonly mayConnect: NonNullable<SmtpHooks["mayConnect"]>;
  /** The same of a flood, before there is a socket. */
  readonly isCut: NonNullable<SmtpHooks["isCut"]>;
  /** How many connections were cut off since it was asked last. */
  readonly takeCut: () => number;
}

interface GateOptions {
  /** The configuration in force. */
  readonly config: () => Config;
  readonly list: BlockList;
  /** Why no rule may block an address. */
  readonly spare: (peer: string) => string | undefined;
  readonly now: () => number;
}

/** Deeds that forbid a login too: there the login itself is what is abused. */
const alsoForLogins: ReadonlySet<string> = new Set(["I", "L", manual.code]);
/** So many blocked connections a second are told so, each with a session in the log; a flood is only counted. */
export const toldPerSecond = 100;
/** Evenly: a hundred at the beginning of each second would be a pause for all others. */
const each = 1000 / toldPerSecond;
/** What tells who has a mailbox here, or brings mail. */
const recipientVerbs: ReadonlySet<string> = new Set(["RCPT", "VRFY", "EXPN"]);
/** On listeners of our users, before they have logged in. */
const otherThanLogin: ReadonlySet<string> = new Set("MAIL RCPT DATA BDAT VRFY EXPN NOOP RSET HELP".split(" "));

export function createGate({ config, list, spare, now }: GateOptions): Gate {
  let [cut, emptyAt] = [0, 0];
  const isFlood = () => waitFor(emptyAt, each, 1000, now()) > 0;
  const blockOf = (peer: string, listener: ListenerKind): Block | undefined => {
    if (!config().intrusion.enabled || listener === "lmtp") return undefined;
    const block = list.find(peer, now());
    return block && (block.rule === manual.rule || !spare(peer)) ? block : undefined;
  };
  return {
    isCut: (peer, listener) => {
      if (!isFlood()) return false;
      const block = blockOf(peer, listener);
      if (!block || verbsFor(block, listener, config().intrusion.answer)) return false;
      list.refused(block.blocked, now());
      cut += 1;
      return true;
    },
    mayConnect: (peer, listener) => {
      const block = blockOf(peer, listener);
      if (!block) return undefined;
      const { answer } = config().intrusion;
      const barrier = barrierOf(block, peer, listener, answer);
      if (!barrier.verbs || !isSubmission(listener)) list.refused(block.blocked, now());
      if (barrier.verbs) return barrier;
      if (isFlood()) {
        cut += 1;
        return "cut";
      }
      emptyAt = emptyAfter(emptyAt, each, now());
      return barrier;
    },
    takeCut: () => {
      const since = cut;
      cut = 0;
      return since;
    },
  };
}

/** Until which verbs the session goes on; undefined: there is none. A forbidden login is so at once, whatever `answer` says. */
function verbsFor({ code }: Block, listener: ListenerKind, answer: "connect" | "recipient") {
  if (isSubmission(listener)) return alsoForLogins.has(code) ? undefined : otherThanLogin;
  return answer === "recipient" ? recipientVerbs : undefined;
}

function barrierOf(block: Block, peer: string, listener: ListenerKind, answer: "connect" | "recipient"): Barrier {
  const text = `Intrusion prevention active for [${peer}][${block.code}]`;
  const verbs = verbsFor(block, listener, answer);
  return {
    reply: { code: 421, enhanced: "4.7.1", text },
    by: `intrusion.${block.rule}`,
    cause: "greeting.ips-ban",
    detail: detailOf(block),
    ...(verbs && { verbs }),
  };
}

/** For the log: rule, count, limit, and the session that caused it. */
function detailOf(block: Block): string {
  const { blocked, reason, since, session, by, note } = block;
  const counted = countText(block);
  return [
    `${blocked} is blocked since ${new Date(since).toISOString()} for ${reason}`,
    ...(counted ? [counted] : []),
    ...(session === undefined ? [] : [`session=${session}`]),
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(note === undefined ? [] : [note]),
  ].join("; ");
}
