/** Logging in: which ways are offered, and what they have in common (RFC 4954, RFC 4422). */
import type { Authentication, Login } from "../mail/login.ts";
import type { CommandHooks, SmtpAnswer, SmtpState } from "./command.ts";
import { refuse } from "./command.ts";
import { isSubmission } from "./hooks.ts";
import { login } from "./sasl/login.ts";
import { plain } from "./sasl/plain.ts";
import { scramSha256 } from "./sasl/scram-sha-256.ts";

/** What the peer's next message leads to: another challenge, a login, or undefined where it makes no sense. */
export type Step = Challenge | Login | undefined;

export interface Challenge {
  /** What we say, before base64. */
  readonly challenge: string;
  /** Takes what the peer answers, decoded. */
  readonly next: (answer: Buffer) => Step | Promise<Step>;
}

/** What a mechanism asks of us, for whoever is there. */
export interface Asked extends Pick<Authentication, "scram"> {
  readonly checkPassword: (login: string, password: string) => Promise<Login>;
}

/** One way to log in. `start` gets what came with AUTH, decoded, if something did. */
export interface Mechanism {
  readonly start: (initial: Buffer | undefined, asked: Asked) => Step | Promise<Step>;
}

type MechanismName = "PLAIN" | "LOGIN" | "SCRAM-SHA-256";

const mechanisms: Readonly<Record<MechanismName, Mechanism>> = {
  "SCRAM-SHA-256": scramSha256,
  PLAIN: plain,
  LOGIN: login,
};

/** The name of a mechanism in its own spelling. */
export const knownMechanism = (name: string): MechanismName | undefined =>
  (Object.keys(mechanisms) as MechanismName[]).find((known) => known === name.toUpperCase());

/** What is offered now: to our users, and only where nobody listens. */
export function mechanismsFor(
  { tls, user }: SmtpState,
  { listener, authentication }: CommandHooks,
): readonly MechanismName[] {
  if (!authentication || !isSubmission(listener) || tls === undefined || user !== undefined) return [];
  return authentication.scram ? ["SCRAM-SHA-256", "PLAIN", "LOGIN"] : ["PLAIN", "LOGIN"];
}

const base64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

/** Begins to log in; `initial` is the base64 text behind the mechanism's name, "=" for an empty message. */
export function startLogin(
  mechanism: MechanismName,
  state: SmtpState,
  initial: string | undefined,
  authentication: Authentication,
): SmtpAnswer | Promise<SmtpAnswer> {
  const decoded = initial === undefined ? undefined : decode(initial === "=" ? "" : initial);
  if (decoded === "wrong") return unclear;
  const { scram, checkPassword } = authentication;
  const asked = {
    scram,
    checkPassword: (login: string, password: string) => checkPassword(login, password, state.peer),
  };
  const step = mechanisms[mechanism].start(decoded, asked);
  return step instanceof Promise ? step.then((later) => answerTo(later, state)) : answerTo(step, state);
}

function answerTo(step: Step, state: SmtpState): SmtpAnswer {
  if (step === undefined) return unclear;
  if ("challenge" in step) {
    return {
      reply: { code: 334, text: Buffer.from(step.challenge).toString("base64") },
      next: { secret: (line) => goOn(step, line, state) },
    };
  }
  if (step.refusal) return { ...step.refusal, failedLogin: step.account ?? "" };
  return {
    reply: { code: 235, enhanced: "2.7.0", text: `${step.account} is logged in` },
    state: { ...state, user: step.account, ...(step.proof !== undefined && { proof: step.proof }) },
  };
}

function goOn({ next }: Challenge, line: string, state: SmtpState): SmtpAnswer | Promise<SmtpAnswer> {
  if (line === "*") return refuse("auth.cancelled", "submission.auth-failed", 501, "5.7.0", "The login is cancelled");
  const decoded = decode(line);
  if (decoded === "wrong") return unclear;
  const step = next(decoded);
  return step instanceof Promise ? step.then((later) => answerTo(later, state)) : answerTo(step, state);
}

const decode = (text: string): Buffer | "wrong" => (base64.test(text) ? Buffer.from(text, "base64") : "wrong");

const unclear = refuse("auth.unclear", "session.protocol-error", 501, "5.5.2", "The login is not understood");
