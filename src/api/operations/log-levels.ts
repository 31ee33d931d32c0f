/** Tells the levels of the log, after those that were asked for are changed, for good or for a time. */
import { z } from "zod";
import type { ServiceLevel } from "../../app/level-desk.ts";
import { levelNumbers } from "../../config/sections/log.ts";
import type { LevelName } from "../../events/catalogue.ts";
import { defineOperation } from "../operation.ts";
import { levels as schema } from "../schemas/level.ts";

/** Longer is for good. */
const mostSeconds = 366 * 86_400;

export const logLevels = defineOperation({
  summary: "tell the levels of the log, or change them",
  route: "PUT /log/levels",
  access: "admin",
  input: z.strictObject({
    changes: z
      .array(z.strictObject({ service: z.string(), level: z.enum(Object.keys(levelNumbers) as LevelName[]) }))
      .default([]),
    /** After so long they go back by themselves. */
    forSeconds: z.number().positive().max(mostSeconds).optional(),
  }),
  output: schema,
  run: ({ changes, forSeconds }, { levels, journal, by }) => {
    levels.revert();
    for (const { service, level } of changes) {
      const view = () => levels.levels().find((one) => one.service === service);
      const before = said(view());
      const changed = levels.change(service, level, by, forSeconds === undefined ? undefined : forSeconds * 1000);
      const own = `log.levels.${service}`;
      for (const { path, before: old, after } of changed) if (path !== own) journal(path, old, after);
      const after = said(view());
      if (before !== after) journal(own, before, after);
    }
    return { levels: levels.levels() };
  },
});

/** As the journal tells it: `extended until 2026-11-30T10:00:00.000Z, then debug`. */
function said(view: ServiceLevel | undefined): string | undefined {
  if (!view) return undefined;
  const { level, until, afterwards } = view;
  return until === undefined ? level : `${level} until ${new Date(until).toISOString()}, then ${afterwards}`;
}
