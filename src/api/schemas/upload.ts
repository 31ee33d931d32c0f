/** Logs that were brought, as they are told. */
import { z } from "zod";
import type { Upload } from "../../app/uploads.ts";
import { isoTime } from "../../base/iso.ts";
import { time } from "./parts.ts";

export const upload = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number(),
  at: time(),
  read: z
    .object({ zone: z.string(), isLog: z.boolean() })
    .nullable()
    .describe("what was found when it was read, and the zone that stamps without one were taken to be of"),
});

export const uploadView = ({ id, name, bytes, at, read }: Upload): z.output<typeof upload> => ({
  ...{ id, name, bytes, at: isoTime(at), read: read ?? null },
});
