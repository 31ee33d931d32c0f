/** A log while it is read, and what came of it. */
import { useEffect, useState } from "preact/hooks";
import { stream } from "../api.ts";
import type { ReadEvent } from "../documents.ts";
import { Time, zoneName } from "../parts/time.tsx";
import { percent, t } from "../text/t.ts";

interface Props {
  readonly id: string;
  /** Bytes of the whole file. */
  readonly of: number;
  readonly close: () => void;
}

export function Reading({ id, of, close }: Props) {
  const [event, setEvent] = useState<ReadEvent>();
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    const end = stream(
      "log-upload-read",
      { id, zone: zoneName() },
      {
        progress: (data) => {
          const told = data as ReadEvent;
          setEvent(told);
          if (told.event === "end") end();
        },
      },
      (broken) => {
        setBroken(broken);
        // To try again would be to read again.
        if (broken) end();
      },
    );
    return end;
  }, [id]);
  if (isBroken && event?.event !== "end") return <p role="alert">{t("reading.broken")}</p>;
  if (event?.event === "end")
    return (
      <p role="status">
        {t("reading.end", { n: event.lines, formats: event.formats.join(", ") || t("reading.noFormat") })}
        {event.unread > 0 && <strong> {t("searched.unread", { n: event.unread })}.</strong>}{" "}
        {event.from !== null && (
          <>
            <Time at={event.from} /> – <Time at={event.to} />
          </>
        )}
      </p>
    );
  const share = of === 0 ? 0 : Math.min(1, (event?.bytes ?? 0) / of);
  return (
    <p class="row">
      <progress value={share} aria-label={t("reading.title")} /> {percent(share)}
      <span class="faint" role="status">
        {t("reading.lines", { n: event?.lines ?? 0 })}
      </span>
      <button type="button" data-close onClick={close}>
        {t("cancel")}
      </button>
    </p>
  );
}
