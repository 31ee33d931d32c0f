/** From a line to the verb that answers it, and to what of the line may be logged. */
import type { Flaw } from "../net/line-stream.ts";
import {
  type CommandHooks,
  phaseOf,
  refuseRecipient,
  type SmtpAnswer,
  type SmtpCommand,
  type SmtpState,
} from "./command.ts";
import { registry } from "./commands/registry.gen.ts";
import type { Barrier, ListenerKind } from "./hooks.ts";
import { meantAddress } from "./path.ts";
import { flawedLine, notOffered, outOfOrder, unknownVerb } from "./replies.ts";

/** A line, understood; `verb` and `argument` are what may be logged of it. */
export type Understood =
  | { kind: "command"; verb: string; argument: string; command: SmtpCommand; whole: string }
  /** No command, but like AUTH: a secret may follow, so what comes is muted. */
  | { kind: "secret"; verb: string; argument: string }
  | { kind: "http"; verb: string; argument: string }
  | { kind: "unknown"; verb: string; argument: string }
  /** Perhaps content or a secret: nothing of it is logged. */
  | { kind: "hidden"; verb: string; argument: string };

const byVerb: ReadonlyMap<string, SmtpCommand> = new Map(
  Object.values(registry).map((command) => [command.verb, command]),
);
const httpMethods: ReadonlySet<string> = new Set([
  ..."GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH PRI".split(" "),
]);
const split = /^(\S*)(?:[ \t]+(.*?))?[ \t]*$/s;
/** So much of an unknown verb is logged. */
const loggedVerbBytes = 32;

/** Reads a line without its line end; `muted` after a refused DATA or AUTH, when lines may be no commands at all. */
export function understand(line: string, muted: boolean, listener: ListenerKind): Understood {
  const [, word = "", whole = ""] = split.exec(line) ?? [];
  const verb = word.toUpperCase();
  const command = byVerb.get(verb);
  const known = command && (command.listeners?.includes(listener) ?? true);
  if (known && (!muted || command.shape.test(whole))) {
    const { argumentLogged: logged } = command;
    const argument = typeof logged === "function" ? logged(whole) : logged ? whole : "";
    return { kind: "command", verb, argument, command, whole };
  }
  if (muted) return { kind: "hidden", verb: "", argument: "" };
  // A secret is near, whatever was meant.
  if (verb.startsWith("AUTH")) return { kind: "secret", verb: "AUTH", argument: "" };
  if (httpMethods.has(verb)) return { kind: "http", verb, argument: "" };
  return { kind: "unknown", verb: cut(word), argument: "" };
}

/** The answer to a line in that state. */
export function answerTo(
  said: Understood,
  flaw: Flaw | undefined,
  state: SmtpState,
  hooks: CommandHooks,
): SmtpAnswer | Promise<SmtpAnswer> {
  if (said.kind === "secret") return notOffered;
  if (said.kind !== "command") return unknownVerb;
  if (flaw) return flawedLine(flaw);
  const phase = phaseOf(state);
  return said.command.phases.includes(phase) ? said.command.run(state, said.whole, hooks) : outOfOrder(phase);
}

/** What a peer that is kept out is told, if the barrier is at this command; the session ends with it. */
export function answerAt(barrier: Barrier, said: Understood, state: SmtpState): SmtpAnswer | undefined {
  if (said.kind !== "command" || state.user !== undefined || !barrier.verbs?.has(said.verb)) return undefined;
  const { verbs: _, ...refusal } = barrier;
  const answer: SmtpAnswer = { ...refusal, next: "close" };
  const { transaction } = state;
  if (said.verb !== "RCPT" || !transaction) return answer;
  return refuseRecipient(state, transaction, meantAddress(said.whole), answer);
}

function cut(word: string): string {
  const bytes = Buffer.from(word);
  return bytes.length <= loggedVerbBytes ? word : bytes.toString("utf8", 0, loggedVerbBytes).replace(/\ufffd+$/, "");
}
