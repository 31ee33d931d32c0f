/** Deletes a log that was brought. */
import { z } from "zod";
import { removeUpload } from "../../app/uploads.ts";
import { defineOperation } from "../operation.ts";

export const logUploadRemove = defineOperation({
  summary: "delete a log file that was brought",
  route: "DELETE /logs/{id}",
  access: "helpdesk",
  input: z.strictObject({ id: z.string() }),
  output: z.object({}),
  run: ({ id }, { data }) => {
    removeUpload(data, id);
    return {};
  },
});
