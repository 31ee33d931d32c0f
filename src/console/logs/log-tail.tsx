/** The log as it is written: the last lines, then each as it comes. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { go, query, withQuery } from "../address.ts";
import type { TailEvent } from "../documents.ts";
import { useAsked } from "../parts/asked.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Failed } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import { t, word } from "../text/t.ts";
import { type TailWish, useTail } from "./tail.ts";

const typingMilliseconds = 300;
/** What this server writes of; a folder that another server left may hold more. */
const ownServices = ["smtp", "web", "intrusion", "journal", "system"] as const;

export function LogTail() {
  const fields = query.value;
  const service = fields.get("service") ?? "smtp";
  const { answer: files } = useAsked("log-files", {});
  const services = new Set<string>([...ownServices, ...(files ?? []).map((file) => file.service), service]);
  const [address, text] = [fields.get("address") ?? "", fields.get("text") ?? ""];
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const apply = (form: HTMLFormElement) => go(withQuery(Object.fromEntries(new FormData(form))), { replace: true });
  const changed = ({ currentTarget }: { readonly currentTarget: HTMLFormElement }) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => apply(currentTarget), typingMilliseconds);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    apply(event.currentTarget as HTMLFormElement);
  };
  return (
    <>
      <form class="filters" onInput={changed} onSubmit={submit} aria-label={t("sessions.filter")}>
        <label>
          {t("sessions.service")}
          <select name="service">
            {[...services].map((one) => (
              <option value={one} selected={one === service}>
                {word("service", one)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("tail.address")}
          <input name="address" type="search" defaultValue={address} autoComplete="off" placeholder="bob@example.org" />
        </label>
        <label>
          {t("sessions.text")}
          <input name="text" type="search" data-box defaultValue={text} autoComplete="off" />
        </label>
        <button type="submit" class="hidden">
          {t("sessions.apply")}
        </button>
      </form>
      <Lines key={`${service}\n${address}\n${text}`} service={service} address={address} text={text} />
    </>
  );
}

function Lines(wish: TailWish) {
  const [isPaused, setPaused] = useState(false);
  const { events, isBroken, problem } = useTail(wish, isPaused);
  const scroller = useRef<HTMLElement>(null);
  const follows = useRef(true);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box && follows.current) box.scrollTop = box.scrollHeight;
  });
  const scrolled = ({ currentTarget: box }: { readonly currentTarget: HTMLElement }) => {
    follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
  };
  return (
    <>
      {problem && <Failed problem={problem} />}
      <p class="row tail-note">
        <button type="button" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
          {t("tail.pause")}
        </button>
        <span class="faint" role="status">
          {isBroken ? t("live.broken") : isPaused ? t("tail.paused") : events.length === 0 ? t("tail.waiting") : ""}
        </span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="scroller tail" ref={scroller} onScroll={scrolled} tabIndex={0} aria-label={t("logs.tail")}>
        <ol class="transcript">
          {events.map((event) => (
            <EventLines event={event} />
          ))}
        </ol>
      </section>
    </>
  );
}

const EventLines = ({ event: { at, lines, session } }: { readonly event: TailEvent }) =>
  lines.map((line) => (
    <li class={whoOf(line)}>
      <span class="line">
        <Time at={at} style="clock" />
        <span class="who">
          {session !== null && !/^0+$/.test(session) && (
            <a href={`/sessions/${session}`} title={t("session.title", { id: session })}>
              {session.slice(...inAMinute)}
            </a>
          )}
        </span>
        <span class="said">
          <Foreign text={line} />
        </span>
      </span>
    </li>
  ));

/** The digits of an id of ours by which sessions of one minute differ. */
const inAMinute = [8, 12] as const;

/** As our log marks what the peer and what we say. */
const whoOf = (line: string): "peer" | "local" | "note" => {
  const mark = line.slice(0, 100);
  return mark.includes(" <<< ") ? "peer" : mark.includes(" >>> ") ? "local" : "note";
};
