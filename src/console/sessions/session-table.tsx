/** The rows of sessions that can be seen, as a table that knows how long it is. */
import { withQuery } from "../address.ts";
import type { SessionRow } from "../documents.ts";
import { OutcomeBadge } from "../parts/badge.tsx";
import { Foreign } from "../parts/foreign.tsx";
import { Icon, type IconName } from "../parts/icon.tsx";
import { Time } from "../parts/time.tsx";
import { spanText } from "../parts/time-text.ts";
import { t, word } from "../text/t.ts";

interface Props {
  /** Undefined: not fetched yet. */
  readonly rows: readonly (SessionRow | undefined)[];
  /** Place of the first of them in the whole list, from 0. */
  readonly first: number;
  /** Of the whole list; -1: not known. */
  readonly total: number;
  /** Heights of the rows that are left out, in pixels. */
  readonly above: number;
  readonly below: number;
  /** Id of the session that stands beside the list. */
  readonly shown: string | undefined;
}

export function SessionTable({ rows, first, total, above, below, shown }: Props) {
  return (
    <table class="session-table" aria-rowcount={total < 0 ? -1 : total + 1}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" class="at">
            {t("sessions.at")}
          </th>
          <th scope="col" class="peer-of">
            {t("sessions.peerOf")}
          </th>
          <th scope="col" class="mail">
            {t("sessions.mail")}
          </th>
          <th scope="col" class="status">
            {t("sessions.result")}
          </th>
          <th scope="col" class="took">
            {t("sessions.took")}
          </th>
        </tr>
      </thead>
      {above > 0 && <Gap height={above} />}
      <tbody>
        {rows.map((row, at) =>
          row ? (
            <Row key={row.id} row={row} index={first + at} isShown={row.id === shown} />
          ) : (
            <tr key={first + at} class="absent" aria-rowindex={first + at + 2}>
              <td colSpan={5}>…</td>
            </tr>
          ),
        )}
      </tbody>
      {below > 0 && <Gap height={below} />}
    </table>
  );
}

const Gap = ({ height }: { readonly height: number }) => (
  <tbody aria-hidden="true">
    <tr>
      <td class="gap" colSpan={5} style={{ blockSize: `${height}px` }} />
    </tr>
  </tbody>
);

const marks: Readonly<Record<string, IconName>> = {
  server: "inbound",
  client: "outbound",
  queue: "queue",
  mailbox: "mailbox",
};

/** What is shown of a text in a row; the whole stands in the session. */
const mostShown = 120;

function Row({ row, index, isShown }: { readonly row: SessionRow; readonly index: number; readonly isShown: boolean }) {
  const { id, role, service, from, to, peer, peerHost, ended, status, verdict, transactions } = row;
  const [mail] = transactions;
  const seconds = from === null || to === null ? undefined : (Date.parse(to) - Date.parse(from)) / 1000;
  const name = service === "smtp" ? word("role", role) : word("service", service);
  return (
    <tr
      class={`session ${service === "smtp" ? role : "mailbox"}${verdict.benign ? " benign" : ""}${isShown ? " shown" : ""}`}
      aria-rowindex={index + 2}
    >
      <td class="at">
        <a href={withQuery({}, `/sessions/${id}`)} data-row={id} aria-current={isShown ? "true" : undefined}>
          <Icon name={marks[role] ?? "mailbox"} />
          <span class="hidden">{name} </span>
          <Time at={from} />
        </a>
      </td>
      <td class="peer-of">
        <Foreign text={peerHost ?? peer ?? row.user ?? "–"} most={mostShown} />
      </td>
      <td class="mail">
        {mail ? (
          <>
            <Foreign text={mail.sender === "" ? "<>" : (mail.sender ?? "?")} most={mostShown} /> →{" "}
            <Foreign text={mail.recipients[0]?.address ?? "?"} most={mostShown} />
            {mail.recipients.length > 1 && <span class="faint"> +{mail.recipients.length - 1}</span>}
            {transactions.length > 1 && (
              <span class="faint"> {t("sessions.more", { n: transactions.length - 1 })}</span>
            )}
          </>
        ) : (
          <span class="faint">
            <span class="peer-here">
              <Foreign text={peerHost ?? peer ?? "–"} most={mostShown} /> ·{" "}
            </span>
            {row.user === null ? (
              t(service === "web" ? "sessions.pageLogin" : "sessions.noMail")
            ) : (
              <Foreign text={row.user} most={mostShown} />
            )}
          </span>
        )}
      </td>
      <td class="status">
        {transactions.length > 0 || status !== "nothing-offered" ? (
          <OutcomeBadge outcome={status} />
        ) : (
          <span class="faint">{word("ended", ended)}</span>
        )}
      </td>
      <td class="took">{seconds === undefined ? "" : spanText(seconds, "narrow")}</td>
    </tr>
  );
}
