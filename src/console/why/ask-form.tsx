/** The one box and the few fields. What is typed is recognised at once, and said. */
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { me } from "../me.ts";
import { Icon } from "../parts/icon.tsx";
import { queryOf, type Fields as Told } from "../request.ts";
import { t, word } from "../text/t.ts";
import { Direction, Fields, isOfPerson } from "./ask-fields.tsx";
import { type AskedFields, askedIn, boxOf, fieldsOf, isQuestion, shownInBox } from "./question.ts";
import { type Recognised, recognise } from "./recognise.ts";

interface Props {
  readonly asked: AskedFields;
  readonly text?: string;
  /** What the text is, as the server says: one that it explains, or a sentence that leads on to the fields. */
  readonly textIs?: "waiting" | "explained" | "plain";
  readonly ask: (fields: object) => void;
  /** With what stands in the fields beside it. */
  readonly explain: (text: string, fields?: Told) => void;
}

/** A box of more lines scrolls. */
const mostRows = 8;

export function AskForm({ asked, text, textIs, ask, explain }: Props) {
  const isUser = me.value?.role === "user";
  const [isSender, setSender] = useState(isUser || (asked.to.length === 0 && asked.from !== undefined));
  const [held] = useState(() => heldIn(asked, isSender, text, textIs));
  const [box, setBox] = useState(shownInBox(held));
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const isAsked = isQuestion(asked) && textIs !== "plain";
  const isHeld = box === shownInBox(held);
  const found = isHeld ? held : recognise(box);
  const isLed = isHeld && textIs === "plain";
  useEffect(() => {
    if (isFree() && matchMedia("(pointer: fine)").matches) input.current?.focus({ preventScroll: true });
  }, []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const others = Object.fromEntries(new FormData(form));
    if (found.kind === "text" && !isLed) return explain(found.value);
    if (found.kind === "words") return explain(found.value, others);
    // Whoever names himself alone asks what came for him.
    const isOwn =
      isUser && found.kind === "address" && found.value.every((one) => me.value?.addresses.includes(one.toLowerCase()));
    const fields = { ...others, ...fieldsOf(found, isSender && !isOwn) };
    // A short reply looks like a name.
    const isBare = isUser || Object.values(others).every((value) => value === "");
    if (found.kind === "name" && isBare) return explain(found.value, isUser ? others : fields);
    const isEnough = isQuestion(askedIn(new URLSearchParams(queryOf(fields))));
    setMissing(!isEnough && !isUser);
    if (isEnough || isUser) ask(fields);
    else if (isLed) (form.elements.namedItem("to") as HTMLElement | null)?.focus();
    else input.current?.focus();
  };
  return (
    <search>
      <form class={isAsked ? "ask asked" : "ask"} onSubmit={submit}>
        <Box input={input} text={box} type={setBox} isToExplain={found.kind === "text" && !isLed} />
        <p id="recognised" class="recognised" aria-live="polite">
          {missing && (found.kind === "nothing" || isLed) ? (
            <strong class="bad-text">{t("ask.missing")}</strong>
          ) : isLed ? (
            <strong>{t(isUser ? "ask.leadUser" : "ask.lead")}</strong>
          ) : (
            says(found)
          )}
          {isOfPerson(found) && !isUser && <Direction isSender={isSender} choose={setSender} />}
        </p>
        {(found.kind !== "text" || isLed) && (
          <Fields asked={asked} isSender={isSender} found={found} isUser={isUser} isLed={isLed} />
        )}
      </form>
    </search>
  );
}

interface BoxProps {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly type: (text: string) => void;
  readonly isToExplain: boolean;
}

function Box({ input, text, type, isToExplain }: BoxProps) {
  const isUser = me.value?.role === "user";
  const keyed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    input.current?.form?.requestSubmit();
  };
  return (
    <div class="box">
      <Icon name="search" />
      <textarea
        ref={input}
        data-box
        rows={Math.min(mostRows, text.split("\n", mostRows).length)}
        value={text}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={keyed}
        aria-label={t(isUser ? "ask.boxUser" : "ask.box")}
        aria-describedby="recognised"
        placeholder={t(isUser ? "ask.placeholderUser" : "ask.placeholder")}
        spellcheck={false}
        autoComplete="off"
        autoCapitalize="off"
      />
      <button type="submit" class="primary">
        {t(isToExplain ? "ask.explain" : "ask.submit")}
      </button>
    </div>
  );
}

/** What the box holds at first. Until the server has said what a text is, it is what it looks like. */
function heldIn(asked: AskedFields, isSender: boolean, text: string | undefined, textIs: Props["textIs"]): Recognised {
  if (text === undefined) return boxOf(asked, isSender);
  const seen = recognise(text);
  const isOpen = textIs === "waiting" && (seen.kind === "words" || seen.kind === "name");
  return isOpen ? { kind: "words", value: text } : { kind: "text", value: text };
}

/** Leads to the field that the server refuses. */
export function showWrong(name: string): void {
  const field = document.querySelector<HTMLElement>(`form.ask [name="${name}"]`);
  field?.closest("details")?.setAttribute("open", "");
  field?.setAttribute("aria-invalid", "true");
  field?.focus();
}

/** Nobody has put the focus anywhere yet. */
const isFree = (): boolean => document.activeElement === document.body || document.activeElement?.tagName === "H1";

const says = (found: Recognised): string =>
  found.kind === "nothing" ? t("ask.anything") : word("recognised", found.kind);
