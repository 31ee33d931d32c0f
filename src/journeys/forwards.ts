/** Whom a forward led to, where a server writes its own deliveries under the id of the message and names nobody they are for (IceWarp). */
import type { Attempt } from "./attempt.ts";

/** Taken for somebody, to be sent on: nothing else was tried for him. */
const isOpen = ({ role, status, queueId }: Attempt): boolean =>
  role === "server" && status === "queued" && queueId !== undefined;

/** Each delivery to an address that the message did not come for is his for whom alone it was taken and not brought. */
export function withForwards(attempts: readonly Attempt[]): readonly Attempt[] {
  const open = attempts.filter(isOpen);
  if (open.length === 0) return attempts;
  const cameFor = new Set(attempts.filter(({ role }) => role === "server").map(({ recipient }) => recipient));
  const isSentOn = ({ role, recipient, originalRecipient }: Attempt) =>
    role === "client" && recipient !== undefined && originalRecipient === undefined && !cameFor.has(recipient);
  const brought = new Set(attempts.filter(({ role }) => role === "client").map(({ recipient }) => recipient));
  const led = new Map<string | undefined, string | undefined>();
  for (const [queueId, own] of Map.groupBy(open, (attempt) => attempt.queueId)) {
    const waiting = [...new Set(own.flatMap(({ recipient }) => recipient ?? []))].filter((one) => !brought.has(one));
    const sent = attempts.some((attempt) => attempt.queueId === queueId && isSentOn(attempt));
    if (waiting.length === 1 && sent) led.set(queueId, waiting[0]);
  }
  return attempts.flatMap((attempt) => {
    const originalRecipient = led.get(attempt.queueId);
    if (originalRecipient === undefined) return [attempt];
    if (isSentOn(attempt)) return [{ ...attempt, originalRecipient }];
    return isOpen(attempt) && attempt.recipient === originalRecipient ? [] : [attempt];
  });
}
