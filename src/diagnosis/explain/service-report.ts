/** What a mail service reports of its own sending, explained as a bounce is. */
import { say, type Text, together } from "../../base/saying.ts";
import { bare, type ExplainedRecipient, type Explanation, supposed } from "./explanation.ts";
import { explained, judge, type Told } from "./judge.ts";
import { saidIn } from "./said.ts";
import { type ServiceEvent, serviceEvents } from "./service-event.ts";

export function explainServiceReport(text: string): Explanation<Text> | undefined {
  const events = serviceEvents(text);
  const [first] = events;
  if (!first) return undefined;
  const failed = events.filter(({ fate }) => fate === "failed" || fate === "delayed");
  const complained = events.filter(({ fate }) => fate === "complained");
  if (failed.length === 0 && complained.length === 0)
    return bare("auto-reply", say`This is a report of success from ${first.service}, no failure.`);
  const recipients = [...failed.map(recipientOf), ...complained.map(complaintOf)];
  const kind =
    failed.length === 0 ? "feedback" : failed.some(({ fate }) => fate === "failed") ? "bounce" : "delay-notice";
  const told = together(recipients.slice(0, 1).map(({ sentence }) => sentence));
  return { ...bare(kind, together([say`This is what the mail service ${first.service} reports.`, told])), recipients };
}

function recipientOf({
  service,
  address,
  fate,
  said,
  kind,
  status,
  isSuppressed,
  cause,
}: ServiceEvent): ExplainedRecipient<Text> {
  if (isSuppressed)
    return {
      ...supposed(
        address,
        "queue.smarthost-refused",
        0.85,
        say`The message for ${address} was not sent by ${service}: it keeps this address on a list of those that it does not write to.`,
      ),
      remedy: [
        say`Look in the service why the address came on that list (an earlier bounce, a complaint, a wish to get no more), and take it off if it is right`,
      ],
    };
  const quoted = saidIn(said);
  const told: Told = {
    address,
    fate: fate === "delayed" ? "delayed" : "failed",
    ...quoted,
    ...(status && { status }),
    words: `${said} ${kind}`,
  };
  return explained(told, judge(told) === undefined ? cause : undefined);
}

const complaintOf = ({ address }: ServiceEvent): ExplainedRecipient<Text> => ({
  ...supposed(
    address,
    "store.delivered",
    0.9,
    say`${address} received the message and ${say`marked the message as spam`}.`,
  ),
  party: "sender",
  remedy: [say`Take this recipient off the list, and make leaving it easy (List-Unsubscribe)`],
});
