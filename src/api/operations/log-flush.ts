/** Writes what waits in the log's cache, as every operation does before it is answered. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";

export const logFlush = defineOperation({
  summary: "write what waits in the log's cache",
  route: "POST /log/flush",
  access: "admin",
  input: z.strictObject({}),
  output: z.object({}),
  run: () => ({}),
});
