/** The one box and the few fields. What is typed is recognised at once, and said. */
import { useEffect, useRef, useState } from "preact/hooks";
import { me } from "../me.ts";
import { Icon } from "../parts/icon.tsx";
import { t, word } from "../text/t.ts";
import { LogChoice } from "./log-choice.tsx";
import { type AskedFields, boxOf, fieldsOf, isQuestion, shownInBox } from "./question.ts";
import { type Recognised, recognise } from "./recognise.ts";
import { WhenField } from "./when-field.tsx";

interface Props {
  readonly asked: AskedFields;
  readonly text: string | undefined;
  readonly ask: (fields: object) => void;
  readonly explain: (text: string) => void;
}

/** A box of more lines scrolls. */
const mostRows = 8;

export function AskForm({ asked, text, ask, explain }: Props) {
  const isUser = me.value?.role === "user";
  const [isSender, setSender] = useState(isUser || (asked.to.length === 0 && asked.from !== undefined));
  const [held] = useState(() =>
    text === undefined ? boxOf(asked, isSender) : ({ kind: "text", value: text } as const),
  );
  const [box, setBox] = useState(shownInBox(held));
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const isAsked = isQuestion(asked);
  const found = box === shownInBox(held) ? held : recognise(box);
  useEffect(() => {
    if (isFree() && matchMedia("(pointer: fine)").matches) input.current?.focus({ preventScroll: true });
  }, []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (found.kind === "text") return explain(found.value);
    const others = new FormData(event.currentTarget as HTMLFormElement);
    // Whoever names himself alone asks what came for him.
    const isOwn =
      isUser && found.kind === "address" && found.value.every((one) => me.value?.addresses.includes(one.toLowerCase()));
    const fields = { ...Object.fromEntries(others), ...fieldsOf(found, isSender && !isOwn) };
    const isEnough = isQuestion({ to: [], ...fields } as AskedFields) || isUser;
    setMissing(!isEnough);
    if (isEnough) ask(fields);
    else input.current?.focus();
  };
  const keyed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    input.current?.form?.requestSubmit();
  };
  return (
    <search>
      <form class={isAsked ? "ask asked" : "ask"} onSubmit={submit}>
        <div class="box">
          <Icon name="search" />
          <textarea
            ref={input}
            data-box
            rows={Math.min(mostRows, box.split("\n", mostRows).length)}
            value={box}
            onInput={({ currentTarget }) => setBox(currentTarget.value)}
            onKeyDown={keyed}
            aria-label={t(isUser ? "ask.boxUser" : "ask.box")}
            aria-describedby="recognised"
            placeholder={t(isUser ? "ask.placeholderUser" : "ask.placeholder")}
            spellcheck={false}
            autoComplete="off"
            autoCapitalize="off"
          />
          <button type="submit" class="primary">
            {t(found.kind === "text" ? "ask.explain" : "ask.submit")}
          </button>
        </div>
        <p id="recognised" class="recognised" aria-live="polite">
          {missing && found.kind === "nothing" ? <strong class="bad-text">{t("ask.missing")}</strong> : says(found)}
          {found.kind === "address" && !isUser && <Direction isSender={isSender} choose={setSender} />}
        </p>
        {found.kind !== "text" && <Fields asked={asked} isSender={isSender} found={found} isUser={isUser} />}
      </form>
    </search>
  );
}

/** Nobody has put the focus anywhere yet. */
const isFree = (): boolean => document.activeElement === document.body || document.activeElement?.tagName === "H1";

const says = (found: Recognised): string =>
  found.kind === "nothing" ? t("ask.anything") : word("recognised", found.kind);

function Direction({ isSender, choose }: { readonly isSender: boolean; readonly choose: (isSender: boolean) => void }) {
  return (
    <fieldset class="inline">
      <legend class="hidden">{t("ask.direction")}</legend>
      {[false, true].map((one) => (
        <label class="choice">
          <input type="radio" checked={isSender === one} onChange={() => choose(one)} />
          {t(one ? "ask.fromIt" : "ask.toIt")}
        </label>
      ))}
    </fieldset>
  );
}

interface FieldsProps {
  readonly asked: AskedFields;
  readonly isSender: boolean;
  readonly found: Recognised;
  readonly isUser: boolean;
}

function Fields({ asked, isSender, found, isUser }: FieldsProps) {
  const isOpen = [asked.subject, asked.host, asked.window, asked.side, asked.log].some((one) => one !== undefined);
  const own = me.value?.addresses ?? [];
  return (
    <div class="fields">
      {isUser ? (
        own.length > 1 && <Choice name="to" label={t("ask.mine")} values={own} value={asked.to[0] ?? own[0]} />
      ) : isSender && found.kind === "address" ? (
        <Field name="to" label={t("ask.to")} value={asked.to.join(", ")} hint="alice@example.org" />
      ) : (
        <>
          {found.kind !== "address" && found.kind !== "nothing" && (
            <Field name="to" label={t("ask.to")} value={asked.to.join(", ")} hint="alice@example.org" />
          )}
          <Field name="from" label={t("ask.from")} value={asked.from} hint="bob@example.com" />
        </>
      )}
      <WhenField value={asked.about} />
      <details class="more" open={isOpen}>
        <summary>{t("ask.more")}</summary>
        <div class="fields">
          <Field name="subject" label={t("ask.subject")} value={asked.subject} />
          <Field name="window" label={t("ask.window")} value={asked.window} hint="2h" />
          {!isUser && (
            <>
              <Field name="host" label={t("ask.host")} value={asked.host} hint="mx.example.com" />
              <label>
                {t("ask.side")}
                <select name="side">
                  {["", "receiver", "sender"].map((side) => (
                    <option value={side} selected={side === (asked.side ?? "")}>
                      {t(side === "" ? "side.auto" : side === "sender" ? "side.sender" : "side.receiver")}
                    </option>
                  ))}
                </select>
              </label>
              <LogChoice value={asked.log} />
            </>
          )}
        </div>
      </details>
    </div>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly hint?: string;
}

const Field = ({ name, label, value = "", hint }: FieldProps) => (
  <label>
    {label}
    <input
      name={name}
      defaultValue={value}
      placeholder={hint}
      autoComplete="off"
      autoCapitalize="off"
      spellcheck={false}
    />
  </label>
);

const Choice = ({ name, label, value, values }: Omit<FieldProps, "hint"> & { readonly values: readonly string[] }) => (
  <label>
    {label}
    <select name={name}>
      {values.map((one) => (
        <option selected={one === value}>{one}</option>
      ))}
    </select>
  </label>
);
