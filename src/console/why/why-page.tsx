/** Why?: the start page. One box, the few fields, and the answer. */
import { go, here, query } from "../address.ts";
import { me } from "../me.ts";
import { useAsked } from "../parts/asked.ts";
import { Heading } from "../parts/heading.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { zoneName } from "../parts/time.tsx";
import { queryOf } from "../request.ts";
import { language, t } from "../text/t.ts";
import { AnswersView } from "./answers-view.tsx";
import { AskForm } from "./ask-form.tsx";
import { ExplanationView } from "./explanation-view.tsx";
import { type AskedFields, askedIn, isQuestion } from "./question.ts";

/** Longer texts do not go into the address, but stay with the entry of the history. */
const longestInAddress = 1500;

const textOf = (): string | undefined => {
  const { state } = here.value;
  const kept = typeof state === "object" && state !== null && "text" in state ? state.text : undefined;
  return query.value.get("text") ?? (typeof kept === "string" ? kept : undefined);
};

export function WhyPage() {
  const asked = askedIn(query.value);
  const text = textOf();
  const isAsked = isQuestion(asked);
  return (
    <>
      <Heading title={t("why.title")} />
      <AskForm key={here.value.search} asked={asked} text={text} ask={ask} explain={explain} />
      <div class="results">
        {text !== undefined && <Explained text={text} />}
        {isAsked && <Answered asked={asked} />}
        {text === undefined && !isAsked && <Hints />}
      </div>
    </>
  );
}

const ask = (fields: object): void => go(`/?${queryOf({ ...fields })}`);

function explain(text: string): void {
  if (text.length <= longestInAddress) go(`/?${queryOf({ text })}`);
  else go("/", { state: { text } });
}

function Answered({ asked }: { readonly asked: AskedFields }) {
  const who = me.value;
  const own = who?.role === "user" && asked.to.length === 0 ? { to: who.addresses } : {};
  const { answer, problem, waiting, again } = useAsked("why", {
    ...asked,
    ...own,
    zone: zoneName(),
    lang: language.value,
  } as never);
  return (
    <section aria-busy={waiting} aria-live="polite" aria-label={t("why.answer")}>
      {problem && <Failed problem={problem} again={again} />}
      {!answer && waiting && <Loading />}
      {answer && <AnswersView document={answer} asked={asked} />}
    </section>
  );
}

function Explained({ text }: { readonly text: string }) {
  const { answer, problem, waiting, again } = useAsked("explain", {
    text,
    zone: zoneName(),
    lang: language.value,
  } as never);
  const suggested = answer?.ask;
  const asked = suggested && {
    to: [suggested.to ?? []].flat(),
    ...(suggested.from !== null && { from: suggested.from }),
    ...(suggested.about !== null && { about: suggested.about }),
    ...(suggested.messageId !== null && { messageId: suggested.messageId }),
  };
  return (
    <>
      <section aria-busy={waiting} aria-live="polite" aria-label={t("explain.title")}>
        {problem && <Failed problem={problem} again={again} />}
        {!answer && waiting && <Loading />}
        {answer && <ExplanationView document={answer} />}
      </section>
      {asked && isQuestion(asked) && (
        <>
          <h2 class="divider">{t("explain.here")}</h2>
          <Answered asked={asked} />
        </>
      )}
    </>
  );
}

const Hints = () => (
  <Empty title={t("why.hint")}>
    <ul>
      <li>{t("why.hintAddress")}</li>
      <li>{t("why.hintBounce")}</li>
      <li>{t("why.hintId")}</li>
      <li>{t("why.hintLog")}</li>
    </ul>
  </Empty>
);
