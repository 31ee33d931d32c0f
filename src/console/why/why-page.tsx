/** Why?: the start page. One box, the few fields, and the answer. */

import { inert } from "../../base/inert.ts";
import { go, here, query } from "../address.ts";
import { me } from "../me.ts";
import { useAsked } from "../parts/asked.ts";
import { Heading } from "../parts/heading.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { zoneName } from "../parts/time-text.ts";
import { queryOf } from "../request.ts";
import { language, t, word } from "../text/t.ts";
import { AnswersView } from "./answers-view.tsx";
import { AskForm } from "./ask-form.tsx";
import { ExplanationView } from "./explanation-view.tsx";
import { type AskedFields, askedIn, isQuestion, suggestedBy } from "./question.ts";

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
  const { answer, problem, waiting, again } = useAsked("why", {
    ...asked,
    to: toOf(asked),
    zone: zoneName(),
    lang: language.value,
  });
  return (
    <section aria-busy={waiting} aria-label={t("why.answer")}>
      <p class="hidden" role="status">
        {answer?.answers[0] && `${word("outcome", answer.answers[0].outcome)}. ${inert(answer.answers[0].sentence)}`}
      </p>
      {problem && <Failed problem={problem} again={again} />}
      {!answer && waiting && <Loading />}
      {answer && <AnswersView document={answer} asked={asked} />}
    </section>
  );
}

function Explained({ text }: { readonly text: string }) {
  const { answer, problem, waiting, again } = useAsked("explain", { text, zone: zoneName(), lang: language.value });
  const asked = answer && suggestedBy(answer);
  return (
    <>
      <section aria-busy={waiting} aria-label={t("explain.title")}>
        <p class="hidden" role="status">
          {answer && inert(answer.sentence)}
        </p>
        {problem && <Failed problem={problem} again={again} />}
        {!answer && waiting && <Loading />}
        {answer && <ExplanationView document={answer} />}
      </section>
      {asked && isQuestion(asked) && mayAsk(asked) && (
        <>
          <h2 class="divider">{t("explain.here")}</h2>
          <Answered asked={asked} />
        </>
      )}
    </>
  );
}

/** What a user pastes may be about somebody else's mail; it is explained all the same. */
function mayAsk({ to, from }: AskedFields): boolean {
  const who = me.value;
  const isOwn = (address: string) => who?.addresses.includes(address.toLowerCase()) ?? false;
  return who?.role !== "user" || (to.length > 0 && to.every(isOwn)) || (from !== undefined && isOwn(from));
}

/** A user asks about mail to himself, unless he says that it was from him. */
function toOf({ to, from }: AskedFields): string[] {
  const who = me.value;
  const isOwnMail = who?.role !== "user" || to.length > 0 || (from !== undefined && who.addresses.includes(from));
  return isOwnMail ? [...to] : [...who.addresses];
}

const Hints = () => (
  <Empty title={t("why.hint")}>
    <ul>
      <li>{t("why.hintAddress")}</li>
      <li>{t("why.hintBounce")}</li>
      <li>{t(me.value?.role === "user" ? "why.hintIdUser" : "why.hintId")}</li>
      <li>{t("why.hintLog")}</li>
    </ul>
  </Empty>
);
