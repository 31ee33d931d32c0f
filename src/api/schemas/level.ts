/** Levels of the log as they are told. */
import { z } from "zod";
import type { LevelName } from "../../events/catalogue.ts";
import { list, word } from "./parts.ts";

export const levels = z.object({
  levels: list(
    z.object({
      service: z.string(),
      level: word<LevelName>(),
      number: z.int(),
      until: z.number().exactOptional().describe("milliseconds since the epoch"),
      afterwards: word<LevelName>().exactOptional(),
    }),
  ),
});
