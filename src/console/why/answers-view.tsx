/** The answers to a question: the one that is meant in full, further recipients below, and what else could be meant. */
import type { OtherMessage, WhyDocument } from "../documents.ts";
import { OutcomeBadge } from "../parts/badge.tsx";
import { Foreign } from "../parts/foreign.tsx";
import { Time } from "../parts/time.tsx";
import { timeText } from "../parts/time-text.ts";
import { queryOf } from "../request.ts";
import { t } from "../text/t.ts";
import { AnswerView } from "./answer-view.tsx";
import type { AskedFields } from "./question.ts";
import { SearchedView } from "./searched-view.tsx";

/** So many recipients are told of; a message may have a thousand. */
const mostAnswers = 50;

export function AnswersView({ document, asked }: { readonly document: WhyDocument; readonly asked: AskedFields }) {
  const { understood = [], sent, logZone, answers, others, searched, question } = document;
  const many = Math.max(1, asked.to.length);
  const further = answers.slice(many, mostAnswers);
  return (
    <>
      {understood.map((text) => (
        <p>
          <Foreign text={text} most={400} />
        </p>
      ))}
      {logZone !== undefined && <p class="faint">{t("brought.zoneTaken", { zone: logZone })}</p>}
      {sent && <Sent sent={sent} asked={asked} />}
      {answers.slice(0, many).map((answer, index) => (
        <AnswerView answer={answer} searched={searched} side={question.side} log={asked.log} isFirst={index === 0} />
      ))}
      {further.length > 0 && (
        <section class="card">
          <h3>{t("answer.further", { n: further.length })}</h3>
          {further.map((answer) => (
            <details>
              <summary>
                <OutcomeBadge outcome={answer.outcome} /> <Foreign text={answer.recipient || answer.askedAs} />
              </summary>
              <AnswerView answer={answer} searched={searched} side={question.side} log={asked.log} isFirst={false} />
            </details>
          ))}
        </section>
      )}
      {others.length > 0 && <Others others={others} asked={asked} />}
      <SearchedView searched={searched} />
    </>
  );
}

/** Asked for as a recipient, he turns out to be a sender. */
function Sent({
  sent: { from, at },
  asked,
}: {
  readonly sent: NonNullable<WhyDocument["sent"]>;
  readonly asked: AskedFields;
}) {
  const { to: _, ...same } = asked;
  return (
    <p class="card row">
      <span class="grow">
        <Foreign text={t("answer.hasSent", { who: from, time: timeText(at) })} most={400} />
      </span>
      <a class="button" href={`/?${queryOf({ ...same, from })}`}>
        {t("answer.askFromIt")}
      </a>
    </p>
  );
}

function Others({ others, asked }: { readonly others: readonly OtherMessage[]; readonly asked: AskedFields }) {
  return (
    <section class="card">
      <h3>{t("others.title")}</h3>
      <p class="faint">{t("others.lead")}</p>
      <ul class="rows">
        {others.map((other) => (
          <li>
            <a href={`/?${queryOf(askFor(other, asked))}`} data-row>
              <Time at={other.at} />
              <span class="grow">
                <Foreign text={broughtBy(other)} most={200} /> → <Foreign text={other.recipient || "?"} most={200} />
                <br />
                <span class="faint">{other.title}</span>
              </span>
              <OutcomeBadge outcome={other.outcome} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Of a session that names nobody the address is all that is known. */
const broughtBy = ({ sender, peer }: OtherMessage): string =>
  sender === null ? (peer ? `[${peer}]` : "?") : sender || "<>";

/** By its id where it has one, else by whom and when. */
function askFor({ messageId, recipient, sender, peer, at }: OtherMessage, { log }: AskedFields) {
  const whom = { ...(recipient && { to: recipient }), ...(log && { log }) };
  if (messageId) return { ...whom, messageId };
  const who = sender || recipient || !peer ? { from: sender } : { ip: peer };
  return { ...whom, ...who, about: at, window: "1m" };
}
