/** Writes what waits in the log's cache, as every operation does before it is answered. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";

export const flushLog = defineOperation({
  summary: "write what waits in the log's cache",
  input: z.strictObject({}),
  run: () => ({}),
});
