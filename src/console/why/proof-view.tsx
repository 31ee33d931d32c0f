/** The lines that prove an answer, within the transcript of their session. */
import { useState } from "preact/hooks";
import type { Answer, EvidenceLine } from "../documents.ts";
import { me } from "../me.ts";
import { useAsked } from "../parts/asked.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import { Transcript } from "../parts/transcript.tsx";
import { isSame } from "../parts/transcript-rows.ts";
import { queryOf } from "../request.ts";
import { t } from "../text/t.ts";

/** So many sessions of a message can be chosen. */
const mostSessions = 8;

export function ProofView({ answer, log }: { readonly answer: Answer; readonly log: string | undefined }) {
  const { evidence, unreadLines, attempts, message } = answer;
  const tried = attempts.map(({ session }) => session).reverse();
  const sessions = [...new Set([...tried, ...message.sessions])].filter((id) => id !== "").slice(0, mostSessions);
  const [chosen, choose] = useState(sessions[0]);
  if (me.value?.role === "user" || (evidence.length === 0 && chosen === undefined)) return null;
  return (
    <section class="card">
      <h3>{t("answer.proof")}</h3>
      {sessions.length > 1 && (
        <fieldset class="tabs">
          <legend class="hidden">{t("proof.sessions")}</legend>
          {sessions.map((id) => (
            <button type="button" aria-pressed={id === chosen} onClick={() => choose(id)}>
              <code>{id}</code>
            </button>
          ))}
        </fieldset>
      )}
      {chosen === undefined ? <Lines lines={evidence} /> : <SessionProof id={chosen} evidence={evidence} log={log} />}
      {unreadLines.length > 0 && (
        <>
          <h4>{t("proof.unread")}</h4>
          <Lines lines={unreadLines} />
        </>
      )}
    </section>
  );
}

interface SessionProps {
  readonly id: string;
  readonly evidence: readonly EvidenceLine[];
  readonly log: string | undefined;
}

function SessionProof({ id, evidence, log }: SessionProps) {
  const { answer, problem, waiting, again } = useAsked("session-show", { id, log } as never);
  if (problem && problem.status !== 404) return <Failed problem={problem} again={again} />;
  if (!answer && waiting) return <Loading />;
  const lines = answer?.lines ?? [];
  const elsewhere = evidence.filter(
    ({ file, line, text }) => text !== "" && !lines.some((one) => isSame(one, [{ file, line }])),
  );
  return (
    <>
      {lines.length > 0 && (
        <>
          <Transcript lines={lines} evidence={evidence} />
          <p>
            <a href={`/sessions/${id}${log ? `?${queryOf({ log })}` : ""}`}>{t("proof.open")}</a>
          </p>
        </>
      )}
      {elsewhere.length > 0 && (
        <>
          {lines.length > 0 && <h4>{t("proof.elsewhere")}</h4>}
          <Lines lines={elsewhere} />
        </>
      )}
    </>
  );
}

type FileLine = Pick<EvidenceLine, "file" | "line" | "text"> & Partial<Pick<EvidenceLine, "at">>;

/** As they stand in their files, each of which is named once. */
function Lines({ lines }: { readonly lines: readonly FileLine[] }) {
  const files = Map.groupBy(lines, ({ file }) => file);
  return (
    <>
      {[...files].map(([file, own]) => (
        <figure class="excerpt">
          {file !== null && (
            <figcaption>
              <Foreign text={file} most={300} />
            </figcaption>
          )}
          <ol class="transcript">
            {own
              .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
              .map(({ line, at, text }) => (
                <li class="evidence note">
                  <span class="line">
                    {at !== undefined && <Time at={at} style="clock" />}
                    <span class="who">{line === null ? "" : `:${line}`}</span>
                    <span class="said">
                      <Foreign text={text} />
                    </span>
                  </span>
                </li>
              ))}
          </ol>
        </figure>
      ))}
    </>
  );
}
