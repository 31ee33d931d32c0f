/** Logs that were brought, as they are told. */
import { z } from "zod";
import type { Upload } from "../../app/uploads.ts";
import { isoTime } from "../../base/iso.ts";
import { time } from "./parts.ts";

export const upload = z.object({ id: z.string(), name: z.string(), bytes: z.number(), at: time() });

export const uploadView = ({ id, name, bytes, at }: Upload): z.output<typeof upload> => ({
  ...{ id, name, bytes, at: isoTime(at) },
});
