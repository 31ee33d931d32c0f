/** Why?: the start page. One box, the few fields, and the answer. */
import { useEffect } from "preact/hooks";
import { inert } from "../../base/inert.ts";
import { go, here, query } from "../address.ts";
import { me } from "../me.ts";
import { useAsked } from "../parts/asked.ts";
import { Heading } from "../parts/heading.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { zoneName } from "../parts/time-text.ts";
import { type Fields, queryOf } from "../request.ts";
import { language, t, word } from "../text/t.ts";
import { AnswersView } from "./answers-view.tsx";
import { AskForm, showWrong } from "./ask-form.tsx";
import { ExplanationView } from "./explanation-view.tsx";
import { type AskedFields, askedIn, isQuestion, ledBy, suggestedBy } from "./question.ts";

/** Longer texts do not go into the address, but stay with the entry of the history. */
const longestInAddress = 1500;

const textOf = (): string | undefined => {
  const { state } = here.value;
  const kept = typeof state === "object" && state !== null && "text" in state ? state.text : undefined;
  return query.value.get("text") ?? (typeof kept === "string" ? kept : undefined);
};

/** What stood in the fields when the text was sent off. */
function besideOf(): Fields {
  const { state } = here.value;
  const kept = typeof state === "object" && state !== null && "fields" in state ? state.fields : undefined;
  return typeof kept === "object" && kept !== null ? (kept as Fields) : {};
}

export function WhyPage() {
  const text = textOf();
  return (
    <>
      <Heading title={t("why.title")} />
      {text === undefined ? <Question /> : <Explained key={text} text={text} />}
    </>
  );
}

function Question() {
  const asked = askedIn(query.value);
  return (
    <>
      <AskForm key={here.value.search} asked={asked} ask={ask} explain={explain} />
      <div class="results">{isQuestion(asked) ? <Answered asked={asked} /> : <Hints />}</div>
    </>
  );
}

const ask = (fields: object): void => go(`/?${queryOf({ ...fields })}`);

function explain(text: string, fields: Fields = {}): void {
  if (text.length <= longestInAddress) go(`/?${queryOf({ text })}`, { state: { fields } });
  else go("/", { state: { text } });
}

function Answered({ asked }: { readonly asked: AskedFields }) {
  const { answer, problem, waiting, again } = useAsked("why", {
    ...asked,
    to: toOf(asked),
    zone: zoneName(),
    lang: language.value,
  });
  const wrong = problem?.field;
  useEffect(() => {
    if (wrong) showWrong(wrong);
  }, [wrong, problem]);
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

/** A text, which the server explains, or finds to be a name or a question in plain words. */
function Explained({ text }: { readonly text: string }) {
  const explained = useAsked("explain", { text, zone: zoneName(), lang: language.value });
  const { answer, problem, waiting, again } = explained;
  const isUser = me.value?.role === "user";
  const plain = answer?.plain;
  const isName = plain?.isName === true && !isUser;
  const asked = plain ? ledBy(plain, besideOf(), isUser) : askedIn(query.value);
  useEffect(() => {
    if (!isName) return;
    // Its own field may be that of the sender.
    const beside = besideOf();
    const isSender = plain.to.includes(String(beside.from));
    go(`/?${queryOf({ ...asked, ...(isSender && { to: [] }) })}`, { replace: true });
  }, [isName]);
  const textIs = plain ? "plain" : answer ? "explained" : "waiting";
  return (
    <>
      <AskForm key={textIs} asked={asked} text={text} textIs={textIs} ask={ask} explain={explain} />
      <div class="results">
        <section aria-busy={waiting || isName} aria-label={t("explain.title")}>
          <p class="hidden" role="status">
            {answer && !plain && inert(answer.sentence)}
          </p>
          {problem && <Failed problem={problem} again={again} />}
          {!answer && waiting && <Loading />}
          {answer && !plain && <ExplanationView document={answer} />}
        </section>
        {answer && !plain && <Here asked={suggestedBy(answer)} />}
      </div>
    </>
  );
}

/** What this server knows of what a text tells. */
const Here = ({ asked }: { readonly asked: AskedFields }) =>
  isQuestion(asked) && mayAsk(asked) ? (
    <>
      <h2 class="divider">{t("explain.here")}</h2>
      <Answered asked={asked} />
    </>
  ) : null;

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
      <li>{t(me.value?.role === "user" ? "why.hintAddress" : "why.hintName")}</li>
      <li>{t("why.hintBounce")}</li>
      <li>{t(me.value?.role === "user" ? "why.hintIdUser" : "why.hintId")}</li>
      <li>{t("why.hintLog")}</li>
    </ul>
  </Empty>
);
