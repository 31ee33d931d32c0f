/** One session: who, how it ended, what it brought, and every line of it. */
import type { SessionDocument } from "../documents.ts";
import { useAsked } from "../parts/asked.ts";
import { OutcomeBadge } from "../parts/badge.tsx";
import { Copy } from "../parts/copy.tsx";
import { Foreign } from "../parts/foreign.tsx";
import { Heading } from "../parts/heading.tsx";
import { Icon } from "../parts/icon.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import { bytesText, spanText, zoneName } from "../parts/time-text.ts";
import { Transcript } from "../parts/transcript.tsx";
import { queryOf } from "../request.ts";
import { t, word } from "../text/t.ts";

interface Props {
  readonly id: string;
  readonly log: string | undefined;
  /** The list that it is closed to. */
  readonly list: string;
}

export function SessionPane({ id, log, list }: Props) {
  const { answer, problem, waiting, again } = useAsked("session-show", {
    id,
    zone: zoneName(),
    ...(log !== undefined && { log }),
  });
  return (
    <section class="pane card" aria-busy={waiting} aria-label={t("session.title", { id })}>
      <Heading title={t("session.title", { id })} level={2}>
        <a class="button" href={list} data-close>
          <Icon name="back" /> {t("session.back")}
        </a>
      </Heading>
      {problem && <Failed problem={problem} again={again} />}
      {!answer && waiting && <Loading />}
      {answer && <Shown document={answer} log={log} />}
    </section>
  );
}

function Shown({ document, log }: { readonly document: SessionDocument; readonly log: string | undefined }) {
  const { session, lines } = document;
  const { id, service, role, peer, peerHost, local, from, to, ended, helo, tls, user, verdict, partial } = session;
  const seconds = from === null || to === null ? null : (Date.parse(to) - Date.parse(from)) / 1000;
  const who = [peerHost, peer && `[${peer}]`].filter(Boolean).join(" ");
  const rows: readonly (readonly [string, string | null])[] = [
    [t("session.peer"), who || null],
    ["HELO", helo],
    [t("session.local"), local ? [local.ip, local.port].filter((part) => part !== undefined).join(":") : null],
    ["TLS", tls],
    [t("session.user"), user],
    [t("session.partial"), partial && word("partial", partial)],
  ];
  return (
    <>
      <dl class="facts">
        <div>
          <dt>{t("sessions.at")}</dt>
          <dd>
            <Time at={from} />
            {seconds !== null && <span class="faint"> · {spanText(seconds)}</span>}
          </dd>
        </div>
        <div>
          <dt>{t("session.kind")}</dt>
          <dd>{service === "smtp" ? word("role", role) : word("service", service)}</dd>
        </div>
        <div>
          <dt>{t("session.ended")}</dt>
          <dd>{word("ended", ended)}</dd>
        </div>
        {verdict.cause !== null && (
          <div>
            <dt>{t("answer.cause")}</dt>
            <dd>
              <code>{verdict.cause}</code> {verdict.benign && <span class="faint">{t("session.benign")}</span>}
            </dd>
          </div>
        )}
        {rows.map(
          ([name, value]) =>
            value && (
              <div>
                <dt>{name}</dt>
                <dd>
                  <Foreign text={value} most={300} />
                </dd>
              </div>
            ),
        )}
      </dl>
      <Transactions session={session} />
      <p class="actions">
        <a class="button" href={`/?${queryOf({ session: id, log })}`}>
          <Icon name="question" /> {t("session.why")}
        </a>
        {peer !== null && (
          <a class="button" href={`/sessions?${queryOf({ peer, log })}`}>
            {t("session.samePeer")}
          </a>
        )}
        <Copy label={t("session.copy")} text={() => lines.map(({ text }) => text).join("\n")} />
      </p>
      <h3>{t("session.lines")}</h3>
      {lines.length === 0 ? <p class="faint">{t("session.noLines")}</p> : <Transcript lines={lines} isWhole />}
    </>
  );
}

/** So many recipients are listed. */
const mostRecipients = 50;

function Transactions({ session }: { readonly session: SessionDocument["session"] }) {
  return session.transactions.map(({ sender, recipients, messageId, sizeBytes, status }) => (
    <div class="transaction">
      <p class="row">
        <OutcomeBadge outcome={status} />
        <Foreign text={sender === "" ? "<>" : (sender ?? "?")} most={320} />
        <span class="faint">
          {sizeBytes !== null && bytesText(sizeBytes)} {messageId !== null && <Foreign text={messageId} most={320} />}
        </span>
      </p>
      <ul>
        {recipients.slice(0, mostRecipients).map(({ address, reply }) => (
          <li>
            → <Foreign text={address} most={320} />
            {reply && reply.code >= 400 && (
              <span class="faint">
                {" "}
                <Foreign text={[reply.code, reply.enhanced, reply.text].filter(Boolean).join(" ")} most={300} />
              </span>
            )}
          </li>
        ))}
        {recipients.length > mostRecipients && (
          <li class="faint">{t("session.moreRecipients", { n: recipients.length - mostRecipients })}</li>
        )}
      </ul>
    </div>
  ));
}
