/** Who may do what an answer says is to be done: whoever is no administrator is told to ask one. */
import type { Answer, Role, Step } from "../documents.ts";
import { type TextId, t } from "../text/t.ts";

const servers: Readonly<Record<string, readonly string[]>> = {
  receiver: ["our-server", "our-policy"],
  sender: ["sender-server"],
};

/** Must whoever runs this server act? */
const isForServer = ({ party }: Pick<Answer, "party">, side: string): boolean =>
  servers[side]?.includes(party) ?? false;

/** The steps of an answer, and what stands above them. Of what the server's people must do a user knows that they are others, and the help desk whom to ask. */
export function remedyFor(
  { party, steps }: Pick<Answer, "party" | "steps">,
  side: string,
  role: Role | undefined,
): { readonly title: TextId; readonly steps: readonly string[] } {
  if (role !== "admin" && isForServer({ party }, side))
    return {
      title: role === "user" ? "answer.remedyOfPostmaster" : "answer.remedyOfAdmin",
      steps: steps.map(({ text }) => text),
    };
  return { title: "answer.remedy", steps: steps.map((step) => stepFor(step, role)) };
}

/** A step as it is told to somebody: one that he may not take is there to be asked for. */
export const stepFor = ({ text, who }: Step, role: Role | undefined): string =>
  role !== "admin" && who === "admin" ? t("answer.askAdmin", { step: text }) : text;

/** Who "us" is in an answer; undefined: nobody whom it names. */
export function usText(
  { us, party }: Pick<Answer, "us" | "party">,
  side: string,
  role: Role | undefined,
): string | undefined {
  if (!us) return undefined;
  if (role !== "helpdesk") return t("answer.us");
  return isForServer({ party }, side) || party === "our-server" ? t("answer.usAdmin") : undefined;
}
