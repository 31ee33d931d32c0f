/** Lists the logs that were brought. */
import { z } from "zod";
import { uploads } from "../../app/uploads.ts";
import { defineOperation } from "../operation.ts";
import { list } from "../schemas/parts.ts";
import { upload, uploadView } from "../schemas/upload.ts";

export const logUploadList = defineOperation({
  summary: "list the log files that were brought",
  route: "GET /logs",
  access: "helpdesk",
  input: z.strictObject({}),
  output: list(upload),
  run: (_, { data }) => uploads(data).map(uploadView),
});
