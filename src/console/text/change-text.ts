/** What was changed, as people read it: the server names fields and gives bytes and instants, in the journal and in sentences beside an answer. */
import type { Change } from "../documents.ts";
import { bytesText, spanText, timeText } from "../parts/time-text.ts";
import { type TextId, t, word } from "./t.ts";

const thing = /^(account|domain|alias|block) (\S+)(?: (.+))?$/;
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** "account a@b.example quotaBytes" as "the most space of account a@b.example"; settings keep their names. */
export function whatText(what: string): string {
  const [, kind = "", name = "", field] = thing.exec(what) ?? [];
  if (kind === "") return what;
  if (field === undefined) return t(`change.${kind}` as TextId, { name });
  const [, made = "", own = ""] = /^(token|app password) (.+)$/.exec(field) ?? [];
  const part = made === "" ? word("field", field) : `${word("field", made)} ${own}`;
  return t(`change.of.${kind}` as TextId, { part, name });
}

/** A value of it; "–" for none. */
export function valueText(what: string, value: string | null): string {
  if (value === null) return "–";
  const [, kind, , field] = thing.exec(what) ?? [];
  if (kind === undefined) return settingText(what, value);
  if (field !== undefined) return fieldText(field, value);
  if (kind === "block") return told(value);
  return fieldsIn(value)
    .map(([name, one]) => `${word("field", name)} ${fieldText(name, one)}`)
    .join(", ");
}

/** "fullName=Carla Rosa role=user": a value may have spaces in it. */
function fieldsIn(text: string): readonly (readonly [string, string])[] {
  const names = [...text.matchAll(/(?:^| )([a-zA-Z]+)=/g)];
  return names.map(({ 0: whole, 1: name = "", index }, at) => [
    name,
    text.slice(index + whole.length, names[at + 1]?.index),
  ]);
}

function fieldText(name: string, value: string): string {
  if (name === "quotaBytes") {
    if (value === "null") return t("change.asSetting");
    return value === "0" ? t("change.noLimit") : bytesText(Number(value));
  }
  if (value === "" || value === "null") return t("change.nothing");
  if (value === "true" || value === "false") return t(value === "true" ? "settings.yes" : "settings.no");
  if (name === "role" || name === "state" || name === "kind") return word(name === "kind" ? "domain" : name, value);
  return told(value).replaceAll(",", ", ");
}

function settingText(path: string, value: string): string {
  if (value === "") return t("settings.empty");
  if (value === "true" || value === "false") return t(value === "true" ? "settings.yes" : "settings.no");
  if (!/^\d+(?:\.\d+)?$/.test(value)) return told(value);
  // What is in the file is exact, and in words it is not.
  if (/Bytes$/.test(path)) return `${value} (${bytesText(Number(value))})`;
  return /Seconds$/.test(path) ? `${value} (${spanText(Number(value))})` : value;
}

/** Words that stand with an instant, or alone. */
const told = (value: string): string =>
  word("change.value", value)
    .replace(/^until (?=\d)/, () => `${t("change.until")} `)
    .replace(/^(\w+) until (\S+), then (\w+)$/, (_, level: string, until: string, then: string) =>
      t("change.level", { level: word("level", level), until, afterwards: word("level", then) }),
    )
    .replaceAll(instant, (at) => timeText(at));

/** A change beside an answer, in a sentence. */
export function changeText({ secondsBefore, by, what, before, after }: Change): string {
  const [, kind, who = "", field] = thing.exec(what) ?? [];
  const told = after === null ? t("change.nothing") : valueText(what, after);
  const values = { ago: agoText(secondsBefore), by, what: whatText(what), after: told };
  if (before !== null) return t("change.changed", { ...values, before: valueText(what, before) });
  if (kind === "block") return t("change.blocked", { ...values, who });
  return t(kind !== undefined && field === undefined ? "change.made" : "change.set", values);
}

const agoText = (seconds: number): string =>
  seconds === 0
    ? t("change.justBefore")
    : t("change.ago", { span: spanText(seconds < 60 ? seconds : Math.round(seconds / 60) * 60) });
