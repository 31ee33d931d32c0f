/** What a pasted text says: a bounce, a reply, a header, lines of a log. */
import type { ExplainDocument } from "../documents.ts";
import { me } from "../me.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Scroll } from "../parts/scroll.tsx";
import { Sentence } from "../parts/sentence.tsx";
import { Time } from "../parts/time.tsx";
import { spanText } from "../parts/time-text.ts";
import { t, word } from "../text/t.ts";
import { sureText } from "./sureness.ts";
import { stepFor } from "./who-may.ts";

export function ExplanationView({ document }: { readonly document: ExplainDocument }) {
  const { kind, sentence, recipients, about, madeBy, headers } = document;
  return (
    <article class="answer">
      <div class="card lead">
        <p class="whom">{word("kind", kind)}</p>
        <h2 class="sentence">
          <Sentence text={sentence} />
        </h2>
        {[madeBy?.sentence, about?.sentence].map(
          (text) =>
            text && (
              <p>
                <Sentence text={text} />
              </p>
            ),
        )}
      </div>
      {recipients.map((one) => (
        <section class="card">
          <h3>
            <Foreign text={one.address ?? t("explain.somebody")} most={320} />
          </h3>
          {one.sentence !== sentence && (
            <p class="said-once">
              <Sentence text={one.sentence} />
            </p>
          )}
          <dl class="facts">
            {one.party !== null && <Pair name={t("answer.party")} value={word("party", one.party)} />}
            {one.cause !== null && <Pair name={t("answer.sure")} value={sureText(one.confidence)} />}
            {one.remoteHost !== null && <Pair name={t("explain.saidBy")} value={one.remoteHost} />}
            {one.reply && (
              <Pair
                name={t("message.reply")}
                value={[one.reply.code || null, one.reply.enhanced, one.reply.text].filter(Boolean).join(" ")}
              />
            )}
          </dl>
          {one.steps.length > 0 && (
            <>
              <h4>{t("answer.remedy")}</h4>
              <ol class="remedy">
                {one.steps.map((step) => (
                  <li>
                    <Sentence text={stepFor(step, me.value?.role)} />
                  </li>
                ))}
              </ol>
            </>
          )}
        </section>
      ))}
      {headers && <HeadersView headers={headers} />}
    </article>
  );
}

const Pair = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <Foreign text={value} most={400} />
    </dd>
  </div>
);

function HeadersView({ headers }: { readonly headers: NonNullable<ExplainDocument["headers"]> }) {
  const { hops, totalSeconds, authentication, spam } = headers;
  return (
    <section class="card">
      <h3>{t("explain.hops")}</h3>
      {totalSeconds !== null && <p>{t("explain.total", { span: spanText(totalSeconds) })}</p>}
      <Scroll label={t("explain.hops")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("explain.at")}</th>
              <th scope="col">{t("explain.from")}</th>
              <th scope="col">{t("explain.by")}</th>
              <th scope="col">{t("explain.with")}</th>
              <th scope="col">{t("explain.delay")}</th>
            </tr>
          </thead>
          <tbody>
            {hops.map((hop) => (
              <tr>
                <td>
                  <Time at={hop.at} />
                </td>
                <td>
                  <Foreign text={hop.from ?? "–"} most={200} />
                </td>
                <td>
                  <Foreign text={hop.by ?? "–"} most={200} />
                </td>
                <td>
                  <Foreign text={hop.with ?? "–"} most={60} />
                </td>
                <td>{hop.delaySeconds === null ? "–" : spanText(hop.delaySeconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {authentication.length > 0 && (
        <ul class="checks">
          {authentication.map(({ method, result, of }) => (
            <li>
              <code>
                {method}={result}
              </code>{" "}
              {of && <Foreign text={of} most={200} />}
            </li>
          ))}
        </ul>
      )}
      {spam.map((text) => (
        <p>
          <Foreign text={text} />
        </p>
      ))}
    </section>
  );
}
