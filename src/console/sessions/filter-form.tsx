/** The filters of the sessions: each takes effect while it is typed. */
import { useEffect, useRef } from "preact/hooks";
import { go, withQuery } from "../address.ts";
import { t, word } from "../text/t.ts";
import { LogChoice } from "../why/log-choice.tsx";
import { fromLocal, type SessionFilter, toLocal } from "./session-filter.ts";

/** Whoever types on is not done yet. */
const typingMilliseconds = 250;

const roles = ["server", "client", "queue", "mailbox"] as const;
const services = ["smtp", "pop3", "imap", "web"] as const;

export function FilterForm({ filter, isLive }: { readonly filter: SessionFilter; readonly isLive: boolean }) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const isOpen = [filter.role, filter.service, filter.from, filter.to, filter.log].some((one) => one !== undefined);
  const changed = (event: Event) => {
    const form = event.currentTarget as HTMLFormElement;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => apply(form), typingMilliseconds);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    clearTimeout(timer.current);
    apply(event.currentTarget as HTMLFormElement);
  };
  return (
    <form class="filters" onInput={changed} onSubmit={submit} aria-label={t("sessions.filter")}>
      <label>
        {t("sessions.address")}
        <input
          name="address"
          type="search"
          data-box
          defaultValue={filter.address ?? ""}
          placeholder="bob@example.org"
          autoComplete="off"
        />
      </label>
      <label>
        {t("sessions.peer")}
        <input name="peer" type="search" defaultValue={filter.peer ?? ""} placeholder="192.0.2.1" autoComplete="off" />
      </label>
      <label>
        {t("sessions.text")}
        <input name="text" type="search" defaultValue={filter.text ?? ""} autoComplete="off" />
      </label>
      <label class="choice">
        <input name="onlyBad" type="checkbox" value="true" defaultChecked={filter.onlyBad ?? false} />
        {t("sessions.onlyBad")}
      </label>
      <details open={isOpen}>
        <summary>{t("ask.more")}</summary>
        <div class="filters">
          <Select name="role" label={t("sessions.role")} words={roles} value={filter.role} />
          <Select name="service" label={t("sessions.service")} words={services} value={filter.service} />
          {!isLive && (
            <>
              <label>
                {t("sessions.from")}
                <input name="from" type="datetime-local" defaultValue={toLocal(filter.from)} />
              </label>
              <label>
                {t("sessions.to")}
                <input name="to" type="datetime-local" defaultValue={toLocal(filter.to)} />
              </label>
              <LogChoice value={filter.log} />
            </>
          )}
        </div>
      </details>
      <button type="submit" class="hidden">
        {t("sessions.apply")}
      </button>
    </form>
  );
}

function apply(form: HTMLFormElement): void {
  const given = Object.fromEntries(new FormData(form));
  const times = { from: fromLocal(String(given.from ?? "")), to: fromLocal(String(given.to ?? "")) };
  go(withQuery({ onlyBad: "", ...given, ...times }, "/sessions"), { replace: true });
}

interface SelectProps {
  readonly name: "role" | "service";
  readonly label: string;
  readonly words: readonly string[];
  readonly value: string | undefined;
}

const Select = ({ name, label, words, value }: SelectProps) => (
  <label>
    {label}
    <select name={name}>
      <option value="">{t("all")}</option>
      {words.map((one) => (
        <option value={one} selected={one === value}>
          {word(name, one)}
        </option>
      ))}
    </select>
  </label>
);
