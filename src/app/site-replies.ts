/** Reads the site's own table of replies. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { UsageError } from "../base/error.ts";
import { accepted, nearestOf, parseYaml } from "../config/load.ts";
import { causes, isCauseId } from "../diagnosis/causes.ts";
import { folded, type SiteReply } from "../diagnosis/replies/site.ts";

/** Each reply is compared with every row. */
const maxRows = 1000;

const keys = { host: "", code: "", text: "", cause: "" };

const row = z
  .strictObject({
    host: z
      .hostname()
      .transform((name) => name.toLowerCase())
      .optional(),
    code: z
      .union([z.string(), z.number()])
      .transform(String)
      .refine((code) => /^(?:[45]\d\d(?: [45]\.\d{1,3}\.\d{1,3})?|[45]\.\d{1,3}\.\d{1,3})$/.test(code), {
        error: "write 550, 5.7.1 or 550 5.7.1",
      })
      .optional(),
    text: z
      .string()
      .max(500)
      .refine((text) => wordsOf(text).some((words) => words.length >= 3), {
        error: "write some words of the reply, with * for what changes",
      })
      .optional(),
    cause: z.string().refine(isCauseId, {
      error: ({ input }) => {
        const near = nearestOf(String(input), Object.keys(causes));
        return `there is no cause ${input}${near ? `; did you mean ${near}?` : ""}`;
      },
    }),
  })
  .refine(({ code, text }) => code !== undefined || text !== undefined, {
    error: "give a code, a text, or both",
  });

const table = z.array(row).max(maxRows);

/** "blocked by * see": what stands there in this order. */
const wordsOf = (text: string): readonly string[] =>
  text
    .split("*")
    .map(folded)
    .filter((words) => words !== "");

/** Throws UsageError that names the line. */
export function readSiteReplies(path: string): readonly SiteReply[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read the table of replies ${path}: ${(error as Error).message}`);
  }
  const nearestKey = (name: string) => nearestOf(name.split(".").at(-1) ?? name, Object.keys(keys));
  const rows = accepted(path, parseYaml(text, table, [], nearestKey));
  return rows.map(({ host, code, text: said, cause }) => ({
    cause,
    ...(host !== undefined && { host }),
    ...(code !== undefined && { code }),
    ...(said !== undefined && { words: wordsOf(said) }),
  }));
}
