/** The story of a block: what caused it, whom it refused, and the mail that it cost. */
import { go } from "../address.ts";
import type { Block, SessionRow } from "../documents.ts";
import { me } from "../me.ts";
import { useAsked } from "../parts/asked.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Heading } from "../parts/heading.tsx";
import { Icon } from "../parts/icon.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import type { Output } from "../routes.gen.ts";
import { reasonText } from "../text/of-server.ts";
import { t, word } from "../text/t.ts";
import { RemoveBlock } from "./remove-block.tsx";

interface Props {
  readonly blocked: string;
  readonly list: string;
  readonly removed: () => void;
}

export function BlockPane({ blocked, list, removed }: Props) {
  const { answer, problem, waiting, again } = useAsked("blocks-show", { blocked });
  const gone = () => {
    removed();
    go(list);
  };
  return (
    <section class="card story" aria-busy={waiting} aria-label={t("blocks.of", { who: blocked })}>
      <Heading title={t("blocks.of", { who: blocked })} level={2}>
        <a class="button" href={list} data-close>
          <Icon name="cross" /> {t("close")}
        </a>
      </Heading>
      {problem && <Failed problem={problem} again={again} />}
      {!answer && waiting && <Loading />}
      {answer && <Story story={answer} removed={gone} />}
    </section>
  );
}

/** So many rows of each list. */
const mostRows = 20;

function Story({ story, removed }: { readonly story: Output<"blocks-show">; readonly removed: () => void }) {
  const { block, cause, refused, known } = story;
  return (
    <>
      <p class="sentence">
        <Foreign text={reasonText(block)} />{" "}
        {block.count !== null && block.limit !== null && (
          <span class="faint">{t("blocks.counted", { count: block.count, limit: block.limit })}</span>
        )}
      </p>
      <Facts block={block} />
      {me.value?.role === "admin" ? (
        <p class="actions">
          <RemoveBlock blocked={block.blocked} removed={removed} />
        </p>
      ) : (
        <p class="faint">{t("blocks.askAdmin")}</p>
      )}
      <h3>{t("blocks.cause")}</h3>
      {cause ? <SessionLinks rows={[cause]} /> : <p class="faint">{t("blocks.noCause")}</p>}
      <Mail mail={story.mail} />
      {known.length > 0 && (
        <p>
          <strong>{t("blocks.known")}</strong>{" "}
          {known.slice(0, mostRows).map(({ peer, at }) => (
            <span class="known">
              <Foreign text={peer} most={100} /> <Time at={at} />
            </span>
          ))}
        </p>
      )}
      {refused.length > 0 && (
        <>
          <h3>{t("blocks.refusedSessions", { n: refused.length })}</h3>
          <SessionLinks rows={refused.slice(-mostRows).toReversed()} />
        </>
      )}
    </>
  );
}

const Facts = ({ block }: { readonly block: Block }) => (
  <dl class="facts">
    <div>
      <dt>{t("blocks.since")}</dt>
      <dd>
        <Time at={block.since} />
      </dd>
    </div>
    <div>
      <dt>{t("blocks.until")}</dt>
      <dd>{block.until === null ? t("blocks.forever") : <Time at={block.until} />}</dd>
    </div>
    <div>
      <dt>{t("blocks.rule")}</dt>
      <dd>
        <code>
          {block.rule} [{block.code}]
        </code>
      </dd>
    </div>
    {block.by !== null && (
      <div>
        <dt>{t("blocks.by")}</dt>
        <dd>
          <Foreign text={block.by} most={320} />
        </dd>
      </div>
    )}
    {block.times > 1 && (
      <div>
        <dt>{t("blocks.times")}</dt>
        <dd>{t("blocks.timesBefore", { n: block.times - 1 })}</dd>
      </div>
    )}
  </dl>
);

const Mail = ({ mail }: { readonly mail: Output<"blocks-show">["mail"] }) => (
  <>
    <h3>{t("blocks.cost", { n: mail.length })}</h3>
    {mail.length === 0 && <p class="faint">{t("blocks.noMail")}</p>}
    <ul class="rows">
      {mail.slice(0, mostRows).map((one) => (
        <li>
          <a href={`/sessions/${one.session}`} data-row>
            <Time at={one.at} />
            <span class="grow">
              <Foreign text={one.sender || "<>"} most={200} /> → <Foreign text={one.recipient || "?"} most={200} />
            </span>
            {one.knownSince !== null && (
              <span class="faint">
                {t("blocks.knownSender")} <Time at={one.knownSince} style="day" />
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  </>
);

const SessionLinks = ({ rows }: { readonly rows: readonly SessionRow[] }) => (
  <ul class="rows">
    {rows.map(({ id, from, peer, peerHost, ended }) => (
      <li>
        <a href={`/sessions/${id}`} data-row>
          <Time at={from} />
          <span class="grow">
            <Foreign text={peerHost ?? peer ?? "–"} most={200} /> <code>{id}</code>
          </span>
          <span class="faint">{word("ended", ended)}</span>
        </a>
      </li>
    ))}
  </ul>
);
