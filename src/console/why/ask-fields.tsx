/** The few fields beside the one box: which side is asked about, whom else, when, and where to look. */
import { me } from "../me.ts";
import { t } from "../text/t.ts";
import { LogChoice } from "./log-choice.tsx";
import type { AskedFields } from "./question.ts";
import type { Recognised } from "./recognise.ts";
import { WhenField } from "./when-field.tsx";

export function Direction({
  isSender,
  choose,
}: {
  readonly isSender: boolean;
  readonly choose: (isSender: boolean) => void;
}) {
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
  /** A sentence stands in the box, and counts no more. */
  readonly isLed: boolean;
}

/** Is whose mail it is what stands in the box? */
export const isOfPerson = ({ kind }: Recognised): boolean => kind === "address" || kind === "name";

export function Fields({ asked, isSender, found, isUser, isLed }: FieldsProps) {
  const isOpen = [asked.subject, asked.host, asked.window, asked.side, asked.log].some((one) => one !== undefined);
  const own = me.value?.addresses ?? [];
  return (
    <div class="fields">
      {isUser ? (
        <>
          {own.length > 1 && <Choice name="to" label={t("ask.mine")} values={own} value={asked.to[0] ?? own[0]} />}
          {isLed && <Field name="from" label={t("ask.from")} value={asked.from} hint="bob@example.com" />}
        </>
      ) : isSender && isOfPerson(found) ? (
        <Field name="to" label={t("ask.to")} value={asked.to.join(", ")} hint="alice@example.org" />
      ) : (
        <>
          {!isOfPerson(found) && found.kind !== "nothing" && (
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
