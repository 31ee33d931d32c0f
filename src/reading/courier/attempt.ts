/** How a try ended, in the words of the host or of Courier itself. */
import { defined } from "../../base/defined.ts";
import type { EventOf, Outcome, Stage } from "../../events/event.ts";
import { ownWord, parseReply, type Reply } from "../../mail/reply.ts";
import { remoteIdOf } from "../remote-id.ts";
import type { Status, Try } from "./scene.ts";

/** Of a reply of more letters the rest is left. */
export const longestText = 10_000;

/** It finds these out before it knows a host … */
const unfound = /^(?:No such domain|DNS lookup failed|This domain's DNS|Did not find)/;
/** … these before it says anything to one … */
const unreached =
  /^(?:configuration error|Connection (?:refused|timed out)|Network is |No route to host|Host is |Cannot obtain)/;
/** … and gives some a code of its own. */
const ownCoded =
  /^(?:553[ -](?:The recipient's mail server does not|Unable to deliver Unicode)|550-The addressee's mailserver|500 (?:Unable to (?:start|set)|Error starting)|Invalid 558)/;

/** A bounce of mail that came from outside is not sent (`ESMTP_BLOCKBACKSCATTER`), and logged as one that was. */
const isBackscatter = (text: string): boolean => /^250 Backscatter bounce dropped/.test(text);

/** Said of a host that could not be reached a while ago, without that it was tried again. */
export const isRemembered = (text: string): boolean => text === "Network is down";

const enhancedOf: Readonly<Record<Status, string>> = { success: "2.0.0", deferred: "4.0.0", failure: "5.0.0" };

interface Met {
  readonly reply: Reply;
  readonly stage?: Stage;
}

function metBy(text: string, status: Status, isLocal: boolean): Met {
  const stage = isLocal ? "store" : unfound.test(text) || unreached.test(text) ? "connect" : undefined;
  // The program of a .courier file may end with a code and no word.
  const said = text === "" ? `status: ${status}` : text;
  const reply = ownCoded.test(text) || isLocal ? undefined : parseReply(text);
  return defined({ reply: reply ?? ownWord(said, enhancedOf[status]), stage });
}

type Ended = EventOf<"attempt.ended">;
/** What an attempt is told with. */
export type AttemptDraft = Pick<
  Ended,
  | "kind"
  | "sender"
  | "recipient"
  | "status"
  | "stage"
  | "reply"
  | "relay"
  | "remoteId"
  | "sizeBytes"
  | "where"
  | "decidedBy"
>;

export interface EndedTry {
  readonly sender: string;
  readonly recipient: string;
  readonly status: Status;
  /** `courierlocal`, or `courierd` itself. */
  readonly program: string;
  readonly sizeBytes?: number | undefined;
}

export function attemptOf({ sender, recipient, status, program, sizeBytes }: EndedTry, tried: Try): AttemptDraft {
  const { text, relay } = tried;
  const isLocal = program === "courierlocal" || tried.module === "local";
  const about = { kind: "attempt.ended", sender, recipient, sizeBytes } as const;
  // Who takes a message out of the queue (cancelmsg) gives his reason; what courierd refuses itself has a code.
  if (program === "courierd" && status === "failure" && !parseReply(text))
    return defined({ ...about, status: "removed", reply: ownWord(text, "5.0.0"), decidedBy: "courier.cancelmsg" });
  if (isBackscatter(text))
    return defined({
      ...about,
      status: "discarded",
      reply: ownWord(text.slice(4), "2.0.0"),
      decidedBy: "courier.backscatter",
    });
  const done: Outcome = isLocal ? "delivered" : "relayed";
  const outcome = status === "success" ? done : status === "deferred" ? "deferred" : "bounced";
  return defined({
    ...about,
    status: outcome,
    ...metBy(text, status, isLocal),
    relay: isLocal || unfound.test(text) ? undefined : (relay ?? (tried.host ? { host: tried.host } : undefined)),
    remoteId: outcome === "relayed" ? remoteIdOf(text) : undefined,
    where: outcome === "delivered" ? { mailbox: recipient } : undefined,
  });
}
