/** Sentences about a message that a queue has, gave up or lost. */
import { say, type Text, together } from "../base/saying.ts";
import { formatReply } from "../mail/reply.ts";
import type { CauseId } from "./causes.ts";
import { ordinary, refusal } from "./refusal-words.ts";
import { isLetGo } from "./steps.ts";
import { letter, type Told } from "./told.ts";

export const queueWords: Readonly<Partial<Record<CauseId, (told: Told) => Text>>> = {
  "queue.waiting": ({ inquiry }) =>
    together([say`The message waits in the queue and is tried again by itself.`, lastTry(inquiry)]),
  "queue.expired": ({ inquiry }) =>
    together([say`The queue gave up: it had tried in vain until the message's time was over.`, lastTry(inquiry)]),
  "queue.loop": ({ inquiry, finding: { detail } }) =>
    detail === undefined
      ? ordinary({ inquiry })
      : say`The message ${letter(inquiry)} goes in a circle: ${inquiry.last?.relay?.host ?? inquiry.last?.relay?.ip ?? ""} took it ${detail} times and brought it back. Two forwards lead to each other, and it ends when one of the servers counts too many hops.`,
  "queue.held": ({ inquiry }) =>
    say`The message ${letter(inquiry)} was put on hold, and nothing is tried until somebody lets it go on.`,
  "queue.deleted": ({ inquiry }) =>
    together([say`The message ${letter(inquiry)} was taken out of the queue by hand or by a tool.`, lastTry(inquiry)]),
  "queue.dsn-failed": ({ inquiry }) =>
    together([
      inquiry.last?.recipient === undefined
        ? say`The report that a message of the sender could not be delivered was itself undeliverable, so nobody heard of it.`
        : say`The report that a message of ${inquiry.last.recipient} could not be delivered was itself undeliverable, so nobody heard of it.`,
      refusal(inquiry),
    ]),
  "queue.lost": ({ inquiry, finding }) => {
    const [said] = finding.facts;
    if (isLetGo(finding))
      return say`The host that was to take the message ${letter(inquiry)} hung up at DATA, and this Exim took that for a delivery: it let go of the message, wrote no bounce, and nobody has it.`;
    return say`The file of the message ${letter(inquiry)} in the queue is damaged or gone${said?.kind === "program.warned" ? `: "${said.text}"` : ""}. Nothing is tried any more.`;
  },
};

function lastTry({ last }: Told["inquiry"]): Text {
  if (!last?.reply) return "";
  const host = last.relay?.host ?? last.relay?.ip;
  return host
    ? say`The last attempt at ${host} got: "${formatReply(last.reply)}".`
    : say`The last attempt got: "${formatReply(last.reply)}".`;
}
