/** Explains a pasted text: a bounce, a reply, headers, lines of a log. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { explanation } from "../schemas/explanation.ts";
import { lang, zone } from "../schemas/parts.ts";

export const explain = defineOperation({
  summary: "say what a bounce, a reply, a header block or lines of a log mean",
  route: "POST /explain",
  access: "user",
  reads: true,
  input: z.strictObject({ text: z.string().min(1).max(2_000_000), zone: zone(), lang: lang() }),
  output: explanation,
  run: ({ text, zone: named, lang: language }, { questions, accounts, signal }) => {
    const ours = accounts.domains().map(({ name }) => name);
    return questions.ask("explain", { text, ours, zone: named, lang: language }, signal);
  },
});
