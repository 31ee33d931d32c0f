/** Lists the settings with what is needed to show a form of them. */
import { z } from "zod";
import { describeSetting } from "../../config/form.ts";
import { settings as all } from "../../config/settings.ts";
import { defineOperation } from "../operation.ts";
import { list } from "../schemas/parts.ts";
import { settingForm } from "../schemas/setting.ts";

export const settingList = defineOperation({
  summary: "list the settings: what each is for, its value, and what it may be",
  route: "GET /settings",
  access: "admin",
  input: z.strictObject({}),
  output: list(settingForm),
  run: (_, { settings }) => all().map((setting) => describeSetting(setting, settings.config())),
});
