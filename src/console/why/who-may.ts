/** Who may do what an answer says is to be done: whoever is no administrator is told to ask one. */
import type { Answer, Role } from "../documents.ts";
import { type TextId, t } from "../text/t.ts";

const servers: Readonly<Record<string, readonly string[]>> = {
  receiver: ["our-server", "our-policy"],
  sender: ["sender-server"],
};

/** Commands of the shell and buttons that only administrators have, as steps name them in English and Italian. */
const isOfAdmin =
  /\bpostino (?:blocks|set|domain|account|alias|config|log levels|log tail)\b|\b(?:account|domain|alias) (?:show|change|add|remove|resume)\b|\b(?:page (?:Blocks|Settings)|pagina (?:Blocchi|Impostazioni))\b/;

/** Must whoever runs this server act? */
const isForServer = ({ party }: Pick<Answer, "party">, side: string): boolean =>
  servers[side]?.includes(party) ?? false;

/** The steps of an answer, and what stands above them. Of what the server's people must do a user knows that they are others, and the help desk whom to ask. */
export function remedyFor(
  { party, remedy }: Pick<Answer, "party" | "remedy">,
  side: string,
  role: Role | undefined,
): { readonly title: TextId; readonly steps: readonly string[] } {
  if (role !== "admin" && isForServer({ party }, side))
    return { title: role === "user" ? "answer.remedyOfPostmaster" : "answer.remedyOfAdmin", steps: remedy };
  return { title: "answer.remedy", steps: remedy.map((step) => stepFor(step, role)) };
}

/** A step as it is told to somebody: one that he may not take is there to be asked for. */
export const stepFor = (step: string, role: Role | undefined): string =>
  role !== "admin" && isOfAdmin.test(step) ? t("answer.askAdmin", { step }) : step;

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
