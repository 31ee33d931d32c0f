/** Logs of other servers: dropped here, read with progress, then asked like our own. */
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { go } from "../address.ts";
import { Problem } from "../api.ts";
import type { BroughtLog } from "../documents.ts";
import { useAsked } from "../parts/asked.ts";
import { useDone } from "../parts/done.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Icon } from "../parts/icon.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import { bytesText, timeText, zoneName } from "../parts/time-text.ts";
import { percent, t } from "../text/t.ts";
import { bring } from "./bring.ts";
import { Reading } from "./reading.tsx";

export function BroughtLogs() {
  const { answer, problem, waiting, again } = useAsked("log-upload-list", {});
  const [fresh, setFresh] = useState<string>();
  return (
    <>
      <p class="faint">{t("brought.lead")}</p>
      <Drop
        brought={(log) => {
          setFresh(log.id);
          again();
        }}
      />
      {problem && <Failed problem={problem} again={again} />}
      {!answer && waiting && <Loading />}
      {answer?.length === 0 && <Empty title={t("brought.none")} />}
      {answer?.map((log) => (
        <Row key={log.id} log={log} isFresh={log.id === fresh} removed={again} />
      ))}
    </>
  );
}

function Drop({ brought }: { readonly brought: (log: BroughtLog) => void }) {
  const [share, setShare] = useState<number>();
  const [problem, setProblem] = useState<Problem>();
  const [isOver, setOver] = useState(false);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const controller = new AbortController();
    abort.current = controller;
    setProblem(undefined);
    setShare(0);
    try {
      brought(await bring(file, setShare, controller.signal));
    } catch (error) {
      if (error instanceof Problem) setProblem(error);
      else if (!controller.signal.aborted) throw error;
    }
    setShare(undefined);
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer?.files[0]);
  };
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field within does the same without a mouse */}
      <div class={isOver ? "drop over" : "drop"} onDragOver={over} onDragLeave={() => setOver(false)} onDrop={dropped}>
        {share === undefined ? (
          <label class="drop-label">
            <span>
              <Icon name="inbound" /> {t("brought.drop")}
            </span>
            <input
              type="file"
              onChange={({ currentTarget }) => {
                void take(currentTarget.files?.[0]);
                currentTarget.value = "";
              }}
            />
          </label>
        ) : (
          <p class="row">
            <progress value={share} aria-label={t("brought.sending")} /> {percent(share)}
            <button type="button" data-close onClick={() => abort.current?.abort()}>
              {t("cancel")}
            </button>
          </p>
        )}
      </div>
      {problem && <Failed problem={problem} />}
    </>
  );
}

/** Ids of logs that nothing reads, as far as they were tried in this window. */
const unread = signal<readonly string[]>([]);

interface RowProps {
  readonly log: BroughtLog;
  /** It was brought just now, and is read at once. */
  readonly isFresh: boolean;
  readonly removed: () => void;
}

function Row({ log: { id, name, bytes, at, read }, isFresh, removed }: RowProps) {
  const [zone, setZone] = useState(read?.zone ?? zoneName());
  const [reads, setReads] = useState(isFresh && bytes > 0);
  const isUseless = bytes === 0 || unread.value.includes(id) || (read?.isLog === false && !reads);
  const remove = useDone("log-upload-remove", removed);
  return (
    <section class="card brought" aria-label={`${name}, ${timeText(at)}`}>
      <p class="row">
        <strong class="grow">
          <Foreign text={name} most={255} />
        </strong>
        <span class="faint">
          {bytesText(bytes)} · <Time at={at} />
        </span>
      </p>
      {bytes === 0 && <p role="status">{t("brought.empty")}</p>}
      {reads && (
        <Reading
          id={id}
          of={bytes}
          key={zone}
          zone={zone}
          close={() => setReads(false)}
          useless={() => (unread.value = [...unread.value, id])}
        />
      )}
      {bytes > 0 && !isUseless && (
        <ZoneChoice
          value={zone}
          choose={(chosen) => {
            setZone(chosen);
            setReads(true);
          }}
        />
      )}
      {read?.isLog === false && !reads && <p role="status">{t("brought.useless")}</p>}
      <p class="row">
        {!isUseless && (
          <>
            <button type="button" class="primary" onClick={() => go(`/?log=${encodeURIComponent(id)}`)}>
              {t("brought.ask")}
            </button>
            <a class="button" href={`/sessions?log=${encodeURIComponent(id)}`}>
              {t("nav.sessions")}
            </a>
          </>
        )}
        {!reads && bytes > 0 && (
          <button type="button" onClick={() => setReads(true)}>
            {t("brought.read")}
          </button>
        )}
        <button type="button" class="danger" disabled={remove.busy} onClick={() => void remove.run({ id })}>
          {t("remove")}
        </button>
      </p>
      {remove.problem && <Failed problem={remove.problem} />}
    </section>
  );
}

/** Whose clock wrote stamps that name no zone. */
function ZoneChoice({ value, choose }: { readonly value: string; readonly choose: (zone: string) => void }) {
  const names = [...new Set([zoneName(), "UTC", ...Intl.supportedValuesOf("timeZone"), value])];
  return (
    <label class="zone">
      {t("brought.zone")}
      <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
