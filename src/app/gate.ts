/** The gate: who is blocked is told so when he connects, and of a flood only so many, so that others have their time. */
import type { Config } from "../config/schema.ts";
import { type Block, countText, manual } from "../intrusion/block.ts";
import type { BlockList } from "../intrusion/block-list.ts";
import { type Barrier, isSubmission, type ListenerKind, type SmtpHooks } from "../smtp/hooks.ts";

export interface Gate {
  readonly mayConnect: NonNullable<SmtpHooks["mayConnect"]>;
  /** Called by a timer each second: how many connections were cut off since; new ones are told again. */
  readonly tick: () => number;
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
/** So many blocked connections are told so between two ticks, each with a session in the log; a flood is only counted. */
export const toldPerTick = 100;
/** What tells who has a mailbox here, or brings mail. */
const recipientVerbs: ReadonlySet<string> = new Set(["RCPT", "VRFY", "EXPN"]);
/** On listeners of our users, before they have logged in. */
const otherThanLogin: ReadonlySet<string> = new Set("MAIL RCPT DATA BDAT VRFY EXPN NOOP RSET HELP".split(" "));

export function createGate({ config, list, spare, now }: GateOptions): Gate {
  let [told, cut] = [0, 0];
  return {
    mayConnect: (peer, listener) => {
      const { enabled, answer } = config().intrusion;
      if (!enabled || listener === "lmtp") return undefined;
      const block = list.find(peer, now());
      if (!block || (block.rule !== manual.rule && spare(peer))) return undefined;
      const barrier = barrierOf(block, peer, listener, answer);
      if (!barrier.verbs || !isSubmission(listener)) list.refused(block.blocked, now());
      if (barrier.verbs || ++told <= toldPerTick) return barrier;
      cut += 1;
      return "cut";
    },
    tick: () => {
      const since = cut;
      [told, cut] = [0, 0];
      return since;
    },
  };
}

function barrierOf(block: Block, peer: string, listener: ListenerKind, answer: "connect" | "recipient"): Barrier {
  const text = `Intrusion prevention active for [${peer}][${block.code}]`;
  const loginsToo = alsoForLogins.has(block.code);
  const verbs =
    isSubmission(listener) && !loginsToo ? otherThanLogin : answer === "recipient" ? recipientVerbs : undefined;
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
