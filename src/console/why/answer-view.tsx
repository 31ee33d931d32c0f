/** One answer: a sentence, what became of it, who must act and how, then the way, the proof, and what else it could be. */
import type { Answer, Searched } from "../documents.ts";
import { me } from "../me.ts";
import { OutcomeBadge } from "../parts/badge.tsx";
import { Copy } from "../parts/copy.tsx";
import { Foreign } from "../parts/foreign.tsx";
import { Sentence } from "../parts/sentence.tsx";
import { bytesText } from "../parts/time-text.ts";
import { changeText } from "../text/change-text.ts";
import { percent, t, word } from "../text/t.ts";
import { answerText } from "./answer-text.ts";
import { stepsOf } from "./lane-steps.ts";
import { Lanes } from "./lanes.tsx";
import { ProofView } from "./proof-view.tsx";
import { sureText } from "./sureness.ts";
import { remedyFor, stepFor, usText } from "./who-may.ts";

interface Props {
  readonly answer: Answer;
  readonly searched: Searched;
  readonly side: string;
  readonly log: string | undefined;
  readonly isFirst: boolean;
}

export function AnswerView({ answer, searched, side, log, isFirst }: Props) {
  const { recipient, askedAs, sentence } = answer;
  const { title, steps: todo } = remedyFor(answer, side, me.value?.role);
  const steps = stepsOf(answer);
  const whom = recipient || askedAs;
  return (
    <article class="answer">
      <div class="card lead">
        {whom !== "" && (
          <p class="whom">
            <Foreign text={whom} most={320} />
          </p>
        )}
        <h2 class="sentence">
          <Sentence text={sentence} />
        </h2>
        <Facts answer={answer} side={side} />
        {todo.length > 0 && (
          <>
            <h3>{t(title)}</h3>
            <ol class="remedy">
              {todo.map((step) => (
                <li>
                  <Sentence text={step} />
                </li>
              ))}
            </ol>
          </>
        )}
        <p class="actions">
          <Copy label={t("answer.copy")} text={() => answerText(answer, { searched, side, role: me.value?.role })} />
          {blockOf(answer) && (
            <a class="button" href={`/blocks/${encodeURIComponent(blockOf(answer) ?? "")}`}>
              {t("answer.block")}
            </a>
          )}
          {isFirst && <Copy label={t("answer.link")} icon="link" text={() => location.href} />}
        </p>
      </div>
      {steps.length > 0 && (
        <section class="card">
          <h3>{t("answer.way")}</h3>
          <Lanes steps={steps} side={side} />
        </section>
      )}
      <ProofView answer={answer} log={log} />
      <Beside answer={answer} />
    </article>
  );
}

/** What became of it, who must act, and how sure that is. */
function Facts({ answer, side }: { readonly answer: Answer; readonly side: string }) {
  const { outcome, party, us, confidence, cause, title } = answer;
  const who = usText(answer, side, me.value?.role);
  return (
    <dl class="facts">
      <div>
        <dt>{t("answer.outcome")}</dt>
        <dd>
          <OutcomeBadge outcome={outcome} />
        </dd>
      </div>
      <div>
        <dt>{t("answer.party")}</dt>
        <dd>
          {word("party", us && side === "sender" && party === "our-server" ? "sender-server" : party)}
          {who && <strong class="us">{who}</strong>}
        </dd>
      </div>
      <div>
        <dt>{t("answer.sure")}</dt>
        <dd>{sureText(confidence)}</dd>
      </div>
      <div>
        <dt>{t("answer.cause")}</dt>
        <dd>
          {title && <Foreign text={title} />} <code>{cause}</code>
        </dd>
      </div>
    </dl>
  );
}

/** The address that intrusion prevention kept out, for those who may see who is blocked. */
const blockOf = ({ cause, attempts }: Answer): string | null | undefined =>
  cause === "greeting.ips-ban" && me.value?.role !== "user" ? attempts.at(-1)?.peer : undefined;

/** What stood beside it, what else it could be, what is missing, and the message itself. */
function Beside({ answer }: { readonly answer: Answer }) {
  const { beside, alternatives, wanted, message, reply } = answer;
  const { sender, headerFrom, subject, messageId, sizeBytes, queueIds } = message;
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    [t("message.from"), sender === "" ? "<>" : sender],
    [t("message.headerFrom"), headerFrom === sender ? null : headerFrom],
    [t("message.subject"), subject],
    [t("message.id"), messageId],
    [t("message.queueIds"), queueIds.join(", ")],
    [t("message.size"), sizeBytes === null ? null : bytesText(sizeBytes)],
    [t("message.reply"), reply && [reply.code, reply.enhanced, reply.text].filter(Boolean).join(" ")],
  ];
  const known = rows.filter((row): row is readonly [string, string] => Boolean(row[1]));
  return (
    <div class="columns">
      {known.length > 0 && (
        <section class="card">
          <h3>{t("message.title")}</h3>
          <dl class="pairs">
            {known.map(([name, value]) => (
              <div>
                <dt>{name}</dt>
                <dd>
                  <Foreign text={value} most={400} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <Sentences
        title={t("answer.sideways")}
        texts={beside.map(({ text, change }) => (change ? changeText(change) : text))}
      />
      {alternatives.length > 0 && (
        <section class="card">
          <h3>{t("answer.alternatives")}</h3>
          <ul class="alternatives">
            {alternatives.map(({ cause, title, confidence, because }) => (
              <li>
                <meter min={0} max={1} value={confidence} aria-label={percent(confidence)} />
                <span>
                  {title} <code>{cause}</code> <span class="faint">{percent(confidence)}</span>
                  <br />
                  <Sentence text={because} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Sentences title={t("answer.missing")} texts={wanted.map((step) => stepFor(step, me.value?.role))} />
    </div>
  );
}

const Sentences = ({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) =>
  texts.length === 0 ? null : (
    <section class="card">
      <h3>{title}</h3>
      <ul>
        {texts.map((text) => (
          <li>
            <Sentence text={text} />
          </li>
        ))}
      </ul>
    </section>
  );
