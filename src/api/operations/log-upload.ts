/** Takes a log file of any server, to be asked like our own records. */
import { z } from "zod";
import { takeUpload } from "../../app/uploads.ts";
import { notAllowed } from "../http/problem.ts";
import { defineOperation } from "../operation.ts";
import { upload, uploadView } from "../schemas/upload.ts";

export const logUpload = defineOperation({
  summary: "bring a log file, sent as it is in the body, to ask it",
  route: "POST /logs/{name}",
  access: "helpdesk",
  input: z.strictObject({ name: z.string().max(255) }),
  output: upload,
  run: async ({ name }, { data, visit, settings, nextId }) => {
    const mostBytes = settings.config().web.uploadBytes;
    if (mostBytes === 0) throw notAllowed("no log may be brought here; see the setting web.uploadBytes");
    const taken = await takeUpload(data, { id: nextId(), name, bytes: visit.body(), mostBytes });
    return uploadView(taken);
  },
});
