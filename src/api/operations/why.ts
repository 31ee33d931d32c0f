/** Answers why a message was not received. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { forUser, refuseOthersMail } from "../own-mail.ts";
import { answers } from "../schemas/answer.ts";
import { lang, zone } from "../schemas/parts.ts";

const text = () => z.exactOptional(z.string().trim().min(1).max(1000));

export const why = defineOperation({
  summary: "say why a message was not received, with the lines that prove it",
  route: "GET /why",
  access: "user",
  input: z.strictObject({
    /** Recipients; "@example.org" is anybody there. */
    to: z.exactOptional(z.array(z.string().trim().min(1).max(320)).max(50)),
    from: text(),
    /** ISO 8601, or words: "around ten yesterday". */
    about: text(),
    /** "90m", "3d". */
    window: text(),
    messageId: text(),
    queueId: text(),
    session: text(),
    subject: text(),
    ip: text(),
    host: text(),
    side: z.exactOptional(z.enum(["receiver", "sender"])),
    facts: z.exactOptional(z.record(z.string(), z.string())),
    limit: z.exactOptional(z.int().min(0).max(100)),
    /** A log that was brought; without it the records are asked. */
    log: text(),
    zone: zone(),
    lang: lang(),
  }),
  output: answers,
  run: async (asked, context) => {
    refuseOthersMail(asked, context);
    const { log, zone: named, lang: language, ...put } = asked;
    const isUser = context.asker?.role === "user";
    // Whom else a name may mean is no user's to know.
    const question = isUser ? { ...put, literal: true as const } : put;
    const document = await context.questions.ask(
      "why",
      { asked: question, log, zone: named, lang: language },
      context.signal,
    );
    return isUser ? forUser(document, context) : document;
  },
});
